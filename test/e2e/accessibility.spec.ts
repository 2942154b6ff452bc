/** axe on every page and state, in the shell and inside the frame, in both themes and at the width of a phone. */
import { expect, type Page, test } from "@playwright/test";
import { clean, fits, phone } from "./support/accessibility.ts";
import { notebookOf, openCells, openNotebook } from "./support/notebook.ts";

/** The open report. axe runs scripts, which its frame forbids, and so it is looked at as a page of its own. */
async function reportIsClean(page: Page): Promise<void> {
  const frame = page.getByRole("dialog").locator("iframe");
  const html = (await frame.getAttribute("srcdoc")) ?? "";
  expect(html).toContain("Validation report");
  await frame.evaluate((element) => element.remove());
  const report = await page.context().newPage();
  // The policy of a report forbids scripts, too.
  await report.setContent(html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ""));
  await clean(report);
  await report.setViewportSize(phone);
  await clean(report);
  await fits(report);
  await report.close();
}

// axe looks at the whole notebook many times over.
test.setTimeout(240_000);

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("the pages without a notebook", async ({ page }) => {
      for (const [address, text] of [
        ["#/", "Open a notebook"],
        ["#/c/demo", "All courses"],
        ["#/settings", "Colours"],
        ["#/open?url=https://notes.example/a.py", "notes.example"],
        ["#/open?url=ftp://notes.example/a.py", "does not open this address"],
        ["#/nowhere", "nothing at this address"],
        ["#/c/demo/missing", "no such notebook"],
      ] as const) {
        await page.setViewportSize({ width: 1280, height: 800 });
        await page.goto(address);
        await expect(page.getByText(text).first()).toBeVisible();
        await clean(page);
        await page.setViewportSize(phone);
        await clean(page);
        await fits(page);
      }
    });

    test("a notebook that runs, its menus, and a phone", async ({ page }) => {
      const { frame } = await openNotebook(page, "#/c/demo/assignment");
      await clean(page);
      await page.getByRole("button", { name: "More" }).click();
      await clean(page);
      await page.keyboard.press("Escape");
      const cell = frame.locator("[data-cell-id]").first();
      await cell.getByRole("button", { name: "Show code" }).click();
      await cell.getByRole("button", { name: "Cell actions" }).click();
      await clean(page);

      await page.setViewportSize(phone);
      await clean(page);
      await fits(page);
      await page.getByRole("button", { name: "More" }).click();
      await clean(page);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: /^Checks/ }).click();
      await expect(page.locator("[data-check]").first()).toBeVisible();
      await clean(page);
      await fits(page);
    });

    test("settings, history, and an open report, over a notebook and on a phone", async ({ page }) => {
      await openNotebook(page, "#/c/demo/first-steps");
      await page.getByRole("button", { name: "Validate", exact: true }).click();
      await expect(page.getByText("Validation finished", { exact: false })).toBeAttached({ timeout: 60_000 });
      await clean(page);
      const opened = [
        async () => {
          await page.getByRole("button", { name: "Open report" }).click();
          await reportIsClean(page);
        },
        () => page.getByRole("button", { name: "History", exact: true }).click(),
        async () => {
          await page.getByRole("button", { name: "More" }).click();
          await page.getByRole("button", { name: "Settings" }).click();
        },
      ];
      for (const open of opened) {
        await page.setViewportSize({ width: 1280, height: 800 });
        await open();
        await expect(page.getByRole("dialog")).toBeVisible();
        await clean(page);
        await page.setViewportSize(phone);
        await clean(page);
        await fits(page);
        await page.keyboard.press("Escape");
        await expect(page.getByRole("dialog")).toBeHidden();
      }
    });

    test("errors, notices and questions", async ({ page }) => {
      const { cell, frame } = await openCells(page, [
        "import marimo as mo",
        "def broken(:",
        "print('some output')\n1 / 0",
        'mo.md("[a link](https://elsewhere.example/page)")',
        "spare = 1",
      ]);
      await expect(cell("1 / 0")).toContainText("division by zero");
      await clean(page);
      await cell("spare").getByRole("button", { name: "Cell actions" }).click();
      await frame.getByRole("menuitem", { name: "Delete" }).click();
      await expect(page.getByText("The cell is deleted.")).toBeVisible();
      await clean(page);
      await frame.getByRole("link", { name: "a link" }).click();
      await expect(page.getByRole("dialog")).toContainText("elsewhere.example");
      await clean(page);
      await page.setViewportSize(phone);
      await clean(page);
      await fits(page);
    });
  });
}

test("a notebook that cannot be read", async ({ page }) => {
  await page.route("**/demo/lecture.py", (route) => route.fulfill({ body: "print('hello')\n" }));
  await page.goto("#/c/demo/lecture");
  await expect(page.getByRole("alert")).toBeVisible();
  await clean(page);
  await page.setViewportSize(phone);
  await fits(page);
});

test("the plain text field, and the lecture at the width of a phone", async ({ page }) => {
  await page.goto("#/settings");
  await page.getByRole("radio", { name: "Plain text field" }).check();
  await page.setViewportSize(phone);
  await openNotebook(page, "#/c/demo/lecture");
  await expect(notebookOf(page).frame.getByText("16 looks at a wave")).toBeVisible();
  await clean(page);
  await fits(page);
});
