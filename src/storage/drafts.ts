/** Drafts on disk: the text of every notebook that a person changed or opened by hand. */
import type { IDBPTransaction } from "idb";
import * as v from "valibot";
import type { Beside, Draft, Drafts } from "../state/environment.ts";
import { keyOf, type Store, type Stores } from "./database.ts";
import { addVersion, versionKeys } from "./versions.ts";

const draftSchema = v.object({
  course: v.string(),
  notebook: v.string(),
  title: v.string(),
  filename: v.string(),
  source: v.string(),
  original: v.string(),
  savedAt: v.number(),
});

export function createDrafts({ use }: Store): Drafts {
  return {
    read: (key) => use(async (database) => readDraft(await database.get("drafts", keyOf(key)))),
    write: (draft, beside = { versions: [], seen: draft.savedAt }) =>
      use(async (database) => {
        const transaction = database.transaction(["drafts", "versions"], "readwrite", {
          durability: "strict",
        });
        // All of it or nothing: a write that fails half-way takes the rest with it.
        const written = put(transaction, draft, beside).catch((error) => {
          abort(transaction);
          throw error;
        });
        await Promise.all([written, transaction.done]);
        return undefined;
      }),
    remove: (key) =>
      use(async (database) => {
        const stores = ["drafts", "reports", "summaries", "handles", "versions"] as const;
        const transaction = database.transaction(stores, "readwrite", { durability: "strict" });
        const versions = transaction.objectStore("versions");
        const ids = await versionKeys(versions, key);
        await Promise.all([
          ...(["drafts", "reports", "summaries", "handles"] as const).map((name) =>
            transaction.objectStore(name).delete(keyOf(key)),
          ),
          ...ids.map((id) => versions.delete(id)),
          transaction.done,
        ]);
        return undefined;
      }),
    list: (course) =>
      use(async (database) => {
        const found =
          course === undefined
            ? await database.getAll("drafts")
            : await database.getAllFromIndex("drafts", "by-course", course);
        const drafts = found.map(readDraft).filter((draft) => draft !== undefined);
        return drafts.sort((left, right) => right.savedAt - left.savedAt);
      }),
  };
}

type Transaction = IDBPTransaction<Stores, ["drafts", "versions"], "readwrite">;

async function put(transaction: Transaction, draft: Draft, { versions, seen }: Beside): Promise<void> {
  const drafts = transaction.objectStore("drafts");
  const history = transaction.objectStore("versions");
  const there = readDraft(await drafts.get(keyOf(draft)));
  // Somebody else has written since: a tab that knows nothing of this one, or an older build of the app.
  if (there !== undefined && there.savedAt !== seen && there.source !== draft.source) {
    await addVersion(history, draft, { at: there.savedAt, reason: "other-tab", source: there.source });
  }
  for (const version of versions) await addVersion(history, draft, version);
  await drafts.put(draft);
}

function abort(transaction: Transaction): void {
  try {
    transaction.abort();
  } catch {
    // The browser has done it already: the disk is full.
  }
}

/** Undefined for what is no draft: another site of the same origin may have written anything. */
function readDraft(value: unknown): Draft | undefined {
  const result = v.safeParse(draftSchema, value);
  return result.success ? result.output : undefined;
}
