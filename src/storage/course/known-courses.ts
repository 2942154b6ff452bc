/** What the student has decided about courses, on disk. */
import * as v from "valibot";
import type { KnownCourse, KnownCourses } from "../../state/course/ports.ts";
import type { Store } from "../database.ts";

const schema: v.GenericSchema<unknown, KnownCourse> = v.object({
  url: v.string(),
  isAdded: v.boolean(),
  text: v.nullable(v.string()),
  server: v.nullable(v.object({ kind: v.picklist(["https", "moodle"]), url: v.string() })),
});

export function createKnownCourses({ use }: Store): KnownCourses {
  return {
    list: () =>
      use(async (database) => {
        const found = (await database.getAll("courses")).map((value) => v.safeParse(schema, value));
        return found.flatMap((read) => (read.success ? [read.output] : []));
      }),
    write: (course) =>
      use(async (database) => {
        await database.put("courses", course);
        return undefined;
      }),
    remove: (url) =>
      use(async (database) => {
        await database.delete("courses", url);
        return undefined;
      }),
  };
}
