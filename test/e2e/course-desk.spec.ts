/** The dashboard as a student meets it: by keyboard, on a phone, in the dark, among many assignments, without a network. */
import { expect, type Page, test } from "@playwright/test";
import { waitForWorker } from "../sw/visit.ts";
import { clean, fits, phone } from "./support/accessibility.ts";
import {
  courseForEach,
  dialog,
  expectState,
  homework,
  openAndType,
  outcome,
  rowOf,
  signInByToken,
  submit,
  withoutPython,
} from "./support/course-site.ts";
import { savedBy } from "./support/notebook.ts";

const course = courseForEach();

async function openDesk(page: Page): Promise<void> {
  await withoutPython(page);
  await page.goto(course.site.desk);
  await signInByToken(page, course.server.token("ada"));
  await expect(rowOf(page, "hw1")).toBeVisible();
}

test("by keyboard alone: sign in, open, submit, read the receipt, sign out", async ({ page }) => {
  await withoutPython(page);
  await page.goto(course.site.desk);
  const press = async (name: string | RegExp) => {
    const button = page.getByRole("button", { name, exact: typeof name === "string" });
    await button.first().focus();
    await page.keyboard.press("Enter");
  };
  await page.getByLabel("Token", { exact: true }).focus();
  await page.keyboard.insertText(course.server.token("ada"));
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^Signed in as ada/)).toBeVisible();
  await press("Open: Homework 1");
  await expect(page.locator('iframe[title="Notebook"]')).toBeVisible();
  await press("Submit");
  await expect(dialog(page)).toContainText("You have not submitted yet.");
  await dialog(page).getByRole("button", { name: "Submit", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(outcome(page)).toHaveAttribute("data-outcome", "submitted");
  await page.keyboard.press("Escape");
  // The focus is back where it was.
  await expect(page.getByRole("button", { name: "Submit", exact: true })).toBeFocused();
  await page.goto(course.site.desk);
  await expectState(page, "hw1", "submitted");
  await press("More about Homework 1");
  const receipt = page.getByRole("menuitem", { name: "Receipt", exact: true });
  await expect(page.getByRole("menuitem", { name: "Validate", exact: true })).toBeFocused();
  await page.keyboard.press("r");
  await expect(receipt).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toContainText("Receipt for Homework 1");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "More about Homework 1" })).toBeFocused();
  await press("Sign out");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("every state is clean for axe, and fits on a phone", async ({ page }) => {
      test.setTimeout(240_000);
      const look = async () => {
        for (const size of [{ width: 1280, height: 800 }, phone]) {
          await page.setViewportSize(size);
          await clean(page);
          await fits(page);
        }
      };
      await withoutPython(page);
      await page.goto(course.site.desk);
      for (const way of ["I have a token", "I have an enrolment code", "The server asks only for a name"]) {
        await page.getByLabel(way).check();
        await look();
      }
      await page.getByLabel("I have a token").check();
      await page.getByLabel("Token", { exact: true }).fill("nonsense");
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await expect(page.getByRole("alert")).toBeVisible();
      await look();
      await signInByToken(page, course.server.token("ada"));
      await openAndType(page, "Homework 1", "answer = 42");
      await page.getByRole("button", { name: "Submit", exact: true }).click();
      await expect(dialog(page)).toContainText("has not been validated");
      await look();
      await dialog(page).getByRole("button", { name: "Submit", exact: true }).click();
      await expect(outcome(page)).toHaveAttribute("data-outcome", "submitted");
      await look();
      await page.keyboard.press("Escape");
      await page.goto(course.site.desk);
      await expectState(page, "hw1", "submitted");
      await look();
      await page.getByRole("button", { name: "More about Homework 1" }).click();
      await look();
      await page.getByRole("menuitem", { name: "Receipt", exact: true }).click();
      await look();
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Activity log" }).click();
      await expect(dialog(page)).toContainText("Submitted by ada, and read back.");
      await look();
      await page.keyboard.press("Escape");
      await page.goto(`${course.site.url}#/`);
      await expect(page.getByRole("heading", { name: "Add a course" })).toBeVisible();
      await look();
      await page.goto(`${course.site.url}#/open?url=https://courses.example/mograder.toml`);
      await expect(page.getByRole("button", { name: "Add from courses.example" })).toBeVisible();
      await look();
      await page.goto(`${course.site.url}#/settings`);
      await page.getByRole("button", { name: "Erase everything on this device" }).click();
      await look();
    });
  });
}

test.describe("with the copy for use without a network", () => {
  test.use({ serviceWorkers: "allow" });

  test("what was known is there without a network, and says how old it is", async ({ page, context }) => {
    // With Python: the copy for use without a network is of everything.
    await page.goto(course.site.desk);
    await signInByToken(page, course.server.token("ada"));
    await waitForWorker(page);
    await openAndType(page, "Homework 1", "answer = 42");
    await submit(page);
    await expect(outcome(page)).toHaveAttribute("data-outcome", "submitted");
    await page.keyboard.press("Escape");
    await context.setOffline(true);
    await page.goto("about:blank");
    await page.goto(course.site.desk);
    await expectState(page, "hw1", "submitted");
    await expect(page.getByText("You are offline", { exact: false })).toContainText("just now");
    await page.getByRole("button", { name: "More about Homework 1" }).click();
    await page.getByRole("menuitem", { name: "Receipt", exact: true }).click();
    await expect(dialog(page)).toContainText("The server has a file of this very content.");
  });
});

