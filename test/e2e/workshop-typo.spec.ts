/** What was released stays open, whichever copy of the workshop a page has: the instructor's commands are the real ones. */
import { readFile, writeFile } from "node:fs/promises";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { openSite } from "../support/site.ts";
import { makeWorkshop } from "./support/live-workshop.ts";
import { openCard } from "./support/solution-card.ts";

test.setTimeout(240_000);

const step = (page: Page, id: string) => page.locator(`[data-step="${id}"]`);

async function attendee(browser: Browser, url: string, serviceWorkers: "allow" | "block"): Promise<Page> {
  const page = await (await browser.newContext({ serviceWorkers })).newPage();
  await page.goto(`${url}#/c/live/intro`);
  await expect(step(page, "Q1")).toBeVisible();
  return page;
}

async function isOpen(page: Page, model: string): Promise<void> {
  await expect(step(page, "Q1")).toHaveAttribute("data-solution", "open");
  await expect(step(page, "Q2")).toHaveAttribute("data-solution", "locked");
  await openCard(page, "Q1");
  await expect(page.locator("[data-solution-card]")).toContainText(model);
}

test("Q1 is released, a typo fixed, all exported again: open pages, offline copies and fresh pages have Q1", async ({
  browser,
}) => {
  const workshop = await makeWorkshop();
  const host = await openSite({ folder: workshop.site });
  try {
    const open = await attendee(browser, host.url, "block");
    await workshop.run("release-key", "Q1");
    const offline = await attendee(browser, host.url, "allow");
    await expect(step(offline, "Q1")).toHaveAttribute("data-solution", "open");
    await expect(offline.getByText("offline copy ✓")).toBeVisible({ timeout: 120_000 });
    await offline.context().setOffline(true);

    const solved = await readFile(workshop.source, "utf8");
    await writeFile(workshop.source, solved.replace("sum(range(1, 101))", "100 * 101 // 2"));
    await workshop.run("export", ".", "--no-validate");

    await open.getByRole("button", { name: "Check for released solutions" }).click();
    // It has the solutions of before the correction, and the key still fits them.
    await isOpen(open, "sum(range(1, 101))");
    await open.reload();
    await isOpen(open, "100 * 101 // 2");
    await offline.reload();
    await isOpen(offline, "sum(range(1, 101))");
    await isOpen(await attendee(browser, host.url, "block"), "100 * 101 // 2");
    await offline.context().setOffline(false);
    await offline.reload();
    await isOpen(offline, "100 * 101 // 2");
  } finally {
    for (const context of browser.contexts()) await context.close();
    await host.close();
    await workshop.close();
  }
});
