/** What servers handed out, on disk. */
import * as v from "valibot";
import type { Handout, Handouts } from "../../state/course/ports.ts";
import { keyOf, type Store } from "../database.ts";

const schema: v.GenericSchema<unknown, Handout> = v.object({
  course: v.string(),
  notebook: v.string(),
  title: v.string(),
  files: v.array(v.object({ name: v.string(), blob: v.instance(Blob) })),
  fetchedAt: v.number(),
});

export function createHandouts({ use }: Store): Handouts {
  return {
    read: (key) => use(async (database) => readHandout(await database.get("handouts", keyOf(key)))),
    write: (handout) =>
      use(async (database) => {
        await database.put("handouts", handout);
        return undefined;
      }),
    list: (course) =>
      use(async (database) => {
        const found = await database.getAllFromIndex("handouts", "by-course", course);
        return found.map(readHandout).filter((one) => one !== undefined);
      }),
  };
}

function readHandout(value: unknown): Handout | undefined {
  const read = v.safeParse(schema, value);
  return read.success ? read.output : undefined;
}