test("many assignments are found, sorted and filtered, and their dates go into a calendar", async ({
  page,
}) => {
  const now = Math.floor(Date.now() / 1_000);
  const assignments = Array.from({ length: 12 }, (_, index) => ({
    id: `w${index + 1}`,
    title: `Week ${index + 1}`,
    kind: "assignment",
    file: `w${index + 1}.py`,
    assignment: { duedate: now + (12 - index) * 86_400 },
  }));
  for (const { file } of assignments) await course.site.write(file, homework);
  await course.site.writeCourse({ notebooks: assignments });
  await withoutPython(page);
  await page.goto(course.site.desk);
  const names = page.locator("[data-assignment] th");
  await expect(names).toHaveCount(12);
  await expect(names.first()).toHaveText("Week 12");
  await page.getByRole("combobox", { name: "Sort by" }).selectOption("Name");
  await expect(names).toHaveText(Array.from({ length: 12 }, (_, index) => `Week ${index + 1}`));
  await page.getByLabel("Find an assignment").fill("week 1");
  await expect(names).toHaveText(["Week 1", "Week 10", "Week 11", "Week 12"]);
  await page.getByRole("combobox", { name: "Show" }).selectOption("Graded");
  await expect(page.getByText("No assignment matches")).toBeVisible();
  await page.getByRole("button", { name: "Show all" }).click();
  await expect(names).toHaveCount(12);
  const { name, bytes } = await savedBy(page, () =>
    page.getByRole("button", { name: "Due dates as calendar file" }).click(),
  );
  expect(name).toBe("numerics.ics");
  expect(bytes.toString().match(/BEGIN:VEVENT/g)).toHaveLength(12);
  // A course without a server says so, and offers no Submit.
  await expect(page.getByText("takes no submissions from here", { exact: false })).toBeVisible();
});

test("the log is searched and taken away, a reset goes back and keeps what was written", async ({ page }) => {
  await openDesk(page);
  await openAndType(page, "Homework 1", "answer = 42");
  await expect(page.locator("[data-saved=saved]")).toBeVisible();
  await page.goto(course.site.desk);
  await expectState(page, "hw1", "in-progress");
  await page.getByRole("button", { name: "More about Homework 1" }).click();
  const work = await savedBy(page, () =>
    page.getByRole("menuitem", { name: "Download", exact: true }).click(),
  );
  expect(work.bytes.toString()).toContain("answer = 42");
  expect(work.name).toBe("hw1.py");
  await page.getByRole("button", { name: "More about Homework 1" }).click();
  await page.getByRole("menuitem", { name: "Reset", exact: true }).click();
  await dialog(page).getByRole("button", { name: "Reset", exact: true }).click();
  await expectState(page, "hw1", "downloaded");
  await page.getByRole("button", { name: "Open: Homework 1" }).click();
  await page.getByRole("button", { name: "History" }).click();
  await expect(page.getByRole("dialog", { name: /^History of/ })).toContainText("Before Reset");
  await page.keyboard.press("Escape");
  await page.goto(course.site.desk);
  await page.getByRole("button", { name: "Activity log" }).click();
  await dialog(page).getByLabel("Search").fill("signed in");
  await expect(dialog(page).locator("tbody tr")).toHaveCount(1);
  const log = await savedBy(page, () => page.getByRole("button", { name: "Download as text" }).click());
  expect(log.name).toBe("activity-log.txt");
  expect(log.bytes.toString()).toContain("Homework 1\tDownloaded (");
  expect(log.bytes.toString()).toContain("Homework 1\tDownloaded hw1.py (");
  expect(log.bytes.toString()).not.toContain(course.server.token("ada").split(":")[1]);
});

test("Validate from the dashboard validates in the notebook, and the dashboard says how it went", async ({
  page,
}) => {
  test.setTimeout(180_000);
  await page.goto(course.site.desk);
  await signInByToken(page, course.server.token("ada"));
  await page.getByRole("button", { name: "Open: Homework 1" }).click();
  await expect(page.getByText("Run finished", { exact: false })).toBeAttached({ timeout: 60_000 });
  await page.goto(course.site.desk);
  await page.getByRole("button", { name: "More about Homework 1" }).click();
  await page.getByRole("menuitem", { name: "Validate", exact: true }).click();
  await expect(page.getByText("0 of 1 visible checks pass", { exact: true })).toBeVisible({
    timeout: 90_000,
  });
  // Before submitting, in the notebook that is open.
  const frame = page.frameLocator('iframe[title="Notebook"]');
  await frame
    .locator("[data-cell-id]", { hasText: "answer = " })
    .first()
    .getByRole("textbox")
    .first()
    .click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText("answer = 42");
  await page.getByRole("button", { name: "Submit", exact: true }).click();
  await dialog(page).getByRole("button", { name: "Validate first" }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByText("1 of 1 visible checks pass")).toBeVisible({
    timeout: 90_000,
  });
  await page
    .getByRole("navigation", { name: "Courses" })
    .getByRole("link", { name: "Numerical methods" })
    .click();
  await expect(rowOf(page, "hw1")).toContainText("1/1 passed");
  await page.getByRole("button", { name: "Activity log" }).click();
  await expect(dialog(page)).toContainText("Validated: 0 of 1 checks pass.");
});
