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

/** From the key that runs an edited cell to its dependant's new output on the page. */
export async function editToOutput(browser: Browser, site: string, rounds: number): Promise<number[]> {
  const { page, frame } = await open(browser, `${site}#/c/demo/first-steps`, "Pancakes for 4");
  const times: number[] = [];
  let text = "guests = 4";
  for (let round = 0; round < rounds; round++) {
    const code = `guests = ${100 + round}`;
    const cell = frame.locator("[data-cell-id]", { hasText: text }).first();
    await cell.getByRole("textbox").first().click();
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.insertText(code);
    const wanted = `Pancakes for ${100 + round}`;
    const seen = page.frames().at(-1)?.evaluate(watchFor, wanted) ?? Number.NaN;
    await page.keyboard.press("ControlOrMeta+Enter");
    times.push(await seen);
    text = code;
  }
  await page.context().close();
  return times;
}

/** Runs in the frame: ms from the key press to the text. */
function watchFor(wanted: string): Promise<number> {
  return new Promise((settle) => {
    let begun = 0;
    addEventListener("keydown", () => (begun = performance.now()), { capture: true, once: true });
    const observer = new MutationObserver(() => {
      if (!document.body.textContent?.includes(wanted)) return;
      observer.disconnect();
      settle(performance.now() - begun);
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}
