/** Drafts on disk: the text of every notebook that a person changed or opened by hand. */
import * as v from "valibot";
import type { Draft, Drafts } from "../state/environment.ts";
import { createDatabaseUser, keyOf } from "./database.ts";

const draftSchema = v.object({
  course: v.string(),
  notebook: v.string(),
  title: v.string(),
  filename: v.string(),
  source: v.string(),
  original: v.string(),
  savedAt: v.number(),
});

/** The drafts of the site at `basePath`. No database is opened before the first call. */
export function createDrafts(basePath: string): Drafts {
  const withDatabase = createDatabaseUser(basePath);
  return {
    read: (key) => withDatabase(async (database) => readDraft(await database.get("drafts", keyOf(key)))),
    write: (draft) =>
      withDatabase(async (database) => {
        const transaction = database.transaction("drafts", "readwrite", { durability: "strict" });
        await Promise.all([transaction.store.put(draft), transaction.done]);
        return undefined;
      }),
    remove: (key) =>
      withDatabase(async (database) => {
        await Promise.all([database.delete("drafts", keyOf(key)), database.delete("reports", keyOf(key))]);
        return undefined;
      }),
    list: (course) =>
      withDatabase(async (database) => {
        const found = await database.getAllFromIndex("drafts", "by-course", course);
        const drafts = found.map(readDraft).filter((draft) => draft !== undefined);
        return drafts.sort((left, right) => right.savedAt - left.savedAt);
      }),
  };
}

/** Undefined for what is no draft: another site of the same origin may have written anything. */
function readDraft(value: unknown): Draft | undefined {
  const result = v.safeParse(draftSchema, value);
  return result.success ? result.output : undefined;
}
