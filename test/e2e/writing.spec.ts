/** What is written shows where it is written, and nothing else lies over it. */
import { expect, test } from "@playwright/test";
import { chooseAction, openCells } from "./support/notebook.ts";

test("a cell that becomes text reads as text at once, without what its code has shown", async ({ page }) => {
  const { frame, cell } = await openCells(page, [
    "import marimo as mo",
    'print("printed")\n1 / 0',
    "# Notes",
  ]);
  const failing = cell("1 / 0");
  await expect(failing).toHaveAttribute("data-status", "error");
  await expect(failing).toContainText("ZeroDivisionError");
  await chooseAction(failing, "Convert to text");
  const text = frame.locator("[data-cell-id]").nth(1);
  await expect(text.locator("p", { hasText: 'print("printed") 1 / 0' })).toBeVisible();
  await expect(text).not.toContainText("ZeroDivisionError");
  await expect(text.getByText("printed", { exact: true })).toHaveCount(0);

  await text.hover();
  await text.getByRole("button", { name: "Run cell" }).click();
  await expect(text).toHaveAttribute("data-status", "idle");
  await expect(text).toContainText("1 / 0");
});

test("names to choose from do not come, and do not stay, when the cell is run", async ({ page }) => {
  const { frame } = await openCells(page, ["wavelength = 21", "1"]);
  const editor = frame.locator("[data-cell-id]").nth(1).getByRole("textbox");
  const options = frame.getByRole("listbox", { name: "Completions" });
  await editor.click();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("wavel");
  await expect(options).toBeVisible();
  await page.keyboard.type("ength");
  await expect(options).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expect(options).toBeHidden();
  await expect(frame.locator("[data-cell-id]").nth(1).getByText("21", { exact: true })).toBeVisible();

  await page.keyboard.press("Control+A");
  // Without a pause before the run: the names are still asked for when it begins.
  await page.keyboard.type("wavelength / 2 + len");
  await page.keyboard.press("Control+Enter");
  await expect(frame.locator("[data-cell-id]").nth(1)).toHaveAttribute("data-status", "error");
  // Long enough for the answer of a Python that is free again.
  await expect(async () => expect(await options.count()).toBe(1)).not.toPass({ timeout: 1_500 });
});

test("the plain text field goes on with the line's indentation, deeper after a colon; Undo takes it back", async ({
  page,
}) => {
  await page.goto("#/settings");
  await page.getByRole("radio", { name: /plain/i }).check();
  const { frame, cell } = await openCells(page, ["1", "# last"]);
  const field = frame.locator("[data-cell-id]").first().getByRole("textbox");
  await field.fill("");
  await field.pressSequentially("def twice(x):\n# doubles\nreturn 2 * x");
  const code = "def twice(x):\n    # doubles\n    return 2 * x";
  await expect(field).toHaveValue(code);
  await field.press("Enter");
  await expect(field).toHaveValue(`${code}\n    `);
  // How much is one step is the browser's to decide.
  await field.press("Control+z");
  const undone = await field.inputValue();
  expect(code.startsWith(undone)).toBe(true);
  await field.press("Control+Shift+z");
  await expect(field).toHaveValue(`${code}\n    `);
  await field.press("Control+Enter");
  await expect(frame.locator("[data-cell-id]").first()).toHaveAttribute("data-status", "idle");
  await expect(cell("# last")).toBeVisible();
});
