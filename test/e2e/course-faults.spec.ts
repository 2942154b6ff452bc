/** Whatever the network and the browser do while somebody submits: one stored submission or a clear no, and the work intact. */
import { expect, type Page, test } from "@playwright/test";
import { type FaultKind, type FaultProxy, startFaultProxy } from "../support/fault-proxy.ts";
import {
  type CourseServer,
  type CourseSite,
  dialog,
  expectState,
  openAndType,
  openCourseServer,
  openCourseSite,
  outcome,
  signInByToken,
  submit,
  withoutPython,
} from "./support/course-site.ts";
import { untilSaved } from "./support/keeping.ts";

let server: CourseServer;
let proxy: FaultProxy;
let site: CourseSite;
test.beforeEach(async () => {
  server = await openCourseServer();
  proxy = await startFaultProxy(server.url);
  site = await openCourseSite({ transport: "https", https: { url: proxy.url } });
});
test.afterEach(async () => {
  await site.close();
  await proxy.close();
  await server.close();
});

async function openWork(page: Page): Promise<void> {
  await withoutPython(page);
  await page.goto(site.desk);
  await signInByToken(page, server.token("ada"));
  await openAndType(page, "Homework 1", "answer = 42");
}

const isStored = async () => (await server.stored("hw1")).length;
const waiting = (page: Page) => page.getByRole("region", { name: "On the way" });

const faults: Record<string, { kind: FaultKind; match: RegExp; times?: number }> = {
  "the upload breaks off": { kind: "reset-upload", match: /^POST .*submit/ },
  "the answer is lost after it was stored": { kind: "lose-answer", match: /^POST .*submit/ },
  "the server fails": { kind: "status-500", match: /^POST .*submit/ },
  "a hotel's page answers": { kind: "html", match: /^POST .*submit/ },
  "the answer breaks off": { kind: "wrong-length", match: /^POST .*submit/ },
  "it cannot be read back": { kind: "status-500", match: /^GET .*status/, times: 2 },
};

test("every fault on the way ends with one stored submission and its receipt", async ({ page }) => {
  test.setTimeout(180_000);
  await openWork(page);
  let count = 0;
  for (const [name, { kind, match, times = 1 }] of Object.entries(faults)) {
    await test.step(name, async () => {
      const before = await isStored();
      await proxy.fail(kind, match, times);
      await submit(page);
      await expect(outcome(page)).toHaveAttribute("data-outcome", /submitted|waiting/);
      await proxy.fail(null);
      await page.keyboard.press("Escape");
      await page.goto(site.desk);
      // Nothing has to be done.
      await expect(waiting(page)).toHaveCount(0, { timeout: 30_000 });
      await expectState(page, "hw1", "submitted");
      expect(await isStored()).toBe(before + 1);
      await page.getByRole("button", { name: "Open: Homework 1" }).click();
      const frame = page.frameLocator('iframe[title="Notebook"]');
      await frame.getByRole("textbox").nth(1).click();
      await page.keyboard.press("ControlOrMeta+A");
      await page.keyboard.insertText(`answer = ${++count}`);
    });
  }
});

test("without a network it waits, through a reload, and goes when the network is back", async ({
  page,
  context,
}) => {
  await openWork(page);
  await untilSaved(page);
  await proxy.fail("refuse");
  await submit(page);
  await expect(outcome(page)).toHaveAttribute("data-outcome", "waiting");
  await expect(dialog(page)).toContainText("tried again by itself");
  await page.goto(site.desk);
  await page.reload();
  await expect(waiting(page)).toContainText("Homework 1");
  await expect(waiting(page)).toContainText("does not answer");
  expect(await isStored()).toBe(0);
  await proxy.fail(null);
  await context.setOffline(true);
  await context.setOffline(false);
  await expectState(page, "hw1", "submitted");
  expect(await isStored()).toBe(1);
});

test("a tab that is closed while it sends loses nothing, and the next visit does not send twice", async ({
  page,
  context,
}) => {
  await openWork(page);
  await untilSaved(page);
  await proxy.fail("stall", /^POST .*submit/);
  await submit(page);
  await expect.poll(isStored).toBe(1);
  await page.close();
  await proxy.fail(null);
  const next = await context.newPage();
  await withoutPython(next);
  await next.goto(site.desk);
  // The token of a tab goes with the tab.
  await signInByToken(next, server.token("ada"));
  await expectState(next, "hw1", "submitted");
  await expect(waiting(next)).toHaveCount(0);
  expect(await isStored()).toBe(1);
});

