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
