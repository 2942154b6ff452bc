/** When assignments are due that are found in folders: as the course's file says that lies there or beside. */
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { CourseAssignment } from "../../src/core/course/course.ts";
import { readCourse } from "../../src/core/course/read-course.ts";
import { isFailure } from "../../src/core/failure.ts";
import { readText } from "../read.ts";
import type { CourseFolder } from "./course-folder.ts";

/** Seconds since 1970, by the name of an assignment's folder. */
export async function dueDates(course: CourseFolder): Promise<(name: string) => number | undefined> {
  const assignments = await namedAssignments(course);
  return (name) => {
    const found = assignments.find(({ id, name: title, notebook }) => [id, title, notebook].includes(name));
    return found?.due ? Math.round(found.due / 1_000) : undefined;
  };
}

/** Of the first file that can be read: `workshop export` tells of mistakes, and dates alone must not stop the handing out. */
async function namedAssignments({ root, release }: CourseFolder): Promise<readonly CourseAssignment[]> {
  // `workshop export` puts `release` beside `course.toml`.
  const folders = release === undefined ? [root] : [root, release, dirname(release)];
  for (const folder of folders) {
    for (const name of ["course.toml", "mograder.toml", "course.json"]) {
      const file = join(folder, name);
      const text = await readText(file);
      const read = text === undefined ? undefined : await readCourse(text, pathToFileURL(file).href);
      if (read !== undefined && !isFailure(read)) return read.assignments;
    }
  }
  return [];
}
