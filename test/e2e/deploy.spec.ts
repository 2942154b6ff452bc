/** Deploy over deploy (issue 4, section 4): pages and workers of two builds meet, and no run is ever interrupted. */
import { copyFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Browser, expect, type Page } from "@playwright/test";
import { deploy, nameOf } from "../sw/host.ts";
import { test } from "../sw/host-test.ts";
import { isMarked, lookForUpdate, mark, readCaches, waitForRun, waitForWorker } from "../sw/visit.ts";
import { notebookOf, rewriteCell } from "./support/notebook.ts";

test.setTimeout(240_000);

const prompt = (page: Page) => page.getByRole("region", { name: "New version" });

async function visit(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await waitForWorker(page);
}

test("a new build waits for a running notebook, then for consent, and the text stays", async ({
  page,
  host,
}) => {
  await visit(page, `${host.url}#/c/demo/first-steps`);
  await waitForRun(page);
  const { cell } = notebookOf(page);
  await rewriteCell(page, cell("guests = 4"), "guests = 11\nwhile True:\n    pass");
  await expect(page.getByText("running", { exact: true })).toBeVisible();
  await mark(page);

  await deploy(host.folder, 2);
  await lookForUpdate(page);
  await expect(prompt(page)).toContainText("A new version is ready");
  await prompt(page).getByRole("button", { name: "Update now" }).click();
  await expect(prompt(page)).toContainText("The page updates when the run is over.");
  expect(await isMarked(page)).toBe(true);
  await expect(page.getByText("running", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByRole("link", { name: nameOf(2) })).toBeVisible();
  expect(await isMarked(page)).toBe(false);
  await expect(notebookOf(page).cell("guests = 11")).toBeVisible();
  await expect(prompt(page)).toBeHidden();
});

test("later means later: this page asks no more, and a new one does", async ({ page, host, context }) => {
  await visit(page, host.url);
  await deploy(host.folder, 2);
  await lookForUpdate(page);
  await mark(page);
  await prompt(page).getByRole("button", { name: "Later" }).click();
  await expect(prompt(page)).toBeHidden();

  const second = await context.newPage();
  await visit(second, host.url);
  await expect(prompt(second)).toContainText("A new version is ready");
  await expect(second.getByRole("link", { name: "Atelier", exact: true })).toBeVisible();
  expect(await isMarked(page)).toBe(true);
  await expect(prompt(page)).toBeHidden();
});

test("with a second tab open nothing is replaced until that one is closed", async ({
  page,
  host,
  context,
}) => {
  await visit(page, host.url);
  const second = await context.newPage();
  await visit(second, host.url);
  await mark(second);
  await deploy(host.folder, 2);
  await lookForUpdate(page);

  await prompt(page).getByRole("button", { name: "Update now" }).click();
  await expect(prompt(page)).toContainText("open in another tab");
  expect(await isMarked(second)).toBe(true);
  await second.close();
  await prompt(page).getByRole("button", { name: "Update now" }).click();
  await expect(page.getByRole("link", { name: nameOf(2) })).toBeVisible();
});

test("an old page under a new worker still gets its old files, and is told to reload", async ({
  page,
  host,
}) => {
  await visit(page, host.url);
  await deploy(host.folder, 2);
  await lookForUpdate(page);
  await expect(prompt(page)).toBeVisible();
  // As if the browser had replaced the worker by itself: the page did not ask.
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    registration?.waiting?.postMessage({ kind: "activate", from: "a later build" });
  });
  await expect(prompt(page)).toContainText("This page needs a reload");

  // The code that reads notebooks is loaded only now; the server has it no more.
  await mark(page);
  await page.getByRole("link", { name: "First steps" }).click();
  await waitForRun(page);
  expect(await isMarked(page)).toBe(true);
  await prompt(page).getByRole("button", { name: "Reload" }).click();
  await expect(page.getByRole("link", { name: nameOf(2) })).toBeVisible();
});

test("builds before the last one are removed", async ({ page, host }) => {
  const shells = async (): Promise<number> =>
    Object.keys(await readCaches(page)).filter((name) => name.startsWith("atelier-shell")).length;
  await visit(page, host.url);
  expect(await shells()).toBe(1);
  for (const build of [2, 3, 4]) {
    await deploy(host.folder, build);
    await lookForUpdate(page);
    await prompt(page).getByRole("button", { name: "Update now" }).click();
    await expect(page.getByRole("link", { name: nameOf(build) })).toBeVisible();
    await expect.poll(shells).toBe(2);
  }
});

test("a new page under a worker of an early build, which answers nothing, gets its update", async ({
  page,
  host,
}) => {
  const script = join(host.folder, "service-worker.js");
  await copyFile(script, `${script}.real`);
  await writeFile(
    script,
    `addEventListener("activate", (event) => event.waitUntil(clients.claim()));
     addEventListener("fetch", () => {});
     addEventListener("message", () => {});`,
  );
  await visit(page, host.url);
  await rename(`${script}.real`, script);
  await page.reload();
  await prompt(page).getByRole("button", { name: "Update now" }).click();
  await expect(prompt(page)).toBeHidden();
  await waitForWorker(page);
  await host.stop();
  await page.reload();
  await expect(page.getByRole("link", { name: "Atelier", exact: true })).toBeVisible();
});

/** A page as a browser without service workers has it. */
async function withoutWorkers(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ serviceWorkers: "block" });
  return context.newPage();
}

test("a page whose files have gone from the server is told to reload", async ({ browser, host }) => {
  const page = await withoutWorkers(browser);
  await page.goto(host.url);
  await expect(page.getByRole("link", { name: "First steps" })).toBeVisible();
  await deploy(host.folder, 2);
  await page.getByRole("link", { name: "First steps" }).click();
  await prompt(page).getByRole("button", { name: "Reload" }).click();
  await waitForRun(page);
  await expect(page.getByRole("link", { name: nameOf(2) })).toBeVisible();
  await page.context().close();
});

test("repair.html takes worker and copies away, and keeps drafts and other sites", async ({ page, host }) => {
  await visit(page, `${host.url}#/c/demo/first-steps`);
  await waitForRun(page);
  await rewriteCell(page, notebookOf(page).cell("guests = 4"), "guests = 12");
  await expect(notebookOf(page).frame.getByText("Pancakes for 12")).toBeVisible();
  await expect(page.getByText(/^saved/)).toBeVisible();
  await page.evaluate(() =>
    Promise.all(["atelier-parts /a/", "atelier-parts /a/b/c/"].map((name) => caches.open(name))),
  );

  await page.goto(`${host.url}repair.html`);
  await page.getByRole("button", { name: "Remove the copy" }).click();
  await expect(page.getByRole("status")).toHaveText("Done. Your notebooks are untouched.");
  expect(Object.keys(await readCaches(page)).sort()).toEqual(["atelier-parts /a/", "atelier-parts /a/b/c/"]);
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);

  await page.getByRole("link", { name: "Back to the courses" }).click();
  await page.getByRole("link", { name: "First steps" }).click();
  await expect(notebookOf(page).cell("guests = 12")).toBeVisible();
});

test("repair.html opens without a network and when the app itself is broken", async ({ page, host }) => {
  await visit(page, host.url);
  await rm(join(host.folder, "index.html"));
  await page.goto(`${host.url}repair.html`);
  await expect(page.getByRole("heading", { name: "Repair this site" })).toBeVisible();
  await host.stop();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Repair this site" })).toBeVisible();
});
