/** Every output and every input of marimo that a course uses, rendered by real marimo in the opaque frame. */
import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { chooseFile, notebookOf, type OpenNotebook, savedBy } from "./support/notebook.ts";

async function openOutputs(page: Page): Promise<OpenNotebook> {
  const file = new URL("../fixtures/notebooks/e2e/outputs.py", import.meta.url);
  await chooseFile(page, "outputs.py", await readFile(file));
  await expect(page.getByText("Run finished", { exact: false })).toBeAttached({ timeout: 60_000 });
  return notebookOf(page);
}

test("inputs show, react and run what depends on them", async ({ page }) => {
  const { frame } = await openOutputs(page);
  const sum = (text: string) => frame.getByText(text, { exact: false });
  await expect(sum("height 3, colour green, note first, pressed False")).toBeVisible();

  await frame.getByRole("slider", { name: "Height" }).or(frame.getByRole("slider")).first().focus();
  await page.keyboard.press("ArrowRight");
  await expect(sum("height 4,")).toBeVisible();
  await frame.getByRole("combobox").selectOption("blue");
  await expect(sum("colour blue")).toBeVisible();
  const note = frame.locator("marimo-text-area textarea");
  await note.fill("second");
  await note.blur();
  await expect(sum("note second")).toBeVisible();
  await frame.getByRole("button", { name: "Count" }).click();
  await expect(sum("pressed True")).toBeVisible();

  await expect(sum("form says None")).toBeVisible();
  await frame
    .getByRole("textbox", { name: "Your name" })
    .or(frame.locator("marimo-form input"))
    .first()
    .fill("Ada");
  await frame.getByRole("button", { name: "Send" }).click();
  await expect(sum("form says Ada")).toBeVisible();

  const counter = frame.getByRole("button", { name: "widget 5" });
  await counter.click();
  await expect(frame.getByRole("button", { name: "widget 6" })).toBeVisible();
  await expect(sum("widget count 6")).toBeVisible();
});

test("tables are chosen from and exported, tabs and accordions open, files are handed over", async ({
  page,
}) => {
  const { frame } = await openOutputs(page);
  await expect(frame.getByRole("cell", { name: "Venus" })).toBeVisible();
  await frame
    .locator("marimo-table")
    .getByRole("button", { name: /export|download/i })
    .click();
  const csv = await savedBy(page, async () => {
    await frame
      .getByRole("menuitem", { name: /^CSV/ })
      .or(frame.getByRole("button", { name: /^CSV/ }))
      .first()
      .click();
  });
  expect(csv.name).toMatch(/\.csv$/);
  expect(csv.bytes.toString()).toBe("planet,moons\nMars,2\nEarth,1\nVenus,0\n");

  await frame.getByRole("row", { name: "Mars" }).getByRole("checkbox").click();
  await expect(frame.getByText("chosen ['Mars']")).toBeVisible();

  const lines = await savedBy(page, () => frame.getByRole("link", { name: "Get lines" }).click());
  expect(lines).toEqual({ name: "lines.txt", bytes: Buffer.from("three\nlines\nhere\n") });

  await expect(frame.getByRole("tabpanel", { name: "One" })).toHaveText("the first tab");
  await frame.getByRole("tab", { name: "Two" }).click();
  await expect(frame.getByRole("tabpanel", { name: "Two" })).toHaveText("the second tab");
  const inside = frame.getByRole("region", { name: "Open me" });
  await expect(inside).toBeHidden();
  await frame.getByRole("button", { name: "Open me" }).click();
  await expect(inside).toContainText("inside the accordion");
});

test("texts, formulas, diagrams, pictures and charts are drawn", async ({ page }) => {
  const { frame } = await openOutputs(page);
  await expect(frame.getByText("warning", { exact: true })).toBeVisible();
  await expect(frame.locator(".katex .frac-line, .katex .mfrac").first()).toBeVisible();
  await expect(frame.locator("marimo-mermaid svg")).toContainText("Finish");
  const picture = frame.getByRole("img", { name: "A red square" });
  await picture.scrollIntoViewIfNeeded();
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(8);
  await expect(frame.getByRole("img", { name: "A circle" })).toBeVisible();
  const bars = frame.locator(".vega-embed canvas, .vega-embed svg").first();
  await bars.scrollIntoViewIfNeeded();
  await expect(bars).toBeVisible();
  const plotly = frame.locator("marimo-plotly").getByText("A plotly chart");
  await plotly.scrollIntoViewIfNeeded();
  await expect(plotly).toBeVisible();
  await expect(frame.getByText("plotly right", { exact: true })).toBeVisible();
});
