/** The page around a notebook: the names that others rely on, the checks, what is kept, the ways in. */
import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import {
  notebookOf,
  openCells,
  openNotebook,
  pressTool,
  quiet,
  rewriteCell,
  savedBy,
} from "./support/notebook.ts";

const handedOut = (name: string) => readFile(new URL(`../../public/demo/${name}`, import.meta.url));

const BRACKETS = {
  wrong: "def brackets(points, level):\n    return 'none'",
  rising:
    "def brackets(points, level):\n    pairs = zip(points, points[1:])\n    return [(a, b) for (a, x), (b, y) in pairs if x < level < y]",
  right:
    "def brackets(points, level):\n    pairs = zip(points, points[1:])\n    return [(a, b) for (a, x), (b, y) in pairs if (x - level) * (y - level) < 0]",
};

const check = (page: Page, label: string) => page.locator(`[data-check="${label}"]`);

test("the names that the outside relies on, and a check from idle to passed", async ({ page }) => {
  // As the first address that is opened: nothing has been loaded before.
  await page.goto("#/c/demo/assignment");
  await expect(check(page, "Q1: Brackets")).toHaveAttribute("data-state", "idle");
  for (const name of ["Run all", "Stop", "Validate", "Undo", "Redo", "Download", "Reset"])
    await expect(page.getByRole("button", { name, exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Stop" })).toBeDisabled();
  await expect(page.getByRole("region", { name: "Checks" })).toBeVisible();

  await expect(page.getByText("Run finished. 0 of 4 checks pass.")).toBeAttached({ timeout: 60_000 });
  const { frame, cell } = notebookOf(page);
  const cells = frame.getByRole("region", { name: "Notebook" }).locator("[data-cell-id]");
  const written = cell("written_analysis");
  await expect(written).toHaveAttribute("aria-label", "written_analysis");
  const count = await cells.count();
  expect(count).toBeGreaterThan(25);
  expect(await cells.getByRole("button", { name: "Run cell" }).count()).toBe(count);

  const brackets = check(page, "Q1: Brackets");
  await expect(brackets).toHaveAttribute("data-state", "waiting");
  await expect(brackets).toContainText("10 marks");
  const answer = cell("def brackets");
  await rewriteCell(page, answer, BRACKETS.wrong);
  await expect(brackets).toHaveAttribute("data-state", "failed");
  await expect(brackets).toContainText("the tide table crosses 3.0 m six times");
  await rewriteCell(page, answer, BRACKETS.rising);
  await expect(brackets).toHaveAttribute("data-state", "partly");
  await rewriteCell(page, answer, BRACKETS.right);
  await expect(brackets).toHaveAttribute("data-state", "passed");
  await expect(brackets).toContainText("10 of 10 marks");
  await expect(page.getByRole("status").filter({ hasText: "1 of 4 checks pass" })).toBeAttached();
  await expect(page.getByRole("region", { name: "Checks" })).toContainText("10 of 50 marks");

  await page.getByRole("button", { name: "Go to Q4" }).click();
  const asked = frame.locator("[data-cell-id]:focus-within");
  await expect(asked).toBeInViewport();
  await expect(asked).toContainText("Read-only: it checks your answers");
});

test("what is typed survives a reload; Reset brings the first version back, and Undo undoes it", async ({
  page,
}) => {
  const { cell, frame } = await openNotebook(page, "#/c/demo/first-steps");
  const original = await handedOut("first-steps.py");
  const untouched = await savedBy(page, () => pressTool(page, "Download"));
  expect(untouched.name).toBe("first-steps.py");
  expect(untouched.bytes.equals(original)).toBe(true);
  await expect(page.getByRole("button", { name: "Reset" })).toBeDisabled();

  await rewriteCell(page, cell("guests = 4"), "guests = 12");
  await expect(page.locator("[data-saved=saved]")).toBeVisible();
  const changed = original.toString().replace("guests = 4", "guests = 12");
  expect((await savedBy(page, () => pressTool(page, "Download"))).bytes.toString()).toBe(changed);
  await expect(frame.getByText("Pancakes for 12")).toBeVisible();
  // What is interrupted is not begun again by itself.
  await expect(page.getByRole("button", { name: "Stop" })).toBeDisabled();

  await page.reload();
  await expect(page.getByText("Run finished", { exact: false })).toBeAttached({ timeout: 60_000 });
  await expect(frame.getByText("Pancakes for 12")).toBeVisible();

  await pressTool(page, "Reset");
  await expect(cell("guests = 4")).toBeVisible();
  await expect(page.getByText("Undo brings your version back")).toBeVisible();
  expect((await savedBy(page, () => pressTool(page, "Download"))).bytes.equals(original)).toBe(true);
  await pressTool(page, "Undo");
  await expect(cell("guests = 12")).toBeVisible();
  await pressTool(page, "Redo");
  await expect(cell("guests = 4")).toBeVisible();
});

test("the list of courses leads to its notebooks; an address that leads nowhere says so", async ({
  page,
}) => {
  await page.goto("#/");
  await expect(page.getByRole("heading", { level: 1, name: "Courses" })).toBeVisible();
  await page.getByRole("link", { name: "Waves and sampling" }).click();
  await expect(page).toHaveURL(/#\/c\/demo\/lecture$/);
  await expect(notebookOf(page).frame.getByRole("heading", { name: "Waves and sampling" })).toBeVisible();

  await page.goto("#/c/demo");
  await expect(page.getByRole("link", { name: "First steps" })).toBeVisible();
  await page.goto("#/c/demo/nothing-here");
  await expect(page.getByText("There is no such notebook here.")).toBeVisible();
  await page.goto("#/c/elsewhere/lecture");
  await expect(page.getByText("There is no such course on this site.")).toBeVisible();
  await page.goto("#/nowhere");
  await expect(page.getByText("There is nothing at this address")).toBeVisible();
});

test("a notebook at an address is fetched only when the card that names its host is confirmed", async ({
  page,
}) => {
  const asked: string[] = [];
  await page.route("https://notes.example/**", async (route) => {
    asked.push(route.request().url());
    const headers = { "access-control-allow-origin": "*" };
    await route.fulfill({ body: await handedOut("first-steps.py"), contentType: "text/x-python", headers });
  });
  await page.goto("#/open?url=https%3A%2F%2Fnotes.example%2Fweek%201%2Fpancakes.py");
  const card = page.getByRole("region", { name: "Open a notebook from another site?" });
  await expect(card).toContainText("notes.example");
  expect(asked).toEqual([]);
  await card.getByRole("button", { name: "Open from notes.example" }).click();
  await expect(page.getByText("Run finished", { exact: false })).toBeAttached({ timeout: 60_000 });
  expect(asked).toHaveLength(1);
  const opened = notebookOf(page);
  await expect(opened.frame.getByText("Pancakes for 4")).toBeVisible();
  await quiet(opened);
  expect((await savedBy(page, () => pressTool(page, "Download"))).name).toBe("pancakes.py");

  await page.goto("#/");
  await expect(page.getByRole("link", { name: "pancakes" })).toBeVisible();
  await page.goto("#/open?url=ftp%3A%2F%2Fnotes.example%2Fa.py");
  await expect(page.getByText("Atelier does not open this address")).toBeVisible();
});

test("settings open over a notebook that goes on running, and hold at once", async ({ page }) => {
  const { frame, cell } = await openCells(page, [
    "import random\nimport marimo as mo",
    "height = mo.ui.slider(1, 10, value=3)\nheight",
    'f"height {height.value}"',
    'f"luck {random.random()}"',
  ]);
  await frame.getByRole("slider").focus();
  await page.keyboard.press("ArrowRight");
  await expect(frame.getByText("height 4")).toBeVisible();
  const luck = await frame.getByText(/^'?luck 0/).textContent();

  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("button", { name: "Settings" }).click();
  const dialog = page.getByRole("dialog", { name: "Settings" });
  await dialog.getByRole("radio", { name: "Dark" }).check();
  await dialog.getByRole("radio", { name: "Only mark them as out of date" }).check();
  await expect(frame.locator("body.dark")).toBeAttached();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: "More" })).toBeFocused();

  await expect(frame.getByText(luck ?? "no luck")).toBeVisible();
  await expect(frame.getByText("height 4")).toBeVisible();
  await rewriteCell(page, cell("import random"), "import random\nimport marimo as mo\nseed = 1");
  await expect(cell('f"luck')).toHaveAttribute("data-status", "stale");
});

test("messages of checks show their code and formulas", async ({ page }) => {
  await openCells(page, [
    "from mograder.runtime import check",
    'check("Q1", [(False, "`f` must be above $x^2$ and <b>below</b> $5")])',
  ]);
  const message = check(page, "Q1").getByRole("listitem");
  await expect(message.locator("math")).toBeVisible();
  await expect(message.locator("code")).toHaveText("f");
  await expect(message).toContainText("<b>below</b> $5");
});
