/** The whole job with the keyboard alone: open, edit, run, validate, download; and the ways between the regions. */
import { readFile } from "node:fs/promises";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { notebookOf, openNotebook, savedBy } from "./support/notebook.ts";

/** Presses Tab until the element has the focus, as somebody does who cannot see where it is otherwise. */
async function tabTo(page: Page, target: Locator, most = 60): Promise<void> {
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element.matches(":focus"))) return;
  }
  throw new Error("Tab does not lead there");
}

test("open, edit, run, validate and download without a mouse", async ({ page }) => {
  await page.goto("#/");
  await expect(page.getByRole("link", { name: "First steps" })).toBeVisible();
  await tabTo(page, page.getByRole("link", { name: "First steps" }));
  await page.keyboard.press("Enter");
  await expect(page.getByText("Run finished", { exact: false })).toBeAttached({ timeout: 60_000 });

  // The first stop of the page leads past everything into the notebook.
  await tabTo(page, page.getByRole("button", { name: "Skip to the notebook" }));
  await page.keyboard.press("Enter");
  const { frame } = notebookOf(page);
  const editor = frame.getByRole("textbox", { name: "Code of Cell 3" });
  await tabTo(page, editor);
  await page.keyboard.press("Control+A");
  await page.keyboard.type("guests = 10");
  await page.keyboard.press("Control+Enter");
  await expect(frame.getByText("Pancakes for 10")).toBeVisible();
  await expect(page.locator("[data-check]")).toHaveAttribute("data-state", "passed");

  await page.keyboard.press("Control+Shift+.");
  await expect(page.getByRole("status").filter({ hasText: "Validation finished: " })).toBeAttached({
    timeout: 60_000,
  });

  await page.keyboard.press("Shift+F6");
  await page.keyboard.press("Shift+F6");
  await tabTo(page, page.getByRole("button", { name: "Download", exact: true }));
  const { bytes } = await savedBy(page, () => page.keyboard.press("Enter"));
  const original = await readFile(new URL("../../public/demo/first-steps.py", import.meta.url), "utf8");
  expect(bytes.toString()).toBe(original.replace("guests = 4", "guests = 10"));
});

test("F6 goes round the regions, and Tab goes through the notebook in reading order", async ({ page }) => {
  const { frame } = await openNotebook(page, "#/c/demo/first-steps");
  const inside = (selector: string) => page.locator(`${selector}:focus-within`);
  await page.getByRole("button", { name: "Run all" }).focus();
  await page.keyboard.press("F6");
  await expect(inside("nav.outline")).toBeAttached();
  await page.keyboard.press("F6");
  const first = frame.locator("[data-cell-id]").first();
  await expect(first.or(first.locator(":focus")).first()).toBeFocused();
  await page.keyboard.press("F6");
  await expect(inside("aside")).toBeAttached();
  await page.keyboard.press("F6");
  await expect(inside("header")).toBeAttached();
  await page.keyboard.press("Shift+F6");
  await expect(inside("aside")).toBeAttached();

  // Backwards out of the side panel lies the end of the notebook, and behind its end the side panel.
  await page.keyboard.press("Shift+F6");
  await expect(first).toBeFocused();
  await frame.getByRole("button", { name: "Add text" }).last().focus();
  await page.keyboard.press("Tab");
  await expect(inside("aside")).toBeAttached();
  await page.keyboard.press("Shift+Tab");
  await expect(frame.getByRole("button", { name: "Add text" }).last()).toBeFocused();
});
