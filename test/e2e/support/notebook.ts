/** A notebook of the demo course as a person meets it: by names and roles, never by class names. */
import { expect, type FrameLocator, type Locator, type Page } from "@playwright/test";

export interface OpenNotebook {
  readonly page: Page;
  readonly frame: FrameLocator;
  /** The first cell that shows this text. */
  cell(text: string | RegExp): Locator;
}

/** Opens a route and waits until Python is ready and the first run is over. */
export async function openNotebook(page: Page, route = "#/c/demo/lecture"): Promise<OpenNotebook> {
  await page.goto(route);
  await expect(page.getByText("Run finished", { exact: false })).toBeAttached({ timeout: 60_000 });
  return notebookOf(page);
}

export function notebookOf(page: Page): OpenNotebook {
  const frame = page.frameLocator('iframe[title="Notebook"]');
  return { page, frame, cell: (text) => frame.locator("[data-cell-id]", { hasText: text }).first() };
}

/** Replaces the code of a cell as somebody would: click into it, select all, type; then runs it. */
export async function rewriteCell(page: Page, cell: Locator, code: string): Promise<void> {
  await cell.getByRole("textbox").first().click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText(code);
  await page.keyboard.press("ControlOrMeta+Enter");
}

/** Opens a notebook of the test's own by the file button, and waits for its first run. */
export async function openCells(page: Page, cells: readonly string[]): Promise<OpenNotebook> {
  await page.goto("#/");
  await page.locator("input[type=file]").setInputFiles({
    name: "own.py",
    mimeType: "text/x-python",
    buffer: Buffer.from(notebookOfCells(cells)),
  });
  await expect(page.getByText("Run finished", { exact: false })).toBeAttached({ timeout: 60_000 });
  return notebookOf(page);
}

/** A marimo file with these cells; signatures are marimo's to work out. */
export function notebookOfCells(cells: readonly string[]): string {
  const body = (code: string) => code.replaceAll(/^(?=.)/gm, "    ");
  const printed = cells.map((code) => `@app.cell\ndef _():\n${body(code)}\n    return\n\n\n`);
  return `import marimo\n\n__generated_with = "0.23.15"\napp = marimo.App()\n\n\n${printed.join("")}if __name__ == "__main__":\n    app.run()\n`;
}
