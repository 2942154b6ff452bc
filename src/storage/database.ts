/** The browser's database of this site: its stores, and how old versions become new ones. */
import {
  type DBSchema,
  deleteDB,
  type IDBPDatabase,
  type IDBPTransaction,
  openDB,
  type StoreNames,
} from "idb";
import { readKeptReport } from "../core/checks/kept-report.ts";
import type { KeptReport } from "../core/checks/report.ts";
import type { Activity } from "../core/course/activity.ts";
import type { Queued, Receipt } from "../core/submission/records.ts";
import type { Handout, KnownCourse, ServerNote } from "../state/course/ports.ts";
import type { Draft, DraftKey, NewVersion, ReportSummary } from "../state/environment.ts";
import type { ShellFailure } from "../state/failure.ts";
import { summaryOf } from "./report-summary.ts";

type Key = [course: string, notebook: string];

export interface Stores extends DBSchema {
  drafts: { key: Key; value: Draft; indexes: { "by-course": string } };
  /** The last report of each notebook. */
  reports: { key: Key; value: DraftKey & { readonly kept: KeptReport } };
  /** Earlier texts, numbered as they come; the newest of a notebook has its highest number. */
  versions: { key: number; value: DraftKey & NewVersion; indexes: { "by-notebook": Key } };
  /** The file on disk that a notebook is kept in step with. */
  handles: { key: Key; value: DraftKey & { readonly handle: unknown; readonly written: string | null } };
  /** What the dashboard shows of each report, which is much larger. */
  summaries: { key: Key; value: DraftKey & ReportSummary; indexes: { "by-course": string } };
  queued: { key: string; value: Queued };
  receipts: { key: string; value: Receipt; indexes: { "by-course": string } };
  handouts: { key: Key; value: Handout; indexes: { "by-course": string } };
  /** What each course's server said last. */
  notes: { key: string; value: ServerNote };
  activity: { key: number; value: Activity; indexes: { "by-course": string } };
  /** Tokens that shall outlive their tab, and under "device" the key that they are encrypted with. */
  keyring: { key: string; value: unknown };
  courses: { key: string; value: KnownCourse };
}

export type Database = IDBPDatabase<Stores>;

const VERSION = 4;

type Upgrade = IDBPTransaction<Stores, StoreNames<Stores>[], "versionchange">;

/** Upgrades are never rewritten: a browser may come with any of the older schemas (test/storage/schemas.ts). */
function upgrade(database: Database, oldVersion: number, _: number | null, transaction: Upgrade): void {
  if (oldVersion < 1) {
    const drafts = database.createObjectStore("drafts", { keyPath: ["course", "notebook"] });
    drafts.createIndex("by-course", "course");
  }
  if (oldVersion < 2) database.createObjectStore("reports", { keyPath: ["course", "notebook"] });
  if (oldVersion < 3) {
    const versions = database.createObjectStore("versions", { autoIncrement: true });
    versions.createIndex("by-notebook", ["course", "notebook"]);
    database.createObjectStore("handles", { keyPath: ["course", "notebook"] });
  }
  if (oldVersion < 4) {
    createCourseStores(database);
    // A request that fails takes the whole upgrade back by itself.
    summarise(transaction).catch(() => {});
  }
}

function createCourseStores(database: Database): void {
  for (const name of ["summaries", "handouts"] as const) {
    const store = database.createObjectStore(name, { keyPath: ["course", "notebook"] });
    store.createIndex("by-course", "course");
  }
  database.createObjectStore("queued", { keyPath: "id" });
  database.createObjectStore("receipts", { keyPath: "id" }).createIndex("by-course", "course");
  database.createObjectStore("notes", { keyPath: "course" });
  database.createObjectStore("activity", { autoIncrement: true }).createIndex("by-course", "course");
  database.createObjectStore("keyring");
  database.createObjectStore("courses", { keyPath: "url" });
}

/** Reports from before there were summaries get theirs. */
async function summarise(transaction: Upgrade): Promise<void> {
  const summaries = transaction.objectStore("summaries");
  for (let cursor = await transaction.objectStore("reports").openCursor(); cursor !== null; ) {
    const { course, notebook, kept } = cursor.value;
    const read = readKeptReport(kept);
    if (read !== undefined) await summaries.put({ course, notebook, ...summaryOf(read) });
    cursor = await cursor.continue();
  }
}

/** Several sites may share one origin (`user.github.io/a`, `/b`), so the name carries the path of this one. */
function nameOf(basePath: string): string {
  return `atelier ${basePath}`;
}

/**
 * Opens the database. `closed` is called when the connection has gone and the next use has to open it again; `cleared`
 * says that what it held has gone as well.
 */
async function openDatabase(basePath: string, closed: (cleared: boolean) => void): Promise<Database> {
  const database = await openDB<Stores>(nameOf(basePath), VERSION, { upgrade });
  // A newer version in another tab must be able to upgrade.
  database.addEventListener("versionchange", (event) => {
    database.close();
    closed(event.newVersion === null);
  });
  // Browsers close a connection by force when the person clears the site's data.
  database.addEventListener("close", () => closed(true));
  return database;
}

export interface Store {
  /** Does work in the database, which is not opened before the first call. */
  use<T>(work: (database: Database) => Promise<T>): Promise<T | ShellFailure>;
  /** Calls back when everything was taken away while the page was open, until the returned function is called. */
  onCleared(listener: () => void): () => void;
  /** Takes everything away. Other tabs of this site let go of it. */
  erase(): Promise<void>;
}

/** The one connection of a page to the database of the site at `basePath`. */
export function createStore(basePath: string): Store {
  let opening: Promise<Database> | undefined;
  const listeners = new Set<() => void>();
  const closed = (cleared: boolean): void => {
    opening = undefined;
    if (cleared) for (const listener of [...listeners]) listener();
  };
  return {
    async use(work) {
      opening ??= openDatabase(basePath, closed);
      try {
        return await work(await opening);
      } catch (error) {
        // A connection that did not open is not waited for again.
        opening = undefined;
        return toFailure(error);
      }
    },
    onCleared(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async erase() {
      (await opening)?.close();
      opening = undefined;
      await deleteDB(nameOf(basePath));
    },
  };
}

export function keyOf(key: DraftKey): Key {
  return [key.course, key.notebook];
}

function toFailure(error: unknown): ShellFailure {
  const full = error instanceof DOMException && error.name === "QuotaExceededError";
  return full ? { failure: "storage-full" } : { failure: "storage-refused" };
}
