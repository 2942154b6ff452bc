/** Somebody types, the page goes away at a random moment, and what is on disk is held against what was typed. */
import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { expect, type Page } from "@playwright/test";
import { parseNotebook } from "../../../src/core/notebook/parse.ts";
import { draftOnDisk, openToType } from "./keeping.ts";
import { type OwnChromium, startChromium } from "./own-chromium.ts";

export const endings = ["close", "navigate", "crash", "quit", "kill"] as const;
export type Ending = (typeof endings)[number];

export interface Loss {
  readonly seed: number;
  readonly ending: Ending;
  readonly typed: number;
  /** How long before the end the first lost key was pressed, in milliseconds; 0 when nothing was lost. */
  readonly lost: number;
}

const NOTEBOOK = "first-steps";
const TARGET = "guests = 4";

/** Numbers between 0 and 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Key {
  readonly key: string;
  /** When the page had taken it. */
  readonly at: number;
}

/** One run; the browser is another one afterwards when this one has ended. */
export async function typeAndEnd(
  browser: OwnChromium,
  profile: string,
  site: string,
  { seed, ending }: { seed: number; ending: Ending },
): Promise<{ loss: Loss; browser: OwnChromium }> {
  const random = seeded(seed);
  const page = await browser.context.newPage();
  await forgetDraft(page, site);
  const frame = await openToType(page, `${site}#/c/demo/${NOTEBOOK}`);
  await frame.locator("[data-cell-id]", { hasText: TARGET }).first().getByRole("textbox").first().click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.press("Delete");
  const keys: Key[] = [];
  const typing = new AbortController();
  const typed = typeOn(page, keys, random, typing.signal);
  await expect.poll(() => keys.length, { intervals: [20] }).toBeGreaterThan(0);
  await pause(random() * 4_000);
  const endedAt = performance.now();
  await end(browser, page, ending);
  typing.abort();
  await typed;
  const isOver = ending === "quit" || ending === "kill";
  const next = isOver ? await startChromium(profile) : browser;
  const kept = await readKept(next, site);
  return { loss: { seed, ending, typed: keys.length, lost: lossOf(keys, kept, endedAt) }, browser: next };
}

/** Types a comment of numbers until told to stop or nobody listens any more. */
async function typeOn(page: Page, keys: Key[], random: () => number, signal: AbortSignal): Promise<void> {
  // Nothing on the way is the handed-out code.
  const text = `visitors = 5  # ${Array.from({ length: 400 }, (_, index) => index).join("-")}`;
  for (const key of text) {
    try {
      await page.keyboard.press(key);
    } catch {
      return;
    }
    if (signal.aborted) return;
    keys.push({ key, at: performance.now() });
    await pause(random() * 60);
  }
}

async function end(browser: OwnChromium, page: Page, ending: Ending): Promise<void> {
  switch (ending) {
    case "close":
      return page.close();
    case "navigate":
      await page.goto("about:blank");
      return page.close();
    case "crash":
      return crash(page);
    case "quit":
      return browser.quit();
    case "kill":
      return browser.kill();
    default:
      return ending satisfies never;
  }
}

async function crash(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent("crash");
  // The answer never comes.
  session.send("Page.crash").catch(() => {});
  await crashed;
  await page.close();
}

async function forgetDraft(page: Page, site: string): Promise<void> {
  await page.goto(`${site}courses.json`);
  const session = await page.context().newCDPSession(page);
  await session.send("Storage.clearDataForOrigin", {
    origin: new URL(site).origin,
    storageTypes: "indexeddb",
  });
  await session.detach();
}

/** The code of the cell that was typed into, after checks that the rest of the draft is whole. */
async function readKept({ context }: OwnChromium, site: string): Promise<string> {
  const page = await context.newPage();
  await page.goto(`${site}courses.json`);
  const source = (await draftOnDisk(page, NOTEBOOK)) ?? (await handedOut);
  await page.close();
  const [kept, original] = [source, await handedOut].map((text) => parseNotebook(text));
  if (kept === undefined || original === undefined || "failure" in kept || "failure" in original)
    throw new Error(`The draft is no notebook any more: ${source}`);
  const at = original.cells.findIndex((cell) => cell.code === TARGET);
  const others = (cells: typeof kept.cells) =>
    cells.filter((_, index) => index !== at).map(({ code }) => code);
  expect(others(kept.cells)).toEqual(others(original.cells));
  return kept.cells[at]?.code ?? "";
}

const handedOut = readFile(new URL(`../../../public/demo/${NOTEBOOK}.py`, import.meta.url), "utf8");

function lossOf(keys: readonly Key[], kept: string, endedAt: number): number {
  const typed = keys.map(({ key }) => key).join("");
  // The handed-out code stands until the first save; a key may be on disk that the test has not counted yet.
  const count = kept === TARGET ? 0 : kept.length;
  expect(count === 0 || typed.startsWith(kept.slice(0, typed.length))).toBe(true);
  const first = keys.slice(count).find(({ key }) => key !== " ");
  return first === undefined ? 0 : Math.max(0, endedAt - first.at);
}
