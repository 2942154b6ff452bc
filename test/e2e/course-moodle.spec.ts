/** A student at Moodle, from a page of another origin: both ways to sign in, drafts, statements, feedback, and its traps. */
import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { type MoodleStandIn, startMoodle } from "../support/moodle/moodle.ts";
import { aFile, aGrade, anAssignment, aSubmission } from "../support/moodle/state.ts";
import {
  type CourseSite,
  dialog,
  expectState,
  homework,
  openAndType,
  openCourseSite,
  outcome,
  rowOf,
  submit,
  withoutPython,
} from "./support/course-site.ts";

let moodle: MoodleStandIn;
let site: CourseSite;
test.beforeEach(async () => {
  moodle = await startMoodle({ folder: "/moodle" });
  site = await openCourseSite({ transport: "moodle", moodle: { url: moodle.url, course_id: 2 } });
});
test.afterEach(async () => {
  await site.close();
  await moodle.close();
});

const day = 86_400;
const seconds = () => Math.floor(Date.now() / 1_000);
const homeworkFile = () => aFile("hw.py", homework);

function addAssignment(own: Parameters<typeof anAssignment>[0] = {}) {
  const id = moodle.state.assignments.length + 1;
  const added = anAssignment({
    id,
    cmid: id + 20,
    name: "Homework",
    introattachments: [homeworkFile()],
    ...own,
  });
  moodle.state.assignments.push(added);
  return added;
}

async function openDesk(page: Page): Promise<void> {
  await withoutPython(page);
  await page.goto(site.desk);
}

async function signInByPassword(page: Page): Promise<void> {
  await page.getByLabel("User name").fill("student1");
  await page.getByLabel("Password", { exact: true }).fill("Correct-horse1");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText(/^Signed in as/)).toBeVisible();
}

test("signs in by password, submits a draft, then the final version with its statement, and reads feedback", async ({
  page,
}) => {
  const assignment = addAssignment({
    duedate: seconds() + day,
    submissiondrafts: true,
    requiresubmissionstatement: true,
    submissionstatement: "<p>This is <b>my own</b> work.</p><script>alert(1)</script>",
  });
  await openDesk(page);
  await page.getByLabel("User name").fill("student1");
  await page.getByLabel("Password", { exact: true }).fill("wrong");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("does not accept this name with this password");
  await signInByPassword(page);
  await expect(rowOf(page, String(assignment.id))).toContainText("tomorrow");
  await openAndType(page, "Homework", "answer = 41");

  await page.getByRole("button", { name: "Submit", exact: true }).click();
  await dialog(page).getByLabel("A draft, which I can still change").check();
  await dialog(page).getByRole("button", { name: "Submit", exact: true }).click();
  await expect(outcome(page)).toHaveAttribute("data-outcome", "submitted");
  await expect(dialog(page)).toContainText("has your draft");
  expect(moodle.state.submissions).toMatchObject([{ status: "draft", saves: 1, finals: 0 }]);
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Submit", exact: true }).click();
  await expect(dialog(page).getByRole("blockquote")).toHaveText("This is my own work.");
  const send = dialog(page).getByRole("button", { name: "Submit", exact: true });
  await expect(send).toBeDisabled();
  await dialog(page).getByLabel("I agree").check();
  await send.click();
  await expect(outcome(page)).toHaveAttribute("data-outcome", "submitted");
  await expect(dialog(page)).toContainText("The server has a file of this very content.");
  expect(moodle.state.submissions).toMatchObject([{ status: "submitted", finals: 1 }]);
  expect(moodle.state.submissions[0]?.files[0]?.content.toString()).toContain("answer = 41");
  await page.keyboard.press("Escape");

  const hostile =
    '<p>Well <em>done</em></p><img src="https://evil.example/x"><script>parent.document</script>';
  moodle.state.grades.push(
    aGrade({
      assignment: assignment.id,
      gradeddate: seconds() + 60,
      grade: 87,
      gradefordisplay: "87.00 / 100",
      comment: { text: hostile, format: 1 },
      files: [aFile("marks.txt", "Q1: 10\n")],
    }),
  );
  const strangers: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("evil.example")) strangers.push(request.url());
  });
  await page.goto(site.desk);
  await expectState(page, String(assignment.id), "graded");
  await page.getByRole("button", { name: "More about Homework" }).click();
  await page.getByRole("menuitem", { name: "Feedback", exact: true }).click();
  await expect(dialog(page)).toContainText("87");
  const frame = dialog(page).locator("iframe");
  await expect(frame).toHaveAttribute("sandbox", "");
  await expect(frame.contentFrame().locator("em")).toHaveText("done");
  const download = page.waitForEvent("download");
  await dialog(page).getByRole("button", { name: "Download marks.txt" }).click();
  expect(readFileSync(await (await download).path(), "utf8")).toBe("Q1: 10\n");
  expect(strangers).toEqual([]);
  // No token and no password in any address.
  const token = [...moodle.state.tokens.keys()][0] ?? "?";
  for (const { url } of moodle.requests) {
    expect(url).not.toContain(token);
    expect(url).not.toContain("Correct-horse1");
  }
});

