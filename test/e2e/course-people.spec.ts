/** Several people at one browser, and one person at several: whose work it is, what is shown, what would be lost. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { fits, phone } from "./support/accessibility.ts";
import {
  CODE,
  courseForEach,
  dialog,
  expectState,
  openAndType,
  outcome,
  rowOf,
  signInByToken,
  submit,
  withoutPython,
} from "./support/course-site.ts";
import { savedBy } from "./support/notebook.ts";

const course = courseForEach();
test.beforeEach(async ({ page }) => {
  await withoutPython(page);
  await page.goto(course.site.desk);
});

async function submitAs(page: Page, user: string, answer: string): Promise<void> {
  await signInByToken(page, course.server.token(user));
  await openAndType(page, "Homework 1", answer);
  await submit(page);
  await expect(outcome(page)).toHaveAttribute("data-outcome", "submitted");
  await page.keyboard.press("Escape");
  await page.goto(course.site.desk);
  await expectState(page, "hw1", "submitted");
}

test("the second student at a browser sees no receipt of the first, and is warned before submitting", async ({
  page,
}) => {
  await submitAs(page, "ada", "answer = 42");
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByText("What you have written stays on this device", { exact: false })).toBeVisible();
  await expect(page.getByRole("link", { name: "Erase it in the settings" })).toBeVisible();
  await signInByToken(page, course.server.token("bob"));
  await expectState(page, "hw1", "in-progress");
  await page.getByRole("button", { name: "More about Homework 1" }).click();
  await expect(page.getByRole("menuitem", { name: "Receipt" })).toBeDisabled();
  await page.getByRole("menuitem", { name: "Submit" }).click();
  await expect(dialog(page)).toContainText(
    "ada has submitted this assignment from this device: make sure that this is your own work.",
  );
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Activity log" }).click();
  await expect(dialog(page)).toContainText("Submitted by ada, and read back.");
});

test("whoever registers is shown the token, and signs in with it again", async ({ page }) => {
  await page.getByLabel("Token", { exact: true }).fill("nonsense");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await page.getByLabel("I have an enrolment code").check();
  await expect(page.getByRole("alert")).toHaveCount(0);
  await page.getByLabel("User name").fill("eve");
  await page.getByLabel("Enrolment code", { exact: true }).fill(CODE);
  await page.getByRole("button", { name: "Register and sign in" }).click();
  const shown = page.getByRole("dialog", { name: "Your token" });
  await expect(shown).toContainText("like a password");
  const token = (await shown.locator("code").textContent()) ?? "";
  expect(token).toMatch(/^eve:[0-9a-f]{64}$/);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await shown.getByRole("button", { name: "Copy" }).click();
  await expect(shown).toContainText("Copied.");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(token);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Show token" }).click();
  await expect(shown.locator("code")).toHaveText(token);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Show token" })).toBeFocused();
  const log = await savedBy(page, async () => {
    await page.getByRole("button", { name: "Activity log" }).click();
    await page.getByRole("button", { name: "Download as text" }).click();
  });
  expect(log.bytes.toString()).not.toContain(token.slice(4));
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Sign out" }).click();
  await signInByToken(page, token);
  await expect(rowOf(page, "hw1")).toBeVisible();
});

test("what was handed out replaces what another device has submitted only after a second yes", async ({
  page,
  browser,
}) => {
  const elsewhere = await (await browser.newContext({ serviceWorkers: "block" })).newPage();
  await withoutPython(elsewhere);
  await elsewhere.goto(course.site.desk);
  await submitAs(elsewhere, "ada", "answer = 42");
  await elsewhere.context().close();

  await signInByToken(page, course.server.token("ada"));
  await expectState(page, "hw1", "submitted");
  await page.getByRole("button", { name: "Open: Homework 1" }).click();
  await page.getByRole("button", { name: "Submit", exact: true }).click();
  await expect(dialog(page)).toContainText("This is the notebook as it was handed out");
  const send = dialog(page).getByRole("button", { name: "Submit", exact: true });
  await expect(send).toBeDisabled();
  await dialog(page)
    .getByLabel(/^Replace what I have submitted/)
    .check();
  await expect(send).toBeEnabled();
  await page.keyboard.press("Escape");
  expect(await course.server.stored("hw1")).toHaveLength(1);
});

test("a page of feedback is shown without its scripts, and a grade says which version it is for", async ({
  page,
}) => {
  await submitAs(page, "ada", "answer = 41");
  const folder = join(course.server.folder, "hw1");
  await mkdir(join(folder, "feedback"));
  await writeFile(
    join(folder, "feedback", "ada.html"),
    "<!doctype html><title>F</title><h1>Nearly</h1><script>document.body.textContent = 'broken'</script>",
  );
  const graded = { username: "ada", grade: "8.5", feedback: "See the page" };
  await writeFile(join(folder, "grades.json"), JSON.stringify([graded]));
  await page.getByRole("button", { name: "Refresh" }).click();
  await expectState(page, "hw1", "graded");
  await page.getByRole("button", { name: "Feedback: Homework 1" }).click();
  await expect(dialog(page)).toContainText("See the page");
  const frame = dialog(page).locator('iframe[title="Page of feedback"]');
  await expect(frame).toHaveAttribute("sandbox", "");
  await expect(frame.contentFrame().getByRole("heading", { name: "Nearly" })).toBeVisible();
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Open: Homework 1" }).click();
  const notebook = page.frameLocator('iframe[title="Notebook"]');
  await notebook.getByRole("textbox").nth(1).click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText("answer = 42");
  await submit(page);
  await expect(outcome(page)).toHaveAttribute("data-outcome", "submitted");
  await page.keyboard.press("Escape");
  await page.goto(course.site.desk);
  await expectState(page, "hw1", "submitted");
  await expect(rowOf(page, "hw1")).toContainText("for the version before");
});

test("on a phone the menu of the last row is in view, and the notebook leads back to its course", async ({
  page,
}) => {
  await page.setViewportSize(phone);
  await signInByToken(page, course.server.token("ada"));
  await page.getByRole("button", { name: "More about Homework 1" }).click();
  await expect(page.getByRole("menu")).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole("menuitem", { name: "Validate" })).toBeDisabled();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "More about Homework 1" })).toBeFocused();
  await page.getByRole("button", { name: "Open: Homework 1" }).click();
  await expect(page.locator('iframe[title="Notebook"]')).toBeVisible();
  await fits(page);
  await page.getByRole("link", { name: "Numerical methods" }).click();
  await expect(rowOf(page, "hw1")).toBeVisible();
});
