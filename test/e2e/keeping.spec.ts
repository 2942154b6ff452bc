/** Nothing is lost: history, changes upstream, full and missing storage. */
import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { draftOnDisk, frameOf, openHistory, openToType, retype, untilSaved } from "./support/keeping.ts";
import { pressTool, savedBy } from "./support/notebook.ts";

const FIRST_STEPS = "first-steps";
const handedOut = readFile(new URL("../../public/demo/first-steps.py", import.meta.url), "utf8");

async function download(page: Page): Promise<string> {
  return (await savedBy(page, () => pressTool(page, "Download"))).bytes.toString();
}

test("the history shows what changed since, restores any version, and Undo takes that back", async ({
  page,
}) => {
  await openToType(page);
  await retype(page, "guests = 4", "guests = 12");
  await untilSaved(page);
  await pressTool(page, "Reset");
  await retype(page, "guests = 4", "guests = 30");
  await untilSaved(page);

  const history = await openHistory(page);
  await history.getByRole("button", { name: "Before Reset" }).click();
  await expect(history).toContainText("1 line added, 1 line removed since.");
  await expect(history.getByText("Removed: guests = 12")).toBeAttached();
  await expect(history.getByText("Added: guests = 30")).toBeAttached();
  await history
    .getByRole("button", { name: /^Show \d+ lines that did not change/ })
    .first()
    .click();
  await expect(history.getByText("import marimo", { exact: true })).toBeVisible();
  const old = await savedBy(page, () =>
    history.getByRole("button", { name: "Download this version" }).click(),
  );
  expect(old.bytes.toString()).toContain("guests = 12");

  await history.getByRole("button", { name: "Restore this version" }).click();
  await expect(history).toBeHidden();
  expect(await download(page)).toContain("guests = 12");
  await pressTool(page, "Undo");
  expect(await download(page)).toContain("guests = 30");
  await untilSaved(page);

  await (await openHistory(page))
    .getByRole("button", { name: "Before an older version was restored" })
    .click();
  await expect(page.getByText("This version is the same as the notebook now.")).toBeVisible();
  await page.getByRole("button", { name: "As handed out" }).click();
  await page.getByRole("button", { name: "Restore this version" }).click();
  expect(await download(page)).toBe(await handedOut);
});

test("the history is for keyboards, screen readers and phones as well", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await openToType(page);
  await retype(page, "guests = 4", `guests = 12  # ${"and more ".repeat(30)}`);
  await untilSaved(page);
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("button", { name: "History" }).click();
  const history = page.getByRole("dialog", { name: /^History of/ });
  await history.getByRole("button", { name: "As handed out" }).focus();
  await page.keyboard.press("Enter");
  await expect(history.getByText("Added: guests = 12", { exact: false })).toBeAttached();
  const { violations } = await new AxeBuilder({ page }).include(".history-dialog").analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  expect(wider).toBe(false);
  const restore = history.getByRole("button", { name: "Restore this version" });
  await restore.scrollIntoViewIfNeeded();
  await expect(restore).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("Escape");
  await expect(history).toBeHidden();
});

