/** Every output and input of marimo can be read in both themes, also after a change of theme: real contrast, by axe. */
import { readFile } from "node:fs/promises";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { chooseFile, notebookOf, quiet } from "./support/notebook.ts";

test.setTimeout(240_000);

/** Texts of outputs, in shadow roots too, that have too little contrast or whose contrast axe cannot tell. */
async function pale(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .include(['iframe[title="Notebook"]', "body"])
    .withRules(["color-contrast"])
    .analyze();
  return violations.flatMap(({ nodes }) =>
    nodes.map((node) => `${node.target.join(" ")} ${node.html.slice(0, 120)} ${node.failureSummary}`),
  );
}

/** Colours inside shadow roots: of a label, which inherits them, and of a callout, which marimo draws anew. */
const coloursInside = async (page: Page) => {
  const { frame } = notebookOf(page);
  const label = await frame
    .locator("marimo-slider label")
    .first()
    .evaluate((element) => getComputedStyle(element).color);
  const callout = await frame
    .locator("marimo-callout-output .border")
    .last()
    .evaluate((element) => getComputedStyle(element).backgroundColor);
  return { label, callout };
};

for (const [file, last] of [
  ["e2e/outputs.py", "Get lines"],
  ["../runs/gallery.py", "Q4: fails"],
] as const) {
  test(`${file} in the dark, in the light, and in the dark again`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: "dark" });
    const bytes = await readFile(new URL(`../fixtures/notebooks/${file}`, import.meta.url));
    await chooseFile(page, "outputs.py", bytes);
    await expect(page.getByText("Run finished", { exact: false })).toBeAttached({ timeout: 60_000 });
    const notebook = notebookOf(page);
    await quiet(notebook);
    if (await page.getByRole("dialog").isVisible())
      await page.getByRole("button", { name: "Not now" }).click();
    await notebook.frame.getByText(last).last().scrollIntoViewIfNeeded();
    const dark = await coloursInside(page);
    expect(await pale(page)).toEqual([]);

    await page.emulateMedia({ colorScheme: "light" });
    await expect
      .poll(() => coloursInside(page))
      .toEqual({
        label: expect.not.stringContaining(dark.label),
        callout: expect.not.stringContaining(dark.callout),
      });
    expect(await pale(page)).toEqual([]);

    await page.emulateMedia({ colorScheme: "dark" });
    await expect.poll(() => coloursInside(page)).toEqual(dark);
  });
}
