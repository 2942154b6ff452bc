/** The browser's database of this site: its stores, and how old versions become new ones. */
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Draft } from "../state/environment.ts";

interface Stores extends DBSchema {
  drafts: { key: [course: string, notebook: string]; value: Draft; indexes: { "by-course": string } };
}

export type Database = IDBPDatabase<Stores>;

const VERSION = 1;

/**
 * Opens the database. Several sites may share one origin (`user.github.io/a`, `/b`), so the name carries the path
 * of this one.
 */
export async function openDatabase(basePath: string): Promise<Database> {
  const database = await openDB<Stores>(`atelier ${basePath}`, VERSION, {
    upgrade(fresh) {
      const drafts = fresh.createObjectStore("drafts", { keyPath: ["course", "notebook"] });
      drafts.createIndex("by-course", "course");
    },
  });
  // A newer version in another tab must be able to upgrade; this tab opens the database again at its next use.
  database.addEventListener("versionchange", () => database.close());
  return database;
}
