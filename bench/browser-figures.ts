/** Figures of pages in real Chromium. All times in ms. */
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { SHOWN } from "./stock.ts";

/** Notes, in whichever frame it appears, when the text is on the page. Text, since tsx would wrap a function. */
const WATCH = `(() => {
  const look = () => {
    if (document.body && document.body.textContent.includes(${JSON.stringify(SHOWN)})) {
      globalThis.__shownAt = Date.now();
    } else setTimeout(look, 8);
  };
  look();
})();`;

/** When a navigation began and when its first rendered output was there, in ms since 1970. */
export async function firstOutput(
  context: BrowserContext,
  url: string,
): Promise<{ begun: number; shown: number }> {
  const page = await context.newPage();
  await page.addInitScript({ content: WATCH });
  const begun = Date.now();
  await page.goto(url, { waitUntil: "commit" });
  const shown = await shownAt(page);
  // Copies of what was fetched are written after the output: a warm page finds them.
  await page.waitForTimeout(1_500);
  await page.close();
  return { begun, shown };
}

async function timeToOutput(context: BrowserContext, url: string): Promise<number> {
  const { begun, shown } = await firstOutput(context, url);
  return shown - begun;
}

async function shownAt(page: Page): Promise<number> {
  const deadline = Date.now() + 90_000;
  while (Date.now() < deadline) {
    for (const frame of page.frames()) {
      const at = await frame.evaluate("globalThis.__shownAt").catch(() => undefined);
      if (typeof at === "number") return at;
    }
    await new Promise((settle) => setTimeout(settle, 10));
  }
  throw new Error(`${page.url()} showed nothing in 90 s`);
}

export interface Visit {
  readonly name: string;
  readonly url: string;
}

/** Each visit `rounds` times, taking turns; `warm` keeps one browser profile, else every visit has a new one. */
export async function interleaved(
  browser: Browser,
  visits: readonly Visit[],
  rounds: number,
  warm: boolean,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const times = new Map<string, number[]>(visits.map(({ name }) => [name, []]));
  const kept = await browser.newContext();
  if (warm) for (const { url } of visits) await timeToOutput(kept, url);
  for (let round = 0; round < rounds; round++) {
    for (const { name, url } of visits) {
      const context = warm ? kept : await browser.newContext();
      times.get(name)?.push(await timeToOutput(context, url));
      if (!warm) await context.close();
    }
  }
  await kept.close();
  return times;
}

/** Of five visits each: the longest task of the shell's main thread while Python boots. */
export async function longestBlocks(browser: Browser, url: string, slowdown: number): Promise<number[]> {
  const blocks: number[] = [];
  for (let round = 0; round < 5; round++) blocks.push(await longestBlock(browser, url, slowdown));
  return blocks;
}

/** 0 when none was longer than 50 ms. */
async function longestBlock(browser: Browser, url: string, slowdown: number): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript({
    content: `if (window === top) {
  globalThis.__blocks = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.attribution.every(({ containerType }) => containerType === "window")) globalThis.__blocks.push(entry.duration);
    }
  }).observe({ type: "longtask", buffered: true });
}
${WATCH}`,
  });
  if (slowdown > 1) {
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  }
  await page.goto(url, { waitUntil: "commit" });
  await shownAt(page);
  const blocks = await page.evaluate<number[]>("globalThis.__blocks");
  await context.close();
  return Math.max(0, ...blocks);
}