test("signs in by the school's own page: the copied link, not another's, not an old one", async ({
  page,
  context,
}) => {
  addAssignment();
  moodle.state.site.typeoflogin = 2;
  await openDesk(page);
  await page.getByLabel("My school uses single sign-on").check();
  const opened = context.waitForEvent("page");
  await page.getByRole("button", { name: "Open the sign-in page" }).click();
  const school = await opened;
  await school.locator('input[name="username"]').fill("student1");
  await school.locator('input[name="password"]').fill("Correct-horse1");
  await school.locator('input[name="password"]').press("Enter");
  const link = school.locator("#launchapp");
  const copied = (await link.getAttribute("href")) ?? "";
  expect(copied).toMatch(/^\w[\w+]*:\/\/token=/);
  await school.close();

  const field = page.getByLabel("The copied link");
  const enter = page.getByRole("button", { name: "Sign in", exact: true });
  await field.fill("moodlemobile://token=bm90aGluZw==");
  await enter.click();
  await expect(page.getByRole("alert")).toBeVisible();
  await page.getByLabel("My school uses single sign-on").check();
  await page.getByLabel("The copied link").fill(copied);
  await enter.click();
  await expect(page.getByText(/^Signed in as/)).toBeVisible();
  await expect(rowOf(page, String(moodle.state.assignments[0]?.id))).toContainText("Homework");
});

test("a browser that comes back by itself hands the link to the page that waits", async ({
  page,
  context,
}) => {
  addAssignment();
  moodle.state.site.typeoflogin = 2;
  moodle.state.session = moodle.state.users[0]?.id ?? null;
  await openDesk(page);
  await page.getByLabel("My school uses single sign-on").check();
  const opened = context.waitForEvent("page");
  await page.getByRole("button", { name: "Open the sign-in page" }).click();
  const school = await opened;
  const link = (await school.locator("#launchapp").getAttribute("href")) ?? "";
  // As the browser goes where the scheme was registered for.
  await school.goto(`${site.url}sso.html#${encodeURIComponent(link.replace(/^\w+/, "web+atelier"))}`);
  await expect(school.getByRole("status")).toContainText("This tab can be closed");
  expect(school.url()).toBe(`${site.url}sso.html`);
  await expect(page.getByText(/^Signed in as/)).toBeVisible();
  await page.close();
  // Nobody waits: the link is there to be copied, and in no address.
  const late = await context.newPage();
  await late.goto(`${site.url}sso.html#${encodeURIComponent(link)}`);
  await expect(late.getByRole("status")).toContainText("does not answer");
  await expect(late.getByRole("button", { name: "Copy the link" })).toBeVisible();
  expect(site.asked.filter((path) => path.includes("token"))).toEqual([]);
});

