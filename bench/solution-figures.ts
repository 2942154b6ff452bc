/** Figures of model solutions that open in real Chromium, in the demo workshop of the built site. All times in ms. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "@playwright/test";
import * as v from "valibot";
import { root } from "./site.ts";

export interface SolutionFigures {
  /** From the arrival of the list of keys to the solution on the page. */
  readonly released: readonly number[];
  /** From the Enter after a session's words to the solution on the page. */
  readonly words: readonly number[];
  /** The longest task of the page's main thread meanwhile; 0 when none was longer than 50 ms. */
  readonly blocked: readonly number[];
}

/** Opens by release and by the session's words. */
const EXERCISE = "Q4";
const NOTEBOOK = "notebooks/noise";
const secrets = join(root, "scripts/demo-workshop/private/noise");

const keys = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.string()));
const words = v.pipe(v.string(), v.parseJson(), v.object({ session: v.string() }));

/** Notes when keys arrive, when Enter is pressed, and when the solution shows. Text, since tsx would wrap a function. */
const WATCH = `
  globalThis.__blocked = 0;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      if (startTime + duration > globalThis.__enterAt) globalThis.__blocked = Math.max(globalThis.__blocked, duration);
    }
  }).observe({ type: "longtask" });
  const fetchFile = globalThis.fetch;
  globalThis.fetch = async (...question) => {
    const answer = await fetchFile(...question);
    if (answer.url.includes("keys.json")) globalThis.__keysAt = performance.now();
    return answer;
  };
  addEventListener("keydown", ({ key }) => {
    if (key === "Enter") globalThis.__enterAt = performance.now();
  }, { capture: true });
  new MutationObserver(() => {
    if (document.querySelector('[data-solution-card="open"]')) globalThis.__openAt ??= performance.now();
  }).observe(document, { subtree: true, childList: true, attributes: true });
`;

/** `folder` holds the site of the app, which is at `url`. */
export async function solutionFigures(
  browser: Browser,
  { folder, url }: { readonly folder: string; readonly url: string },
  rounds: number,
): Promise<SolutionFigures> {
  const keysFile = join(folder, "demo/workshop", NOTEBOOK, "keys.json");
  const key = v.parse(keys, await readFile(join(secrets, "keys_all.json"), "utf8"))[EXERCISE];
  const { session } = v.parse(words, await readFile(join(secrets, "words.json"), "utf8"));
  const [released, typed, blocked]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < rounds; round++) {
    await withCard(browser, url, async (page) => {
      await writeFile(keysFile, JSON.stringify({ [EXERCISE]: key }));
      await page.getByRole("button", { name: "Check for released solutions" }).click();
      released.push(await shown(page, "__openAt - __keysAt"));
    });
    await writeFile(keysFile, "{}\n");
    await withCard(browser, url, async (page) => {
      await page.getByLabel("Words that your instructor gives").fill(session);
      await page.keyboard.press("Enter");
      typed.push(await shown(page, "__openAt - __enterAt"));
      blocked.push(await page.evaluate<number>("__blocked"));
    });
  }
  return { released, words: typed, blocked };
}

/** A browser that has never been here, with the exercise's card before it and a notebook that has run. */
async function withCard(browser: Browser, url: string, work: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ serviceWorkers: "block" });
  const page = await context.newPage();
  await page.addInitScript({ content: WATCH });
  await page.goto(`${url}#/c/secret-messages/noise`);
  await page.getByText("Run finished").first().waitFor({ state: "attached", timeout: 60_000 });
  await page.locator('[data-keys="checked"]').waitFor();
  await page.locator(`[data-step="${EXERCISE}"]`).click();
  await page.locator('[data-solution-card="locked"]').waitFor();
  await work(page);
  await context.close();
}

async function shown(page: Page, duration: string): Promise<number> {
  await page.locator('[data-solution-card="open"]').waitFor();
  return page.evaluate<number>(duration);
}
