/** Everything of courses that is kept in this browser. Loaded when a course is looked at. */
import type { CoursePorts } from "../../state/course/ports.ts";
import type { Store } from "../database.ts";
import { createActivityLog } from "./activity.ts";
import { createHandouts } from "./handouts.ts";
import { createKeyring } from "./keyring.ts";
import { createKnownCourses } from "./known-courses.ts";
import { createServerNotes } from "./server-notes.ts";
import { createSubmissions } from "./submissions.ts";

export type CourseStorage = Pick<
  CoursePorts,
  "keyring" | "handouts" | "submissions" | "notes" | "activity" | "known"
>;

export function createCourseStorage(store: Store, basePath: string): CourseStorage {
  return {
    keyring: createKeyring(store, basePath),
    handouts: createHandouts(store),
    submissions: createSubmissions(store),
    notes: createServerNotes(store),
    activity: createActivityLog(store),
    known: createKnownCourses(store),
  };
}
