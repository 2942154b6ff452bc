/** Notebooks that are typed into and kept. Python is not needed for that, and starting it takes long. */
import { expect, type FrameLocator, type Locator, type Page } from "@playwright/test";
import { pressTool } from "./notebook.ts";

/** Whatever is typed is kept before Python is there, and without it. Nor is anything copied for offline use. */
async function withoutPython(page: Page): Promise<void> {
  await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, "serviceWorker"));
  await page.route(/\/(runtime|islands)\//, (route) => route.abort());
}

/** Opens a notebook that can be typed into, though not run. */
export async function openToType(page: Page, route = "#/c/demo/first-steps"): Promise<FrameLocator> {
  await withoutPython(page);
  await page.goto(route);
  return frameOf(page);
}

export async function frameOf(page: Page): Promise<FrameLocator> {
  const frame = page.frameLocator('iframe[title="Notebook"]');
  await expect(frame.locator("[data-cell-id]").first()).toBeVisible({ timeout: 30_000 });
  return frame;
}

/** Replaces the code of the cell that shows `text`. */
export async function retype(page: Page, text: string, code: string): Promise<void> {
  const frame = await frameOf(page);
  await frame.locator("[data-cell-id]", { hasText: text }).first().getByRole("textbox").first().click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText(code);
}

export async function untilSaved(page: Page): Promise<void> {
  await expect(page.locator("[data-saved=saved]")).toBeVisible();
}

export async function openHistory(page: Page): Promise<Locator> {
  await pressTool(page, "History");
  return page.getByRole("dialog", { name: /^History of/ });
}

/** The text that is on disk, read past the app; undefined when there is none. */
export function draftOnDisk(page: Page, notebook: string): Promise<string | undefined> {
  return page.evaluate(async (wanted) => {
    const name = `atelier ${new URL(".", document.baseURI).pathname}`;
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const drafts = await new Promise<{ notebook: string; source: string }[]>((resolve, reject) => {
      const request = database.transaction("drafts").objectStore("drafts").getAll();
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    database.close();
    return drafts.find((draft) => draft.notebook === wanted)?.source;
  }, notebook);
}
