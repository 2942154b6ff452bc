/** Validate: the whole notebook once in a fresh Python, and a report that holds on its own. */
import { readFile, writeFile } from "node:fs/promises";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { openCells, openNotebook, rewriteCell } from "./support/notebook.ts";

const reportOf = (page: Page): Locator => page.getByRole("region", { name: "Report" });

async function validate(page: Page): Promise<Locator> {
  const report = reportOf(page);
  await page.getByRole("button", { name: "Validate", exact: true }).click();
  await expect(report.getByRole("progressbar")).toBeVisible();
  await expect(report.getByRole("progressbar")).toHaveCount(0, { timeout: 60_000 });
  await expect(page.getByText("Validation finished", { exact: false })).toBeAttached();
  return report;
}

/** The downloaded file as somebody opens it from a stick: no scripts, no network. */
async function openFromDisk(page: Page, path: string): Promise<{ report: Page; requests: string[] }> {
  const context = await page.context().browser()?.newContext({ javaScriptEnabled: false, offline: true });
  if (context === undefined) throw new Error("There is no browser");
  const report = await context.newPage();
  const requests: string[] = [];
  report.on("request", (request) => requests.push(request.url()));
  await report.goto(`file://${path}`);
  return { report, requests };
}

test("the assignment's report lists every check, goes stale with an edit, and holds again when it is undone", async ({
  page,
}) => {
  const { cell } = await openNotebook(page, "#/c/demo/assignment");
  const report = await validate(page);
  await expect(page.getByText("Validation finished: 0 of 4 visible checks pass")).toBeAttached();
  await expect(report.getByText("0 of 4 visible checks pass · 0 of 50 marks")).toBeVisible();
  await expect(report.locator("[data-result]")).toHaveCount(4);
  await expect(report.locator('[data-result="Q1: Brackets"]')).toContainText("WAIT");
  await expect(report).toHaveAttribute("data-report", "current");

  await cell("tide[:4]").getByRole("textbox").first().click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.insertText("\n# a thought");
  await expect(report).toHaveAttribute("data-report", "stale");
  const outOfDate = report.getByText("Out of date");
  await expect(outOfDate).toBeVisible();
  const icon = await report.locator(".report-stale > .icon").boundingBox();
  const text = await outOfDate.boundingBox();
  expect(icon?.y).toBeGreaterThanOrEqual(text?.y ?? Number.NaN);
  await expect(report.getByRole("button", { name: "Validate again" })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(report).toHaveAttribute("data-report", "current");

  await report.getByRole("button", { name: "Q2: Bisection" }).click();
  await expect(cell(/Q2: Bisection.*waiting for your code/s)).toBeInViewport();
});

test("on a phone Validate opens the sheet at the report, and again when it has ended", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await openNotebook(page, "#/c/demo/assignment");
  const handle = page.getByRole("button", { name: /^Checks \d of 4$/ });
  await expect(handle).toHaveAttribute("aria-expanded", "false");
  const report = await validate(page);
  await expect(handle).toHaveAttribute("aria-expanded", "true");
  await expect(report.getByRole("heading", { name: "Report" })).toBeInViewport();
  await expect(report.getByText("0 of 4 visible checks pass")).toBeInViewport();
});

test("the report opens in the page, in a frame that runs nothing, and is there again after a reload", async ({
  page,
}) => {
  await openNotebook(page, "#/c/demo/assignment");
  await validate(page);
  await page.reload();
  const report = reportOf(page);
  await expect(report.getByText("0 of 4 visible checks pass")).toBeVisible();
  await report.getByRole("button", { name: "Open report" }).click();
  const opened = page.locator('iframe[title^="Report on"]');
  await expect(opened).toHaveAttribute("sandbox", "");
  const inside = page.frameLocator('iframe[title^="Report on"]');
  await expect(
    inside.getByRole("heading", { name: "Validation report" }).or(inside.locator("h1")).first(),
  ).toBeVisible();
  await expect(inside.getByText("Q1: Brackets").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(opened).toHaveCount(0);
});

test("the downloaded report shows everything from disk, without scripts and without a network", async ({
  page,
}, testInfo) => {
  await openNotebook(page, "#/c/demo/lecture");
  const panel = await validate(page);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    panel.getByRole("button", { name: "Download report" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("lecture-report.html");
  const path = testInfo.outputPath("lecture-report.html");
  await writeFile(path, await readFile(await download.path()));
  const { report, requests } = await openFromDisk(page, path);
  await expect(report.locator("h1").first()).toBeVisible();
  await expect(report.locator("math").first()).toBeVisible();
  await expect(report.locator("svg").first()).toBeVisible();
  await expect(report.getByRole("table").first()).toBeVisible();
  await expect(report.getByText("Text of a Mermaid diagram").first()).toBeVisible();
  await expect(report.locator("script, link, iframe, object, embed")).toHaveCount(0);
  expect(requests.filter((url) => !url.startsWith("data:") && !url.startsWith("file:"))).toEqual([]);
  await report.context().close();
});

test("errors are counted truly and lead to their cells", async ({ page }) => {
  const { cell } = await openCells(page, [
    "import marimo as mo",
    "wrong = 1 / 0",
    "below = wrong + 1",
    "mo.stop(True)\nnever = 1",
    "after = never + 1",
  ]);
  const report = await validate(page);
  const errors = report.getByRole("list", { name: "Cells with errors" }).getByRole("listitem");
  await expect(errors).toHaveCount(1);
  await expect(errors).toContainText("ZeroDivisionError: division by zero");
  await errors.getByRole("button").click();
  await expect(cell("wrong = 1 / 0")).toBeInViewport();
});

test("a limit ends an endless cell with a plain message, and editing goes on meanwhile", async ({ page }) => {
  await page.goto("#/settings");
  await page.getByLabel("Seconds for one cell").fill("5");
  await page.getByLabel("Seconds for one cell").press("Tab");
  const { cell, frame } = await openCells(page, ["x = 1", 'shown = f"x is {x}"\nshown']);
  await cell("x = 1").getByRole("textbox").first().click();
  await page.keyboard.press("ControlOrMeta+A");
  // Not run here: only the validation meets the endless loop.
  await page.keyboard.insertText("x = 1\nwhile True:\n    pass");
  await page.getByRole("button", { name: "Validate", exact: true }).click();
  const report = reportOf(page);
  await expect(report.getByText(/Validating/)).toBeVisible();
  await expect(report.getByRole("button", { name: "Cancel" })).toBeVisible();

  // The notebook beside it is edited and run while the validation hangs.
  await rewriteCell(page, cell("x = 1"), "x = 2");
  await expect(frame.getByText("x is 2")).toBeVisible();

  await expect(report.getByText("one cell took longer than 5 seconds", { exact: false })).toBeVisible({
    timeout: 40_000,
  });
  await expect(report).toHaveAttribute("data-report", "stale");
});

test("validation works without a network, and can be cancelled", async ({ page, context }) => {
  await openNotebook(page, "#/c/demo/first-steps");
  await validate(page);
  await context.setOffline(true);
  const report = await validate(page);
  await expect(report).toHaveAttribute("data-report", "current");
  await expect(report.getByText("0 of 1 visible checks pass")).toBeVisible();

  await page.getByRole("button", { name: "Validate", exact: true }).click();
  await report.getByRole("button", { name: "Cancel" }).click();
  await expect(report.getByRole("progressbar")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Validate", exact: true })).toBeEnabled();
});