test("other files and typed text of the student's are kept, and read back", async ({ page }) => {
  const assignment = addAssignment({ onlinetext: true, maxfilesubmissions: 3 });
  moodle.state.submissions.push(
    aSubmission({
      assignment: assignment.id,
      files: [aFile("notes.txt", "my notes")],
      onlinetext: { text: "<p>Dear teacher</p>", format: 1 },
    }),
  );
  await openDesk(page);
  await signInByPassword(page);
  await expect(rowOf(page, String(assignment.id))).toContainText("from another device");
  await openAndType(page, "Homework", "answer = 42");
  await submit(page);
  await expect(outcome(page)).toHaveAttribute("data-outcome", "submitted");
  const [submission] = moodle.state.submissions;
  expect(submission?.files.map(({ filename }) => filename).sort()).toEqual(["hw.py", "notes.txt"]);
  expect(submission?.onlinetext?.text).toContain("Dear teacher");
});

test("what Moodle would take and lose, or not take at all, is refused with the reason", async ({ page }) => {
  addAssignment({ name: "Team", teamsubmission: true });
  addAssignment({ name: "Closed", cutoffdate: seconds() - day });
  addAssignment({ name: "Small", maxsubmissionsizebytes: 100 });
  addAssignment({ name: "Pictures", filetypeslist: ".png" });
  const locked = addAssignment({ name: "Locked" });
  locked.locked.push(moodle.state.users[0]?.id ?? 0);
  await openDesk(page);
  await signInByPassword(page);
  const reasons: Record<string, string> = {
    Team: "submitted by a team",
    Closed: "ended",
    Small: "this assignment allows",
    Pictures: "only .png",
    Locked: "locked your submission",
  };
  for (const [name, reason] of Object.entries(reasons)) {
    await openAndType(page, name, "answer = 42");
    await page.getByRole("button", { name: "Submit", exact: true }).click();
    const send = dialog(page).getByRole("button", { name: "Submit", exact: true });
    await expect(send.or(dialog(page).getByRole("alert"))).toBeVisible();
    if (await send.isVisible()) await send.click();
    await expect(dialog(page)).toContainText(reason);
    await page.keyboard.press("Escape");
    await page.goto(site.desk);
  }
  expect(moodle.state.submissions.filter(({ saves }) => saves > 0)).toEqual([]);
});

test("a Moodle that is closed, or has its services off, is told apart from no network", async ({ page }) => {
  moodle.state.site.mobile = false;
  await openDesk(page);
  await page.getByLabel("User name").fill("student1");
  await page.getByLabel("Password", { exact: true }).fill("Correct-horse1");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("services for apps switched off");
  moodle.state.site.mobile = true;
  moodle.state.site.maintenance = "on";
  await page.getByLabel("User name").fill("student1");
  await page.getByLabel("Password", { exact: true }).fill("Correct-horse1");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("maintenance");
});

test("where the course's file does not say which of Moodle's courses it is, the student chooses", async ({
  page,
}) => {
  moodle.state.courses.push({ id: 7, shortname: "la", fullname: "Linear algebra" });
  moodle.state.users[0]?.courses.push(7);
  addAssignment({ name: "Loops" });
  const matrices = addAssignment({ name: "Matrices", course: 7 });
  await site.writeCourse({ transport: "moodle", moodle: { url: moodle.url } });
  await openDesk(page);
  await signInByPassword(page);
  await expect(rowOf(page, String(matrices.id))).toBeVisible();
  await expect(page.locator("[data-assignment]")).toHaveCount(2);
  await page.getByLabel("Moodle course").selectOption("Linear algebra");
  await expect(page.locator("[data-assignment]")).toHaveCount(1);
  await expect(rowOf(page, String(matrices.id))).toContainText("Matrices");
  await page.reload();
  await expect(page.getByLabel("Moodle course")).toHaveValue("7");
  await expect(page.locator("[data-assignment]")).toHaveCount(1);
  await openAndType(page, "Matrices", "answer = 42");
  await submit(page);
  await expect(outcome(page)).toHaveAttribute("data-outcome", "submitted");
  expect(moodle.state.submissions).toMatchObject([{ assignment: matrices.id, saves: 1 }]);
});
