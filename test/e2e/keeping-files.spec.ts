/** What is kept outside of the browser's own storage: the backup and a file in step. */
import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { draftOnDisk, frameOf, openToType, retype, untilSaved } from "./support/keeping.ts";
import { pressTool, savedBy } from "./support/notebook.ts";

const NOTEBOOK = "first-steps";

const makeBackup = (page: Page) =>
  savedBy(page, () => page.getByRole("button", { name: "Back up everything" }).click());

async function restore(page: Page, name: string, bytes: Buffer): Promise<void> {
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Restore a backup" }).click();
  await (await choosing).setFiles({ name, mimeType: "application/zip", buffer: bytes });
}

test("one click backs up everything, and the backup brings it back in another browser", async ({
  page,
  browser,
}) => {
  await page.goto("#/settings");
  await page.getByRole("button", { name: "Back up everything" }).click();
  await expect(page.getByText("There is nothing to back up yet.")).toBeVisible();
  await openToType(page);
  await retype(page, "guests = 4", "guests = 12");
  await untilSaved(page);
  await pressTool(page, "Reset");
  await retype(page, "guests = 4", "guests = 30");
  await untilSaved(page);
  await page.goto("#/");
  const backup = await makeBackup(page);
  expect(backup.name).toMatch(/^atelier-backup-\d{4}-\d\d-\d\d\.zip$/);
  await expect(page.getByText("The backup holds 1 notebook.")).toBeVisible();

  const elsewhere = await browser.newContext({ baseURL: new URL("./", page.url()).href });
  const other = await elsewhere.newPage();
  await other.goto("#/");
  await restore(other, "holiday.zip", Buffer.from("PK, but no backup"));
  await expect(other.getByText("This file is not a backup of Atelier")).toBeVisible();
  await restore(other, backup.name, backup.bytes);
  await expect(other.getByText("1 notebook restored.")).toBeVisible();
  const { violations } = await new AxeBuilder({ page: other }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await openToType(other);
  await expect((await frameOf(other)).getByText("guests = 30")).toBeVisible();
  await pressTool(other, "History");
  await other.getByRole("button", { name: "Before Reset" }).click();
  await expect(other.getByText("Removed: guests = 12")).toBeAttached();
  await elsewhere.close();
});

test("restoring keeps what was there, and leaves alone what is open in another tab", async ({
  page,
  context,
}) => {
  await openToType(page);
  await retype(page, "guests = 4", "guests = 12");
  await untilSaved(page);
  await page.goto("#/settings");
  const backup = await makeBackup(page);
  await openToType(page);
  await retype(page, "guests = 12", "guests = 13");
  await untilSaved(page);

  const second = await context.newPage();
  await second.goto("#/settings");
  await restore(second, backup.name, backup.bytes);
  await expect(
    second.getByText("Not restored, because it is open in another tab: First steps."),
  ).toBeVisible();
  expect(await draftOnDisk(second, NOTEBOOK)).toContain("guests = 13");
  await page.close();
  await restore(second, backup.name, backup.bytes);
  await expect(second.getByText("1 notebook restored.")).toBeVisible();
  await openToType(second);
  await expect((await frameOf(second)).getByText("guests = 12")).toBeVisible();
  await pressTool(second, "History");
  await second.getByRole("button", { name: "Before a backup was restored" }).click();
  await expect(second.getByText("Removed: guests = 13")).toBeAttached();
});

/** The picker is the browser's own window; the file that it gives is one of the origin's private file system. */
async function pickFile(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.assign(window, {
      async showSaveFilePicker({ suggestedName }: { suggestedName: string }) {
        const folder = await navigator.storage.getDirectory();
        return folder.getFileHandle(suggestedName, { create: true });
      },
    });
  });
}

/** It may be in the middle of being replaced, and cannot be read then. */
const fileText = async (page: Page): Promise<string> => {
  let text = "";
  await expect(async () => {
    text = await readFileText(page);
  }).toPass();
  return text;
};

const readFileText = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const folder = await navigator.storage.getDirectory();
    return (await (await folder.getFileHandle("first-steps.py")).getFile()).text();
  });

const changeFile = (page: Page, text: string) =>
  page.evaluate(async (changed) => {
    const folder = await navigator.storage.getDirectory();
    const stream = await (await folder.getFileHandle("first-steps.py")).createWritable();
    await stream.write(changed);
    await stream.close();
  }, text);

async function chooseFile(page: Page): Promise<void> {
  await pressTool(page, "History");
  await page.getByRole("button", { name: "Keep a file in step" }).click();
  await expect(page.getByText("“first-steps.py” is in step")).toBeVisible();
  await page.keyboard.press("Escape");
}

test("a file is kept in step, also after a reload, and what others write into it is not written over", async ({
  page,
}) => {
  await pickFile(page);
  await openToType(page);
  await chooseFile(page);
  const handedOut = await readFile(new URL("../../public/demo/first-steps.py", import.meta.url), "utf8");
  expect(await fileText(page)).toBe(handedOut);
  await retype(page, "guests = 4", "guests = 12");
  await expect.poll(() => fileText(page)).toContain("guests = 12");

  await page.reload();
  await retype(page, "guests = 12", "guests = 13");
  await expect.poll(() => fileText(page)).toContain("guests = 13");

  await changeFile(page, (await fileText(page)).replace("guests = 13", "guests = 77"));
  await retype(page, "guests = 13", "guests = 14");
  await expect(page.getByText("“first-steps.py” was changed by another program.")).toBeVisible();
  expect(await fileText(page)).toContain("guests = 77");
  expect(await draftOnDisk(page, NOTEBOOK)).toContain("guests = 14");
  await page.getByRole("button", { name: "Use the file's text" }).click();
  await expect((await frameOf(page)).getByText("guests = 77")).toBeVisible();
  await untilSaved(page);
  await pressTool(page, "History");
  await page.getByRole("button", { name: "When the file on disk had changed" }).click();
  await expect(page.getByText("Removed: guests = 14")).toBeAttached();
  await page.getByRole("button", { name: "Stop", exact: true }).last().click();
  await expect(page.getByRole("button", { name: "Keep a file in step" })).toBeVisible();
});

test("after a reload the browser may want a click before the file is written again", async ({ page }) => {
  await pickFile(page);
  await page.addInitScript(() => {
    let asked = false;
    Object.assign(FileSystemFileHandle.prototype, {
      queryPermission: async () => (asked || sessionStorage.getItem("visits") === "1" ? "granted" : "prompt"),
      async requestPermission() {
        asked = true;
        return "granted";
      },
    });
    if (window === window.top) {
      sessionStorage.setItem("visits", String(Number(sessionStorage.getItem("visits") ?? 0) + 1));
    }
  });
  await openToType(page);
  await chooseFile(page);
  await page.reload();
  await expect(page.getByText("“first-steps.py” was kept in step before.")).toBeVisible();
  await retype(page, "guests = 4", "guests = 12");
  await untilSaved(page);
  expect(await fileText(page)).toContain("guests = 4");
  await page.getByRole("button", { name: "Go on writing to it" }).click();
  await expect.poll(() => fileText(page)).toContain("guests = 12");
});

test("a browser without File System Access says so", async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, "showSaveFilePicker"));
  await openToType(page);
  await pressTool(page, "History");
  await expect(page.getByText("This browser cannot write to a file on your disk.")).toBeVisible();
});
