/** Browsers allow six connections to one `http:` address: a tab that nobody looks at must not keep one of them. */
import { expect, type Page, test } from "@playwright/test";
import { readRoom } from "../../src/core/live/read.ts";
import { makeWorkshop, type Serving } from "./support/live-workshop.ts";

test.setTimeout(120_000);

/** How many pages listen, as the cockpit is told at once. */
async function listening({ url, token }: Serving): Promise<number | undefined> {
  const aborter = new AbortController();
  const headers = { authorization: `Bearer ${token}` };
  const { body } = await fetch(`${url}cockpit/events`, { headers, signal: aborter.signal });
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (!/^data: .*\n\n/m.test(text)) text += (await reader?.read())?.value ?? "";
  aborter.abort();
  return readRoom(/^data: (.*)$/m.exec(text)?.[1] ?? "")?.connected;
}

/** Playwright's tabs are all in front. */
async function look(page: Page, isHidden: boolean): Promise<void> {
  await page.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { configurable: true, value: hidden });
    document.dispatchEvent(new Event("visibilitychange"));
  }, isHidden);
}

test("a tab in the background gives its stream back, and catches up when it is seen again", async ({
  page,
}) => {
  const workshop = await makeWorkshop();
  const serving = await workshop.serve();
  await page.goto(`${serving.url}#/c/live/intro`);
  await expect.poll(() => listening(serving)).toBe(1);
  await look(page, true);
  await expect.poll(() => listening(serving)).toBe(0);
  const released = await fetch(`${serving.url}release`, {
    method: "POST",
    headers: { authorization: `Bearer ${serving.token}`, "content-type": "application/json" },
    body: JSON.stringify({ kind: "release", notebook: "intro", exercises: ["Q1"] }),
  });
  expect(released.status).toBe(200);
  await look(page, false);
  await expect(page.locator('[data-step="Q1"]')).toHaveAttribute("data-solution", "open", { timeout: 5_000 });
  await expect.poll(() => listening(serving)).toBe(1);
  await workshop.close();
});
