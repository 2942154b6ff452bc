/** A terminal in the folder of a course on Moodle, and that Moodle. */
import { expect, onTestFinished } from "vitest";
import { startMoodle } from "../../support/moodle/moodle.ts";
import { type Assignment, anAssignment } from "../../support/moodle/state.ts";
import { openTerminal } from "./terminal.ts";

/** What the student types who is known there. */
export const typed = ["student1", "Correct-horse1"];
/** Of `hw1.py`, which is in the folder. */
export const text = "x = 1\n";

/** A course's folder that names the site, and in it what is to be submitted. */
export async function openCourseOnMoodle(own: Partial<Assignment> = {}) {
  const moodle = await startMoodle();
  onTestFinished(moodle.close);
  moodle.state.assignments.push(anAssignment(own));
  const terminal = openTerminal();
  terminal.write("course.toml", `title = "Python"\n[moodle]\nurl = "${moodle.url}"\ncourse_id = 2\n`);
  terminal.write("hw1.py", text);
  const { host } = new URL(moodle.url);
  return { moodle, terminal, host, run: terminal.run };
}

export async function signedIn(own: Partial<Assignment> = {}) {
  const opened = await openCourseOnMoodle(own);
  expect(await opened.terminal.runWith({ typed }, "moodle", "login")).toMatchObject({ code: 0 });
  return opened;
}
