/**
 * Databases as each earlier build of the app made and filled them. Frozen: a schema that has been out is never changed
 * here, a new one is added below.
 */
import type { KeptReport } from "../../src/core/checks/report.ts";
import { draft, queued, receipt } from "./stored.ts";

export interface OldSchema {
  readonly version: number;
  create(database: IDBDatabase): void;
  /** What is in which store. */
  readonly content: Readonly<Record<string, readonly unknown[]>>;
}

export const keptReport: KeptReport = {
  report: {
    title: "One",
    filename: "one.py",
    of: "0".repeat(64),
    at: 5,
    duration: 20,
    ended: { kind: "finished" },
    results: [],
    score: { passed: 0, all: 0, marks: null },
    errors: [],
  },
  source: draft.source,
  cells: [],
};

const { course, notebook } = draft;

function createDraftStore(database: IDBDatabase): void {
  const drafts = database.createObjectStore("drafts", { keyPath: ["course", "notebook"] });
  drafts.createIndex("by-course", "course");
}

function createReportStore(database: IDBDatabase): void {
  database.createObjectStore("reports", { keyPath: ["course", "notebook"] });
}

function createKeepingStores(database: IDBDatabase): void {
  createDraftStore(database);
  createReportStore(database);
  const versions = database.createObjectStore("versions", { autoIncrement: true });
  versions.createIndex("by-notebook", ["course", "notebook"]);
  database.createObjectStore("handles", { keyPath: ["course", "notebook"] });
}

const keptContent = {
  drafts: [draft],
  reports: [{ course, notebook, kept: keptReport }],
  versions: [{ course, notebook, at: 1, reason: "reset", source: "before" }],
  handles: [],
};

export const oldSchemas: readonly OldSchema[] = [
  { version: 1, create: createDraftStore, content: { drafts: [draft] } },
  {
    version: 2,
    create(database) {
      createDraftStore(database);
      createReportStore(database);
    },
    content: { drafts: [draft], reports: [{ course, notebook, kept: keptReport }] },
  },
  { version: 3, create: createKeepingStores, content: keptContent },
  {
    version: 4,
    create(database) {
      createKeepingStores(database);
      for (const name of ["summaries", "handouts"]) {
        const store = database.createObjectStore(name, { keyPath: ["course", "notebook"] });
        store.createIndex("by-course", "course");
      }
      database.createObjectStore("queued", { keyPath: "id" });
      database.createObjectStore("receipts", { keyPath: "id" }).createIndex("by-course", "course");
      database.createObjectStore("notes", { keyPath: "course" });
      const activity = database.createObjectStore("activity", { autoIncrement: true });
      activity.createIndex("by-course", "course");
      database.createObjectStore("keyring");
      database.createObjectStore("courses", { keyPath: "url" });
    },
    content: {
      ...keptContent,
      summaries: [{ course, notebook, of: keptReport.report.of, at: 5, passed: 0, all: 0 }],
      queued: [queued],
      receipts: [receipt],
    },
  },
];

/** Makes the database as the old build did. */
export function writeOld(name: string, schema: OldSchema): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, schema.version);
    request.onerror = () => reject(request.error);
    request.onupgradeneeded = () => schema.create(request.result);
    request.onsuccess = () => {
      const database = request.result;
      const stores = Object.keys(schema.content);
      const transaction = database.transaction(stores, "readwrite");
      for (const store of stores) {
        for (const value of schema.content[store] ?? []) transaction.objectStore(store).put(value);
      }
      transaction.oncomplete = () => {
        database.close();
        resolve();
      };
    };
  });
}
