/** Editing a notebook as somebody does who has a mouse and a keyboard. */
import { readFile } from "node:fs/promises";
import { expect, type FrameLocator, type Page, test } from "@playwright/test";
import { parseNotebook } from "../../src/core/notebook/parse.ts";
import {
  chooseAction,
  openCells,
  openNotebook,
  pressTool,
  quiet,
  rewriteCell,
  savedBy,
} from "./support/notebook.ts";

/** Code of the cells in the file that Download gives. */
async function savedCells(page: Page): Promise<string[]> {
  const { bytes } = await savedBy(page, () => pressTool(page, "Download"));
  const notebook = parseNotebook(bytes.toString());
  if ("failure" in notebook) throw new Error(notebook.failure);
  return notebook.cells.map((cell) => cell.code);
}

const names = (frame: FrameLocator) =>
  frame.locator("[data-cell-id]").evaluateAll((all) => all.map((cell) => cell.getAttribute("aria-label")));

test("cells are added, moved, renamed and deleted, and Undo brings a deleted one back", async ({ page }) => {
  const { frame, cell } = await openCells(page, ["import marimo as mo", "width = 6", "width * 7"]);
  await expect(frame.getByText("42", { exact: true })).toBeVisible();

  await chooseAction(cell("width = 6"), "Rename");
  const field = frame.getByRole("textbox", { name: "Name of the cell" });
  await field.fill("9 lives");
  await field.press("Enter");
  await expect(frame.getByText("do not begin with a digit")).toBeVisible();
  await field.fill("measure");
  await field.press("Enter");
  await expect(cell("width = 6")).toHaveAttribute("aria-label", "measure");

  await chooseAction(cell("width * 7"), "Move up");
  await expect.poll(() => names(frame)).toEqual(["Cell 1", "Cell 2", "measure"]);
  await expect(page.getByText("Cell 2 is now 2 of 3.")).toBeAttached();

  await chooseAction(cell("width = 6"), "Add code below");
  const written = frame.locator(".cm-content:focus .cm-line");
  await expect(written).toHaveText("Write Python here");
  await page.keyboard.type('mo.md(f"**{width} wide")');
  await page.keyboard.press("Shift+Enter");
  await expect(frame.getByText("6 wide")).toBeVisible();
  // Shift-Enter in the last cell goes on to a new one.
  await expect.poll(() => names(frame)).toHaveLength(5);
  await expect(written).toHaveText("Write Python here");
  await page.keyboard.type("width + 100");
  await page.keyboard.press("Control+Enter");
  await expect(frame.getByText("106", { exact: true })).toBeVisible();

  await chooseAction(cell("width * 7"), "Delete");
  await expect(frame.getByText("42", { exact: true })).toBeHidden();
  await expect(page.getByText("The cell is deleted. Undo brings it back.")).toBeVisible();
  await pressTool(page, "Undo");
  await expect(cell("width * 7")).toBeVisible();
  await cell("width * 7").getByRole("button", { name: "Run cell" }).click();
  await expect(frame.getByText("42", { exact: true })).toBeVisible();

  const closing = 'mo.md(f"**{width} wide")';
  expect(await savedCells(page)).toEqual([
    "import marimo as mo",
    "width * 7",
    "width = 6",
    closing,
    "width + 100",
  ]);
});

test("a cell becomes text and code again, hides its code, is disabled and enabled", async ({ page }) => {
  const notebook = await openCells(page, [
    "import marimo as mo",
    "a = 1",
    "b = a + 1",
    'f"b is {b}"',
    "# a note",
  ]);
  const { frame, cell } = notebook;
  await chooseAction(cell("# a note"), "Convert to text");
  const text = frame.getByRole("heading", { name: "a note" });
  await expect(text).toBeVisible();
  const textCell = frame.locator("[data-cell-id]").last();
  await textCell.hover();
  await textCell
    .getByRole("button", { name: "Edit text" })
    .or(textCell.getByRole("button", { name: "Done" }))
    .click();
  await expect(textCell).toHaveAttribute("data-code", /shown|folded/);
  expect((await savedCells(page)).at(-1)).toContain("mo.md(");
  await chooseAction(textCell, "Convert to code");
  await expect(textCell.getByRole("textbox")).toHaveText("# a note");

  await chooseAction(cell("a = 1"), "Always hide code");
  const first = frame.locator("[data-cell-id]").nth(1);
  await expect(first).toHaveAttribute("data-code", "folded");
  await expect(first.getByRole("textbox")).toHaveCount(0);
  await first.hover();
  await first.getByRole("button", { name: "Show code" }).click();
  await expect(first.getByRole("textbox")).toHaveText("a = 1");

  await chooseAction(cell("b = a + 1"), "Disable");
  await expect(cell("b = a + 1")).toHaveAttribute("data-status", "disabled");
  await rewriteCell(page, first, "a = 10");
  await quiet(notebook);
  await expect(frame.getByText("b is 11")).toHaveCount(0);
  await chooseAction(cell("b = a + 1"), "Enable");
  await cell("b = a + 1").getByRole("button", { name: "Run cell" }).click();
  await expect(frame.getByText("b is 11")).toBeVisible();

  const { bytes } = await savedBy(page, () => pressTool(page, "Download"));
  expect(bytes.toString()).toContain("@app.cell(hide_code=True)\ndef _():\n    a = 10");
});

