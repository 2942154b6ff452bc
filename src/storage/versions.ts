/** Earlier texts of notebooks on disk. */
import type { IDBPObjectStore, StoreNames } from "idb";
import * as v from "valibot";
import {
  type DraftKey,
  type NewVersion,
  type Version,
  type Versions,
  versionReasons,
} from "../state/environment.ts";
import { keyOf, type Store, type Stores } from "./database.ts";

const versionSchema = v.object({
  at: v.number(),
  reason: v.picklist(versionReasons),
  source: v.string(),
});

export type VersionStore = IDBPObjectStore<Stores, ArrayLike<StoreNames<Stores>>, "versions", "readwrite">;

export function createVersions({ use }: Store): Versions {
  return {
    list: (key) =>
      use(async (database) => {
        const store = database.transaction("versions").store;
        const found: Version[] = [];
        const range = IDBKeyRange.only(keyOf(key));
        let cursor = await store.index("by-notebook").openCursor(range, "prev");
        for (; cursor !== null; cursor = await cursor.continue()) {
          const version = readVersion(cursor.value);
          if (version !== undefined) found.push({ id: cursor.primaryKey, ...version });
        }
        // A restored backup brings old versions later.
        return found.sort((left, right) => right.at - left.at);
      }),
    add: (key, version) =>
      use(async (database) => {
        const transaction = database.transaction("versions", "readwrite", { durability: "strict" });
        await Promise.all([addVersion(transaction.store, key, version), transaction.done]);
        return undefined;
      }),
    remove: (ids) =>
      use(async (database) => {
        const transaction = database.transaction("versions", "readwrite");
        await Promise.all([...ids.map((id) => transaction.store.delete(id)), transaction.done]);
        return undefined;
      }),
  };
}

/** Adds it inside a transaction, unless its text is that of the newest. */
export async function addVersion(store: VersionStore, key: DraftKey, version: NewVersion): Promise<void> {
  const { at, reason, source } = version;
  const newest = await store.index("by-notebook").openCursor(IDBKeyRange.only(keyOf(key)), "prev");
  const value = { course: key.course, notebook: key.notebook, at, reason, source };
  if (newest?.value.source !== source) await store.add(value);
  // That somebody was merely typing says less than what there is.
  else if (reason !== "edit") await store.put(value, newest.primaryKey);
}

export function versionKeys(store: VersionStore, key: DraftKey): Promise<number[]> {
  return store.index("by-notebook").getAllKeys(IDBKeyRange.only(keyOf(key)));
}

function readVersion(value: unknown): NewVersion | undefined {
  const result = v.safeParse(versionSchema, value);
  return result.success ? result.output : undefined;
}
