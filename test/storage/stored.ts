/** The adapters on one database of a name that no other test has. */

import type { Draft } from "../../src/state/environment.ts";
import { createStore } from "../../src/storage/database.ts";
import { createDrafts } from "../../src/storage/drafts.ts";
import { createReports } from "../../src/storage/reports.ts";
import { createVersions } from "../../src/storage/versions.ts";

export const draft: Draft = {
  course: "https://a.example/course.json",
  notebook: "one",
  title: "One",
  filename: "one.py",
  source: "import marimo\r\n",
  original: "import marimo\n",
  savedAt: 1,
};

export function openStorage(basePath: string) {
  const store = createStore(basePath);
  return {
    store,
    drafts: createDrafts(store),
    versions: createVersions(store),
    reports: createReports(store),
  };
}
