/** A notebook of the demo course as a person meets it: by names and roles, never by class names. */
import { readFile } from "node:fs/promises";
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
  await page.locator('input[type=file][accept^=".py"]').setInputFiles({
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

/** Opens a `.py` of these bytes by the file button; does not wait for anything. */
export async function chooseFile(page: Page, name: string, bytes: Buffer): Promise<void> {
  await page.goto("#/");
  await page
    .locator('input[type=file][accept^=".py"]')
    .setInputFiles({ name, mimeType: "text/x-python", buffer: bytes });
}

/** The bytes that the browser saves when `act` is done, under the name that it saves them. */
export async function savedBy(
  page: Page,
  act: () => Promise<void>,
): Promise<{ name: string; bytes: Buffer }> {
  const download = page.waitForEvent("download");
  await act();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

/** Presses a button of the page, whether it stands in the toolbar or, on a phone, in the menu. */
export async function pressTool(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name, exact: true }).click();
}

/** Chooses an action of a cell's menu. */
export async function chooseAction(cell: Locator, name: string): Promise<void> {
  await cell.getByRole("button", { name: "Cell actions" }).click();
  await cell.getByRole("menuitem", { name, exact: true }).click();
}

/** Waits until everything that was asked to run has run. */
export async function quiet({ page, frame }: OpenNotebook): Promise<void> {
  await expect(page.getByText("ready", { exact: true })).toBeVisible();
  await expect(frame.locator('[data-status="running"], [data-status="queued"]')).toHaveCount(0);
}