test.describe("a notebook that was handed out anew", () => {
  const serve = async (page: Page, text: string) => {
    await page.unroute("**/demo/first-steps.py");
    await page.route("**/demo/first-steps.py", (route) => route.fulfill({ body: text }));
  };

  test.beforeEach(async ({ page }) => {
    await openToType(page);
    await retype(page, "guests = 4", "guests = 12");
    await untilSaved(page);
    await serve(page, `${await handedOut}\n# corrected\n`);
    await page.reload();
    await expect(page.getByText("Your teacher has changed this notebook")).toBeVisible();
  });

  test("is compared, and mine is kept for good", async ({ page }) => {
    await page.getByRole("button", { name: "Compare" }).click();
    const dialog = page.getByRole("dialog", { name: "The new version compared with yours" });
    await expect(dialog.getByText("Added: # corrected")).toBeAttached();
    await expect(dialog.getByText("Removed: guests = 12")).toBeAttached();
    await dialog.getByRole("button", { name: "Close comparison" }).click();
    await page.getByRole("button", { name: "Keep mine" }).click();
    await untilSaved(page);
    expect(await download(page)).toContain("guests = 12");
    await page.reload();
    await frameOf(page);
    await expect(page.getByText("Your teacher has changed this notebook")).toBeHidden();
    expect(await download(page)).toContain("guests = 12");
    // Reset leads to what is handed out now.
    await pressTool(page, "Reset");
    expect(await download(page)).toContain("# corrected");
  });

  test("is taken, and mine is in the history", async ({ page }) => {
    await page.getByRole("button", { name: "Take the new one" }).click();
    expect(await download(page)).toBe(`${await handedOut}\n# corrected\n`);
    await untilSaved(page);
    await page.reload();
    await frameOf(page);
    await expect(page.getByText("Your teacher has changed this notebook")).toBeHidden();
    const history = await openHistory(page);
    await history.getByRole("button", { name: "Before the new version was taken" }).click();
    await history.getByRole("button", { name: "Restore this version" }).click();
    expect(await download(page)).toContain("guests = 12");
  });

  test("is asked about again until the student decides", async ({ page }) => {
    await retype(page, "guests = 12", "guests = 13");
    await untilSaved(page);
    await page.reload();
    await expect(page.getByText("Your teacher has changed this notebook")).toBeVisible();
    expect(await download(page)).toContain("guests = 13");
  });
});

test("a full disk is told, leads to Download, and saving goes on when there is room", async ({
  page,
  baseURL,
}) => {
  const client = await page.context().newCDPSession(page);
  const origin = new URL(baseURL ?? "").origin;
  await client.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 300_000 });
  await openToType(page);
  await retype(page, "guests = 4", "guests = 5");
  await untilSaved(page);
  await retype(page, "guests = 5", `guests = 6  # ${"long ".repeat(120_000)}`);
  await expect(page.getByText("The browser's storage is full")).toBeVisible();
  await expect(page.locator("[data-saved=failed]")).toBeVisible();
  const saved = await savedBy(page, () => page.getByRole("button", { name: "Download now" }).click());
  expect(saved.bytes.toString()).toContain("guests = 6");
  expect(await draftOnDisk(page, FIRST_STEPS)).toContain("guests = 5");
  await client.send("Storage.overrideQuotaForOrigin", { origin });
  await page.getByRole("button", { name: "Try again" }).click();
  await untilSaved(page);
  expect(await draftOnDisk(page, FIRST_STEPS)).toContain("guests = 6");
});

test("a window that keeps nothing says so, and Download still gives what was typed", async ({ page }) => {
  // As private windows of some browsers do.
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("A mutation operation was attempted on a database.", "InvalidStateError");
    };
  });
  await openToType(page);
  await retype(page, "guests = 4", "guests = 12");
  await expect(page.getByText("The browser does not let this page keep anything")).toBeVisible();
  const saved = await savedBy(page, () => page.getByRole("button", { name: "Download now" }).click());
  expect(saved.bytes.toString()).toContain("guests = 12");
});

test("storage that is cleared under the open notebook is noticed, and the notebook is kept again", async ({
  page,
}) => {
  await openToType(page);
  await retype(page, "guests = 4", "guests = 12");
  await untilSaved(page);
  const client = await page.context().newCDPSession(page);
  await client.send("Storage.clearDataForOrigin", {
    origin: new URL(page.url()).origin,
    storageTypes: "indexeddb",
  });
  await expect(page.getByText("The browser has deleted what this site kept.")).toBeVisible();
  await untilSaved(page);
  expect(await draftOnDisk(page, FIRST_STEPS)).toContain("guests = 12");
});

test("the browser is asked to keep everything after the first edit, and not before", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "asked", { value: { count: 0 } });
    StorageManager.prototype.persisted = async () => false;
    StorageManager.prototype.persist = async () => {
      Reflect.get(window, "asked").count++;
      return true;
    };
  });
  const asked = () => page.evaluate(() => Reflect.get(window, "asked").count);
  await openToType(page);
  expect(await asked()).toBe(0);
  await retype(page, "guests = 4", "guests = 12");
  await untilSaved(page);
  expect(await asked()).toBe(1);
  await retype(page, "guests = 12", "guests = 13");
  await untilSaved(page);
  expect(await asked()).toBe(1);
});
