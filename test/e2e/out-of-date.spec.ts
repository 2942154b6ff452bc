/** What was true of an earlier text is not shown as true of the present one. */
import { expect, test } from "@playwright/test";
import { chooseAction, openCells, openNotebook, pressTool, quiet, rewriteCell } from "./support/notebook.ts";

test("a check that has passed does not count any more when the code that it checks fails", async ({
  page,
}) => {
  const { frame } = await openNotebook(page, "#/c/demo/first-steps");
  const guests = frame.locator("[data-cell-id]").nth(2);
  const check = page.locator('[data-check="Guests: ten of them"]');
  const count = page.getByRole("region", { name: "Checks" }).getByRole("heading");
  const pass = async () => {
    await rewriteCell(page, guests, "guests = 10");
    await expect(check).toHaveAttribute("data-state", "passed");
    await expect(count).toContainText("1 of 1");
    await expect(page.getByText("Run finished. 1 of 1 checks pass.")).toBeAttached();
  };
  for (const broken of ["guests = 10 / 0", "guests = ten", "guests = (10"]) {
    await pass();
    await rewriteCell(page, guests, broken);
    await expect(guests).toHaveAttribute("data-status", "error");
    await expect(check).toHaveAttribute("data-state", "idle");
    await expect(check).toContainText("not reached since your last change");
    await expect(count).toContainText("0 of 1");
    await expect(page.getByText("Run finished. 0 of 1 checks pass.")).toBeAttached();
  }
  await pass();
});

for (const onChange of ["Run the cells that depend on it", "Only mark them as out of date"]) {
  test(`Run stale runs cells that are new or have come back; on a change: ${onChange}`, async ({ page }) => {
    await page.goto("#/settings");
    await page.getByRole("radio", { name: onChange }).check();
    const notebook = await openCells(page, ["a = 1", "a + 41"]);
    const { frame, cell } = notebook;
    const runStale = page.getByRole("button", { name: "Run stale" });
    await expect(frame.getByText("42", { exact: true })).toBeVisible();
    await expect(runStale).toBeDisabled();

    await chooseAction(cell("a + 41"), "Add code below");
    await expect(frame.locator(".cm-content:focus .cm-line")).toHaveText("Write Python here");
    await expect(runStale).toBeDisabled();
    await page.keyboard.type("a + 6");
    await expect(cell("a + 6")).toContainText("Not run");
    await runStale.click();
    await expect(frame.getByText("7", { exact: true })).toBeVisible();
    await quiet(notebook);
    await expect(runStale).toBeDisabled();

    await chooseAction(cell("a + 41"), "Delete");
    await pressTool(page, "Undo");
    await expect(cell("a + 41")).toContainText("Not run");
    await runStale.click();
    await expect(frame.getByText("42", { exact: true })).toBeVisible();
    await expect(runStale).toBeDisabled();
  });
}
