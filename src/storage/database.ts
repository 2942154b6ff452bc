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
 * of this one. `closed` is called when the connection has gone and the next use has to open it again.
 */
export async function openDatabase(basePath: string, closed: () => void): Promise<Database> {
  const database = await openDB<Stores>(`atelier ${basePath}`, VERSION, {
    upgrade(fresh) {
      const drafts = fresh.createObjectStore("drafts", { keyPath: ["course", "notebook"] });
      drafts.createIndex("by-course", "course");
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