test("two tabs send one thing once", async ({ page, context }) => {
  await openWork(page);
  await untilSaved(page);
  await proxy.fail("refuse");
  await submit(page);
  await expect(outcome(page)).toHaveAttribute("data-outcome", "waiting");
  await page.keyboard.press("Escape");
  await page.goto(site.desk);
  const other = await context.newPage();
  await withoutPython(other);
  await other.goto(site.desk);
  await expect(waiting(other)).toBeVisible();
  await proxy.fail(null);
  // In both tabs somebody signs in or presses the button, at the same time.
  await Promise.all([
    signInByToken(other, server.token("ada")),
    waiting(page).getByRole("button", { name: "Send now" }).click(),
  ]);
  for (const tab of [page, other]) {
    await expect(waiting(tab)).toHaveCount(0);
    await expectState(tab, "hw1", "submitted");
  }
  expect(await isStored()).toBe(1);
});

test("an expired token says so, asks to sign in, and then sends by itself", async ({ page }) => {
  await openWork(page);
  await proxy.fail("expired", /hw1/, 1);
  await submit(page);
  await expect(outcome(page)).toHaveAttribute("data-outcome", "waiting");
  await expect(dialog(page)).toContainText("does not know your token");
  await page.keyboard.press("Escape");
  await page.goto(site.desk);
  await expect(waiting(page)).toBeVisible();
  if (await page.getByLabel("Token", { exact: true }).isVisible())
    await signInByToken(page, server.token("ada"));
  else await waiting(page).getByRole("button", { name: "Send now" }).click();
  await expectState(page, "hw1", "submitted");
  expect(await isStored()).toBe(1);
});

test("the same work again says that it is there, a changed one that is late replaces one that was late", async ({
  page,
}) => {
  await withoutPython(page);
  await page.goto(site.desk);
  await signInByToken(page, server.token("ada"));
  await openAndType(page, "Homework 2", "answer = 1");
  await submit(page);
  await expect(outcome(page)).toHaveAttribute("data-outcome", "submitted");
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Submit", exact: true }).click();
  await expect(dialog(page)).toContainText("has this very text already");
  await expect(dialog(page).getByRole("button", { name: "Submit", exact: true })).toBeDisabled();
  await page.keyboard.press("Escape");

  const frame = page.frameLocator('iframe[title="Notebook"]');
  await frame.getByRole("textbox").nth(1).click();
  await page.keyboard.press("End");
  await page.keyboard.insertText("0");
  await page.getByRole("button", { name: "Submit", exact: true }).click();
  await expect(dialog(page)).toContainText("late: it was due");
  // The earlier one was late as well, so there is nothing to lose.
  const send = dialog(page).getByRole("button", { name: "Submit", exact: true });
  await expect(dialog(page).getByLabel(/A late submission may count less/)).toHaveCount(0);
  await send.click();
  await expect(outcome(page)).toHaveAttribute("data-outcome", "submitted");
  expect(await server.stored("hw2")).toHaveLength(2);
});

test("what was in time is replaced by what is late only after a second yes", async ({ page }) => {
  await openWork(page);
  await submit(page);
  await expect(outcome(page)).toHaveAttribute("data-outcome", "submitted");
  await page.keyboard.press("Escape");
  await page.clock.setFixedTime(Date.now() + 2 * 86_400_000);
  const frame = page.frameLocator('iframe[title="Notebook"]');
  await frame.getByRole("textbox").nth(1).click();
  await page.keyboard.press("End");
  await page.keyboard.insertText("0");
  await page.getByRole("button", { name: "Submit", exact: true }).click();
  await expect(dialog(page)).toContainText("late: it was due");
  const send = dialog(page).getByRole("button", { name: "Submit", exact: true });
  await expect(send).toBeDisabled();
  await dialog(page)
    .getByLabel(/^You have submitted in time already/)
    .check();
  await expect(send).toBeEnabled();
});
