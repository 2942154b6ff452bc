/** What each course's server said last, on disk. */
import * as v from "valibot";
import { remoteAssignmentSchema, remoteStatusSchema } from "../../core/submission/stored.ts";
import type { ServerNote, ServerNotes } from "../../state/course/ports.ts";
import type { Store } from "../database.ts";

const schema: v.GenericSchema<unknown, ServerNote> = v.object({
  course: v.string(),
  server: v.string(),
  user: v.string(),
  listedAt: v.number(),
  assignments: v.array(remoteAssignmentSchema),
  statuses: v.record(
    v.string(),
    v.object({
      askedAt: v.number(),
      status: remoteStatusSchema,
      isSeen: v.boolean(),
      gradedAt: v.optional(v.nullable(v.number()), null),
    }),
  ),
});

export function createServerNotes({ use }: Store): ServerNotes {
  return {
    read: (course) =>
      use(async (database) => {
        const read = v.safeParse(schema, await database.get("notes", course));
        return read.success ? read.output : undefined;
      }),
    write: (note) =>
      use(async (database) => {
        await database.put("notes", note);
        return undefined;
      }),
    remove: (course) =>
      use(async (database) => {
        await database.delete("notes", course);
        return undefined;
      }),
  };
}
