/** A student at the real `mograder serve`, from a page of another origin: register, list, fetch, submit, status, grade. */
import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { installMograder, serveMograder } from "../support/mograder.ts";
import {
  CODE,
  dialog,
  expectState,
  makeCourseFolder,
  openCourseSite,
  outcome,
  register,
  rowOf,
  storedIn,
} from "./support/course-site.ts";
import { notebookOf, rewriteCell } from "./support/notebook.ts";

test.setTimeout(180_000);

test("works through an assignment and reads the grade", async ({ page, browser }) => {
  await installMograder();
  const folder = await makeCourseFolder();
  const server = await serveMograder(folder, "--enrollment-code", CODE);
  const site = await openCourseSite({ transport: "https", https: { url: server.url } });
  try {
    await page.goto(site.desk);
    await register(page, "ada");
    await expectState(page, "hw1", "not-started");
    await expect(rowOf(page, "hw1")).toContainText("tomorrow");
    await expect(rowOf(page, "hw2")).toContainText("late");

    await page.getByRole("button", { name: "Open: Homework 1" }).click();
    const { cell } = notebookOf(page);
    await expect(page.getByText("Run finished", { exact: false })).toBeAttached({ timeout: 60_000 });
    await rewriteCell(page, cell("answer = None"), "answer = 42");
    await page.getByRole("button", { name: "Validate", exact: true }).click();
    await expect(page.getByText("1 of 1 visible checks pass")).toBeVisible({ timeout: 60_000 });

    await page.getByRole("button", { name: "Submit", exact: true }).click();
    await expect(dialog(page)).toContainText("1/1 passed");
    await expect(dialog(page)).toContainText(`ada, at ${new URL(server.url).host}`);
    await dialog(page).getByRole("button", { name: "Submit", exact: true }).click();
    await expect(outcome(page)).toHaveAttribute("data-outcome", "submitted");
    // mograder's own server lets nobody know what it has: the receipt says so.
    await expect(dialog(page)).toContainText("The server says that it has a submission; it tells no more.");
    const [stored, ...more] = await storedIn(folder, "hw1");
    expect(more).toEqual([]);
    expect(readFileSync(join(folder, "hw1", stored ?? ""), "utf8")).toContain("answer = 42");
    await page.keyboard.press("Escape");

    const secret = readFileSync(join(folder, ".mograder-secret"), "utf8").trim();
    await gradeAda(server.url, secret);
    await page.goto(site.desk);
    await expectState(page, "hw1", "graded");
    await expect(rowOf(page, "hw1")).toContainText("8.5");
    await expect(rowOf(page, "hw1")).toContainText("new");
    await page.getByRole("button", { name: "More about Homework 1" }).click();
    await page.getByRole("menuitem", { name: "Feedback", exact: true }).click();
    await expect(dialog(page)).toContainText("Well done");
    await page.keyboard.press("Escape");
    await expect(rowOf(page, "hw1")).not.toContainText("new");
    await page.reload();
    await expect(rowOf(page, "hw1")).toContainText("1/1 passed");

    // The name is taken by now: the same code gives nobody a token of hers.
    const other = await (await browser.newContext({ serviceWorkers: "block" })).newPage();
    await other.goto(site.desk);
    await other.getByLabel("Token", { exact: true }).fill(`ada:${"0".repeat(64)}`);
    await other.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(other.getByRole("alert")).toContainText("does not know your token");
    await other.context().close();
  } finally {
    await site.close();
    await server.close();
    await rm(folder, { recursive: true });
  }
});

/** As an instructor's own client posts it. */
async function gradeAda(url: string, secret: string): Promise<void> {
  const { makeToken } = await import("../../workshop/serve-course/tokens.ts");
  const answer = await fetch(`${url}/assignments/hw1/grades`, {
    method: "POST",
    headers: { authorization: `Bearer ${makeToken(secret, "__instructor__")}` },
    body: JSON.stringify({ grades: [{ username: "ada", grade: 8.5, feedback: "Well done" }] }),
  });
  expect(answer.status).toBe(200);
}
