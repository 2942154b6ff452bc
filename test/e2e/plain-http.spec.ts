/** A classroom's plain HTTP, on a host that is another machine for the browser: there is no secure context. */
import { readdir, readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { chromiumFlags, findChromium } from "../../scripts/chromium.ts";
import { releaseKeys, secret } from "../state/workshop/sample-workshop.ts";
import { openWorkshopSite, type WorkshopSite } from "../state/workshop/workshop-site.ts";
import { notebookOf, pressTool, rewriteCell } from "./support/notebook.ts";
import { openCard } from "./support/solution-card.ts";

const executablePath = findChromium();

test.use({
  launchOptions: {
    args: [...chromiumFlags, "--host-resolver-rules=MAP workshop.test 127.0.0.1"],
    ...(executablePath === undefined ? {} : { executablePath }),
  },
});

async function withClassroom(work: (address: string, site: WorkshopSite) => Promise<void>): Promise<void> {
  const site = await openWorkshopSite();
  try {
    await work(site.url.replace("127.0.0.1", "workshop.test"), site);
  } finally {
    await site.close();
  }
}

async function ran(page: Page): Promise<void> {
  await expect(page.getByText("Run finished", { exact: false })).toBeAttached({ timeout: 80_000 });
}

test("Python runs, stops and validates, a solution opens, and what was typed is there after a reload", async ({
  page,
}) => {
  await withClassroom(async (address, site) => {
    await page.goto(address);
    expect(await page.evaluate(() => [isSecureContext, crypto.subtle === undefined])).toEqual([false, true]);
    await ran(page);
    const { frame, cell } = notebookOf(page);
    await rewriteCell(page, cell("total ="), "total = 5000 + 50");
    await expect(page.locator('[data-step="Q1"]')).toHaveAttribute("data-progress", "passed");

    await rewriteCell(page, cell("def square"), "def square(n):\n    return n * n\nwhile True: pass");
    await expect(frame.locator('[data-status="running"]')).toBeVisible();
    await pressTool(page, "Stop");
    await expect(frame.locator('[data-status="running"]')).toHaveCount(0);
    await rewriteCell(page, cell("while True"), "def square(n):\n    return n * n");
    await expect(page.locator('[data-step="Q3"]')).toHaveAttribute("data-progress", "passed", {
      timeout: 60_000,
    });

    await pressTool(page, "Validate");
    const report = page.getByRole("region", { name: "Report" });
    await expect(report.getByText("2 of 4", { exact: false }).first()).toBeVisible({ timeout: 60_000 });

    await site.release({ Q1: releaseKeys.Q1 });
    await page.getByRole("button", { name: "Check for released solutions" }).click();
    await openCard(page, "Q1");
    await expect(page.locator("[data-solution-card]")).toContainText(`total = ${secret.Q1}`);

    await expect(page.locator("[data-saved=saved]")).toBeVisible();
    await page.reload();
    await expect(cell("total = 5000 + 50")).toBeVisible();
    await expect(page.locator('[data-step="Q1"]')).toHaveAttribute("data-solution", "open");
  });
});

test("a part that is not what the build made does not run", async ({ page }) => {
  await withClassroom(async (address) => {
    const runtime = new URL("../../dist/runtime/", import.meta.url);
    const name = (await readdir(runtime)).find((file) => file.startsWith("python_stdlib")) ?? "";
    const body = await readFile(new URL(name, runtime));
    body[1_000] = (body[1_000] ?? 0) ^ 1;
    await page.route(`**/${name}`, (route) => route.fulfill({ body }));
    await page.goto(address);
    await expect(page.getByText("A part of Atelier arrived damaged", { exact: false })).toBeVisible({
      timeout: 60_000,
    });
  });
});

test("what is missing is said once, and copying works", async ({ page, context }) => {
  await withClassroom(async (address, site) => {
    await site.release({ Q1: releaseKeys.Q1 });
    await page.goto(address);
    const note = page.getByText("there is no copy for use without a network", { exact: false });
    await expect(note).toBeVisible();
    expect((await new AxeBuilder({ page }).exclude("iframe").analyze()).violations).toEqual([]);
    await page.getByRole("button", { name: "Understood" }).click();
    await expect(note).toBeHidden();
    await page.reload();
    await openCard(page, "Q1");
    await expect(page.locator("[data-solution-card]")).toContainText(`total = ${secret.Q1}`);
    await expect(note).toBeHidden();

    await page.locator("[data-solution-card]").getByRole("button", { name: "Copy" }).click();
    await expect(page.locator("[data-solution-card]").getByText("Copied.")).toBeAttached();
    const other = await context.newPage();
    await other.setContent("<textarea></textarea>");
    await other.locator("textarea").focus();
    await other.keyboard.press("ControlOrMeta+V");
    await expect(other.locator("textarea")).toHaveValue(`total = ${secret.Q1}`);
  });
});

test("one tab writes: the other follows, takes over, and is followed; two at once agree", async ({
  page,
  context,
}) => {
  await withClassroom(async (address) => {
    const second = await context.newPage();
    const reads = (one: Page) => one.getByText("This notebook is edited in another tab.");
    const writes = (one: Page) => one.getByText("You edit this notebook here now.");
    await Promise.all([page.goto(address), second.goto(address)]);
    const readers = async () => (await reads(page).count()) + (await reads(second).count());
    await expect.poll(readers).toBe(1);
    const isFirst = await reads(second).isVisible();
    const [writer, reader] = isFirst ? [page, second] : [second, page];
    await rewriteCell(writer, notebookOf(writer).cell("total ="), "total = 1");
    await expect(notebookOf(reader).cell("total = 1")).toBeVisible();
    await reader.getByRole("button", { name: "Take over" }).click();
    await expect(writes(reader)).toBeVisible();
    await expect(reads(writer)).toBeVisible();
    await rewriteCell(reader, notebookOf(reader).cell("total ="), "total = 2");
    await expect(notebookOf(writer).cell("total = 2")).toBeVisible();
    await reader.close();
    await expect(writes(writer)).toBeVisible();
  });
});
