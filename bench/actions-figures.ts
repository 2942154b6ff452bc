/** Figures of what a person does in an open notebook: Stop, Validate, an edit. Times in ms. */
import type { Browser, FrameLocator, Page } from "@playwright/test";

const notebook = (page: Page) => page.frameLocator('iframe[title="Notebook"]');

async function open(
  browser: Browser,
  url: string,
  text: string,
): Promise<{ page: Page; frame: FrameLocator }> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(url);
  const frame = notebook(page);
  await frame.getByText(text).first().waitFor({ timeout: 60_000 });
  return { page, frame };
}

async function rewrite(page: Page, frame: FrameLocator, text: string, code: string): Promise<void> {
  await frame.locator("[data-cell-id]", { hasText: text }).first().getByRole("textbox").first().click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText(code);
  await page.keyboard.press("ControlOrMeta+Enter");
}

/** From the press of Stop in an endless loop to a Python that is ready again. */
export async function stopToReady(browser: Browser, site: string, rounds: number): Promise<number[]> {
  const { page, frame } = await open(browser, `${site}#/c/demo/first-steps`, "Pancakes for 4");
  const times: number[] = [];
  let text = "guests = 4";
  for (let round = 0; round < rounds; round++) {
    await rewrite(page, frame, text, `guests = ${round}\nwhile True: pass`);
    text = "while True: pass";
    await frame.locator('[data-status="running"]').first().waitFor();
    const begun = Date.now();
    await page.getByRole("button", { name: "Stop" }).first().click();
    await frame.locator('[data-status="stopped"]').first().waitFor();
    await page.getByText("ready", { exact: true }).waitFor();
    times.push(Date.now() - begun);
  }
  await page.context().close();
  return times;
}

/** What Validate takes in all, and the seconds that the notebook itself runs, as the report says. */
export async function validateTime(browser: Browser, site: string, rounds: number): Promise<number[]> {
  const { page } = await open(browser, `${site}#/c/demo/assignment`, "Week 2: Roots");
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const begun = Date.now();
    await page
      .getByRole("button", { name: /^Validate/ })
      .first()
      .click();
    await page.getByText(/Validated at/).waitFor({ timeout: 60_000 });
    times.push(Date.now() - begun);
    await page.reload();
    await notebook(page).getByText("Week 2: Roots").first().waitFor({ timeout: 60_000 });
  }
  await page.context().close();
  return times;
}

/** Keeps when the frame last asked Python to run a cell, and when Python's message with the wanted text came back. */
const WATCH_PYTHON = `(() => {
  const Real = Worker;
  globalThis.Worker = class extends Real {
    constructor(...parameters) {
      super(...parameters);
      this.addEventListener("message", ({ data }) => {
        if (data.kind === "kernel" && data.text.includes(globalThis.__wanted)) globalThis.__answered ??= performance.now();
      });
    }
    postMessage(message, ...rest) {
      if (message?.kind === "execute") globalThis.__asked = performance.now();
      super.postMessage(message, ...rest);
    }
  };
})();`;

/**
 * From the key that runs an edited cell to its dependant's new output on the page: `all` of it, and `ours`, which is
 * what is left without the time that marimo takes in its worker.
 */
export async function editToOutput(
  browser: Browser,
  site: string,
  rounds: number,
): Promise<{ all: number[]; ours: number[] }> {
  const page = await (await browser.newContext()).newPage();
  await page.addInitScript({ content: WATCH_PYTHON });
  await page.goto(`${site}#/c/demo/first-steps`);
  const frame = notebook(page);
  await frame.getByText("Pancakes for 4").first().waitFor({ timeout: 60_000 });
  // What comes after the first output (package files, the copy for use offline) is no part of this figure.
  await page.waitForTimeout(5_000);
  const times = { all: [] as number[], ours: [] as number[] };
  let text = "guests = 4";
  for (let round = 0; round < rounds; round++) {
    const code = `guests = ${100 + round}`;
    const cell = frame.locator("[data-cell-id]", { hasText: text }).first();
    await cell.getByRole("textbox").first().click();
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.insertText(code);
    const wanted = `Pancakes for ${100 + round}`;
    const watched = page.frames().at(-1);
    if (watched === undefined) throw new Error("there is no notebook frame");
    // It must be listening before the key is pressed.
    await watched.evaluate(watchFor, wanted);
    await page.keyboard.press("ControlOrMeta+Enter");
    const { all, marimo } = await watched.evaluate<{ all: number; marimo: number }>("__seen");
    times.all.push(all);
    times.ours.push(all - marimo);
    text = code;
  }
  await page.context().close();
  return times;
}

/** Runs in the frame: `__seen` will be the ms from the key press to the text, and those of them that Python had it. */
function watchFor(wanted: string): void {
  const watched = globalThis as typeof globalThis & {
    __wanted?: string;
    __asked?: number;
    __answered?: number;
    __seen?: Promise<{ all: number; marimo: number }>;
  };
  watched.__wanted = wanted;
  delete watched.__answered;
  watched.__seen = new Promise((settle) => {
    let begun = 0;
    addEventListener("keydown", () => (begun = performance.now()), { capture: true, once: true });
    const observer = new MutationObserver(() => {
      if (!document.body.textContent?.includes(wanted)) return;
      observer.disconnect();
      const { __asked: asked = Number.NaN, __answered: answered = Number.NaN } = watched;
      settle({ all: performance.now() - begun, marimo: answered - asked });
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}