test("lazy notebooks only mark what is out of date; Run stale runs just that", async ({ page }) => {
  await page.goto("#/settings");
  await page.getByRole("radio", { name: "Only mark them as out of date" }).check();
  const { frame, cell } = await openCells(page, [
    "import random",
    "a = 1",
    'f"a is {a}"',
    'f"luck {random.random()}"',
  ]);
  const luck = frame.getByText(/^'?luck 0/);
  await expect(luck).toBeVisible();
  await rewriteCell(page, cell("a = 1"), "a = 2");
  const dependant = cell('f"a is {a}"');
  await expect(dependant).toHaveAttribute("data-status", "stale");
  await expect(dependant).toContainText("Stale");
  await expect(frame.getByText("a is 1")).toBeVisible();
  const now = await luck.textContent();
  await page.getByRole("button", { name: "Run stale" }).click();
  await expect(frame.getByText("a is 2")).toBeVisible();
  expect(await luck.textContent()).toBe(now);
});

test("the editor completes from the runtime, finds, comments, and undoes; Escape and Tab leave it", async ({
  page,
}) => {
  const { frame, cell } = await openCells(page, ["import math", "wavelength = 21", "1"]);
  const target = cell(/^1$/).or(frame.locator("[data-cell-id]").nth(2));
  await target.first().getByRole("textbox").click();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("wavel");
  const options = frame.getByRole("listbox", { name: "Completions" });
  await options.getByRole("option", { name: "wavelength" }).click();
  await page.keyboard.type(" + math.s");
  const root = options.getByRole("option", { name: "sqrt" });
  await expect(root).toBeVisible();
  const help = frame.locator(".completion-help");
  await expect(help).toContainText("Return the");
  await expect(help).not.toContainText("<");
  await expect(async () => {
    // The list takes no key in its first moment, lest one meant for the text chooses: that key closes it.
    if (!(await root.isVisible())) await page.keyboard.press("Control+Space");
    await page.keyboard.press("ArrowDown");
    await expect(root).toHaveAttribute("aria-selected", "true", { timeout: 100 });
  }).toPass();
  await page.keyboard.press("Tab");
  await page.keyboard.type("(16)");
  const editor = frame.locator("[data-cell-id]").nth(2).getByRole("textbox");
  await expect(editor).toHaveText("wavelength + math.sqrt(16)");
  await page.keyboard.press("Control+Enter");
  await expect(frame.getByText("25.0", { exact: true })).toBeVisible();

  // Moving the cursor ends what is undone in one go.
  await page.keyboard.press("Home");
  await page.keyboard.press("Control+/");
  await expect(editor).toHaveText("# wavelength + math.sqrt(16)");
  await page.keyboard.press("Control+Z");
  await expect(editor).toHaveText("wavelength + math.sqrt(16)");
  await page.keyboard.press("Control+Shift+Z");
  await expect(editor).toHaveText("# wavelength + math.sqrt(16)");
  await page.keyboard.press("Control+/");
  await expect(editor).toHaveText("wavelength + math.sqrt(16)");

  await page.keyboard.press("Control+F");
  const find = frame.getByRole("textbox", { name: "Find in this cell" });
  await expect(find).toBeFocused();
  await page.keyboard.type("sqrt");
  await expect(frame.locator(".cm-searchMatch")).toHaveText("sqrt");
  await page.keyboard.press("Escape");
  await expect(editor).toBeFocused();

  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await expect(editor).not.toBeFocused();
  await expect(editor).toHaveText("wavelength + math.sqrt(16)");
});

test("what was typed in one go is undone in one go by the toolbar, and cells that were not touched keep every byte", async ({
  page,
}) => {
  const source = await readFile(new URL("../../public/demo/assignment.py", import.meta.url), "utf8");
  const { frame, cell } = await openNotebook(page, "#/c/demo/assignment");
  const locked = cell("Read-only: it checks your answers");
  await locked.hover();
  await locked.getByRole("button", { name: "Show code" }).click();
  const lockedCode = locked.getByRole("textbox");
  await lockedCode.click();
  await page.keyboard.type("spoilt");
  await expect(lockedCode).not.toContainText("spoilt");
  await locked.getByRole("button", { name: "Cell actions" }).click();
  await expect(frame.getByRole("menuitem", { name: "Add code below" })).toBeVisible();
  await expect(frame.getByRole("menuitem", { name: "Delete" })).toHaveCount(0);
  await page.keyboard.press("Escape");

  await cell("def newton").getByRole("textbox").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\nreturn [x]");
  await cell("sailing_hours = None").getByRole("textbox").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\nanswer = 42");
  const { bytes } = await savedBy(page, () => pressTool(page, "Download"));
  const expected = source
    .replace(/(def newton[\s\S]*?)\n {4}pass\n/, (_all, before) => `${before}\n    pass\n    return [x]\n`)
    .replace(
      /def _\(needed, tide, tide_height\):\n( {4}sailing_hours = None\n {4}# YOUR CODE HERE\n {4}pass\n)/,
      (_all, before) => `def _():\n${before}    answer = 42\n`,
    );
  expect(bytes.toString()).toBe(expected);

  await pressTool(page, "Undo");
  await expect(cell("sailing_hours = None").getByRole("textbox")).not.toContainText("answer");
  await pressTool(page, "Undo");
  await expect(cell("def newton").getByRole("textbox")).not.toContainText("return [x]");
  expect((await savedBy(page, () => pressTool(page, "Download"))).bytes.toString()).toBe(source);
});

test("a plain text field edits as well, for screen readers and phones", async ({ page }) => {
  await page.goto("#/settings");
  await page.getByRole("radio", { name: "Plain text field" }).check();
  const { frame } = await openCells(page, ["a = 1", 'f"a is {a}"']);
  const area = frame.getByRole("textbox", { name: "Code of Cell 1" });
  await area.fill("a = 5");
  await area.press("Control+Enter");
  await expect(frame.getByText("a is 5")).toBeVisible();
  expect((await savedCells(page))[0]).toBe("a = 5");
});

test("a running notebook finds what was typed in its own file", async ({ page }) => {
  const { cell } = await openCells(page, [
    "typed = 1",
    "from pathlib import Path\nPath(__file__).read_text().count('seven')",
  ]);
  const reader = cell("read_text");
  await expect(reader.locator(".cell-output")).toContainText("1");
  await cell("typed = 1").getByRole("textbox").click();
  await page.keyboard.type("'seven, seven'#");
  await expect(async () => {
    await reader.getByRole("button", { name: "Run cell" }).click();
    await expect(reader.locator(".cell-output")).toContainText("3", { timeout: 1_000 });
  }).toPass();
});

test("text in a notebook without marimo at hand brings the import, and is shown", async ({ page }) => {
  const notebook = await openCells(page, ["guests = 4"]);
  const { frame, cell } = notebook;
  await frame.getByRole("button", { name: "Add text" }).last().click();
  await expect(frame.locator(".cm-content:focus")).toBeVisible();
  await page.keyboard.insertText("# Hello");
  await page.keyboard.press("Control+Enter");
  await expect(frame.getByRole("heading", { name: "Hello" })).toBeVisible();
  await expect(cell("import marimo as mo")).toHaveAttribute("data-status", "idle");
  await expect(frame.locator("[data-cell-id]")).toHaveCount(3);
});

test("a cell that Python could not read is called so only until it is mended", async ({ page }) => {
  const { frame, cell } = await openCells(page, ["guests = 4", "a = 1"]);
  await rewriteCell(page, cell("a = 1"), "a = = 1");
  await page.keyboard.press("ControlOrMeta+S");
  await expect(page.getByText("Saved in this browser.")).toBeAttached();
  await page.reload();
  await expect(cell("a = = 1")).toContainText("not valid Python");
  await rewriteCell(page, cell("a = = 1"), "a = 1");
  await expect(frame.getByText("not valid Python")).toHaveCount(0);
});

test("input() says what to use instead", async ({ page }) => {
  const { cell } = await openCells(page, ['input("Your name? ")']);
  await expect(cell("input(")).toContainText("mo.ui.text");
  await expect(cell("input(")).toHaveAttribute("data-status", "error");
});
