/** The browser's database of this site: its stores, and how old versions become new ones. */
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { KeptReport } from "../core/checks/report.ts";
import type { Draft, DraftKey } from "../state/environment.ts";
import type { ShellFailure } from "../state/failure.ts";

type Key = [course: string, notebook: string];

interface Stores extends DBSchema {
  drafts: { key: Key; value: Draft; indexes: { "by-course": string } };
  /** The last report of each notebook. */
  reports: { key: Key; value: DraftKey & { readonly kept: KeptReport } };
}

export type Database = IDBPDatabase<Stores>;

const VERSION = 2;

/**
 * Opens the database. Several sites may share one origin (`user.github.io/a`, `/b`), so the name carries the path
 * of this one. `closed` is called when the connection has gone and the next use has to open it again.
 */
async function openDatabase(basePath: string, closed: () => void): Promise<Database> {
  const database = await openDB<Stores>(`atelier ${basePath}`, VERSION, {
    upgrade(fresh, oldVersion) {
      if (oldVersion < 1) {
        const drafts = fresh.createObjectStore("drafts", { keyPath: ["course", "notebook"] });
        drafts.createIndex("by-course", "course");
      }
      if (oldVersion < 2) fresh.createObjectStore("reports", { keyPath: ["course", "notebook"] });
    },
  });
  // A newer version in another tab must be able to upgrade.
  database.addEventListener("versionchange", () => {
    database.close();
    closed();
  });
  database.addEventListener("close", closed);
  return database;
}

export type UseDatabase = <T>(work: (database: Database) => Promise<T>) => Promise<T | ShellFailure>;

/** Lets work be done in the database of the site at `basePath`, which is not opened before the first call. */
export function createDatabaseUser(basePath: string): UseDatabase {
  let opening: Promise<Database> | undefined;
  return async (work) => {
    opening ??= openDatabase(basePath, () => {
      opening = undefined;
    });
    try {
      return await work(await opening);
    } catch (error) {
      // A connection that did not open is not waited for again.
      opening = undefined;
      return toFailure(error);
    }
  };
}

export function keyOf(key: DraftKey): Key {
  return [key.course, key.notebook];
}

function toFailure(error: unknown): ShellFailure {
  const full = error instanceof DOMException && error.name === "QuotaExceededError";
  return full ? { failure: "storage-full" } : { failure: "storage-refused" };
}
