/** What the offline tests do on a page. */
import { expect, type Page } from "@playwright/test";

/** The worker answers for this page. */
export async function waitForWorker(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state), { timeout: 30_000 })
    .toBe("activated");
}

/** The first run is over and everything is kept for a visit without a network. */
export async function waitForCopy(page: Page): Promise<void> {
  await expect(page.getByText("offline copy ✓")).toBeVisible({ timeout: 90_000 });
}

/** Python is ready and the first run is over. */
export async function waitForRun(page: Page): Promise<void> {
  await expect(page.getByText("Run finished", { exact: false })).toBeAttached({ timeout: 60_000 });
}

/** Puts a mark on the page that a reload would wipe off. */
export async function mark(page: Page): Promise<void> {
  await page.evaluate(() => document.documentElement.setAttribute("data-mark", ""));
}

export function isMarked(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.hasAttribute("data-mark"));
}

/** Has the browser look for a new build, as it does by itself from time to time. */
export async function lookForUpdate(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update();
  });
}

/** Every cache of this origin and the addresses in it. */
export function readCaches(page: Page): Promise<Record<string, string[]>> {
  return page.evaluate(async () => {
    const all: Record<string, string[]> = {};
    for (const name of await caches.keys()) {
      all[name] = (await (await caches.open(name)).keys()).map((request) => request.url);
    }
    return all;
  });
}
