/** The product in one test: real marimo renders in the opaque frame, and an edit re-runs what depends on it. */
import { expect, test } from "@playwright/test";
import { openNotebook, rewriteCell } from "./support/notebook.ts";

test("the lecture's slider, table and formula are rendered by marimo, and the slider moves the drawing", async ({
  page,
}) => {
  const { frame } = await openNotebook(page, "#/c/demo/lecture");
  const slider = frame.getByRole("slider").first();
  await expect(slider).toHaveAttribute("aria-valuenow", "3");
  await expect(frame.locator(".katex").first()).toBeVisible();
  await expect(frame.getByRole("table").first()).toBeAttached();
  await expect(frame.getByText("16 looks at a wave of 3 Hz")).toBeVisible();

  await slider.focus();
  await page.keyboard.press("ArrowRight");
  await expect(frame.getByText("16 looks at a wave of 4 Hz")).toBeVisible();
});

test("an edit re-runs the cells that depend on it, and only runs when asked", async ({ page }) => {
  const { frame, cell } = await openNotebook(page, "#/c/demo/first-steps");
  await expect(frame.getByText("Pancakes for 4")).toBeVisible();

  await rewriteCell(page, cell("guests = 4"), "guests = 10");
  await expect(frame.getByText("Pancakes for 10")).toBeVisible();
  await expect(frame.getByText("30 pancakes")).toBeVisible();
});

test("the frame has an opaque origin", async ({ page }) => {
  await openNotebook(page, "#/c/demo/first-steps");
  const frame = page.frames().find((candidate) => candidate !== page.mainFrame());
  expect(await frame?.evaluate(() => globalThis.origin)).toBe("null");
});
