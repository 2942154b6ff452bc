/** What a first output does without comes later, and whatever needs it waits or is made up for. */
import { expect, type Page, test } from "@playwright/test";
import { openNotebook, rewriteCell } from "./support/notebook.ts";

const LATE = /\/(files|files-later|lazy)\.[0-9a-f]{8}\.(bin|pack)\./;

/** The demo's first notebook, run while nothing late can be had. */
async function openWithoutLate(page: Page) {
  await page.route(LATE, (route) => route.abort());
  const notebook = await openNotebook(page, "#/c/demo/first-steps");
  await expect(notebook.frame.getByText("Pancakes for 4")).toBeVisible();
  return notebook;
}

test("a first output needs no package files; a cell that imports one of them waits for it", async ({
  page,
}) => {
  const { frame, cell } = await openWithoutLate(page);
  await rewriteCell(page, cell("guests = 4"), "import docutils.examples\nguests = 8");
  await expect(page.getByText("Saved", { exact: false }).first()).toBeVisible();
  await expect(frame.getByText("Pancakes for 4")).toBeVisible();
  await page.unroute(LATE);
  await expect(frame.getByText("Pancakes for 8")).toBeVisible({ timeout: 30_000 });
  await expect(frame.getByText("ModuleNotFoundError")).toHaveCount(0);
});

test("a module that nobody could foresee fails, and its cell runs again once it is there", async ({
  page,
}) => {
  const { frame, cell } = await openWithoutLate(page);
  const code = "from marimo._utils import docs\nguests = 9";
  await rewriteCell(page, cell("guests = 4"), code);
  await expect(cell("guests = 9")).toHaveAttribute("data-status", "error");
  await page.unroute(LATE);
  await expect(frame.getByText("Pancakes for 9")).toBeVisible({ timeout: 30_000 });
  await expect(cell("guests = 9")).toHaveAttribute("data-status", "idle");
});

test("who saves data gets no package files and no offline copy before they ask", async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ serviceWorkers: "allow", ...(baseURL && { baseURL }) });
  await context.addInitScript(() => {
    Object.defineProperty(navigator, "connection", { value: { saveData: true } });
  });
  const page = await context.newPage();
  const fetched: string[] = [];
  page.on("request", (request) => fetched.push(request.url()));
  await openNotebook(page, "#/c/demo/first-steps");
  await page.getByRole("button", { name: "More" }).click();
  const offer = page.getByRole("button", { name: "Make an offline copy" });
  await expect(offer).toBeVisible({ timeout: 30_000 });
  expect(fetched.filter((url) => /\/files(-later)?\.[0-9a-f]{8}\.bin/.test(url))).toEqual([]);
  await offer.click();
  await expect(page.locator('[data-offline-copy="ready"]')).toBeAttached({ timeout: 30_000 });
  expect(fetched.some((url) => /\/files\.[0-9a-f]{8}\.bin/.test(url))).toBe(true);
  await context.close();
});
