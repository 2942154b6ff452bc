/** Courses from elsewhere: added by address or by file, each with its own card, and taken off the list again. */
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { courseForEach, openCourseSite, signInByToken, withoutPython } from "./support/course-site.ts";

const course = courseForEach();

test("a course is added by its address or its file, works beside the site's own, and is removed", async ({
  page,
}) => {
  const other = await openCourseSite({ title: "Another course" });
  try {
    await other.write(
      "mograder.toml",
      `title = "From TOML"\ntransport = "https"\n[https]\nurl = "${course.server.url}"\n`,
    );
    await withoutPython(page);
    await page.goto(`${course.site.url}#/`);
    // Loopback servers of another port are other origins, which a plain host does not let pages read.
    await page.getByLabel("Address of the course").fill(`${other.url}course.json`);
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("button", { name: /^Add from 127/ }).click();
    await expect(page.getByRole("alert")).toContainText("does not answer");
    // It is not said of another address.
    await page.goto(`${course.site.url}#/open?url=https://courses.example/mograder.toml`);
    await expect(page.getByRole("button", { name: "Add from courses.example" })).toBeVisible();
    await expect(page.getByRole("alert")).toHaveCount(0);

    await page.goto(`${course.site.url}#/`);
    const file = { name: "mograder.toml", mimeType: "application/toml" };
    const toml = readFileSync(new URL("../fixtures/courses/moved.toml", import.meta.url), "utf8");
    const input = page.locator('input[type=file][accept^=".toml"]');
    await input.setInputFiles({ ...file, buffer: Buffer.from("title = \n") });
    await expect(page.getByRole("alert")).toContainText("line 1");
    await input.setInputFiles({ ...file, buffer: Buffer.from(toml.replace("SERVER", course.server.url)) });
    await expect(page.getByRole("heading", { name: "By hand" })).toBeVisible();
    await signInByToken(page, course.server.token("ada"));
    await expect(page.locator("[data-assignment]")).toHaveCount(1);
    await page.goto(`${course.site.url}#/`);
    await page.getByRole("region", { name: "By hand" }).getByRole("button", { name: "Remove" }).click();
    await page
      .getByRole("region", { name: "By hand" })
      .getByRole("button", { name: "Remove this course from the list" })
      .click();
    await expect(page.getByRole("region", { name: "By hand" })).toHaveCount(0);
  } finally {
    await other.close();
  }
});
