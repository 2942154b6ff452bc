/** What the student has decided about courses, on disk. */
import * as v from "valibot";
import type { KnownCourse, KnownCourses } from "../../state/course/ports.ts";
import type { Store } from "../database.ts";

const schema: v.GenericSchema<unknown, KnownCourse> = v.object({
  url: v.string(),
  isAdded: v.boolean(),
  text: v.nullable(v.string()),
  server: v.nullable(v.object({ kind: v.picklist(["https", "moodle"]), url: v.string() })),
  moodleCourse: v.nullable(v.object({ id: v.number(), name: v.string() })),
});

export function createKnownCourses({ use }: Store): KnownCourses {
  return {
    list: () =>
      use(async (database) => {
        const found = (await database.getAll("courses")).map((value) => v.safeParse(schema, value));
        return found.flatMap((read) => (read.success ? [read.output] : []));
      }),
    change: (url, decided) =>
      use(async (database) => {
        const { store, done } = database.transaction("courses", "readwrite");
        const read = v.safeParse(schema, await store.get(url));
        await store.put({ ...(read.success ? read.output : undecided(url)), ...decided });
        await done;
        return undefined;
      }),
  };
}

function undecided(url: string): KnownCourse {
  return { url, isAdded: false, text: null, server: null, moodleCourse: null };
}
