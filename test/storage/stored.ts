/** The adapters on one database of a name that no other test has. */

import type { Queued, Receipt } from "../../src/core/submission/records.ts";
import { NO_RULES, type RemoteAssignment } from "../../src/core/submission/transport.ts";
import type { Draft } from "../../src/state/environment.ts";
import { createCourseStorage } from "../../src/storage/course/course-storage.ts";
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

const assignment: RemoteAssignment = {
  id: "hw1",
  name: "Homework 1",
  cmid: null,
  due: 9,
  opens: null,
  cutoff: null,
  files: [],
  rules: NO_RULES,
};
const destination = {
  course: draft.course,
  kind: "https",
  server: "https://grader.example",
  notebook: draft.notebook,
  user: "ada",
} as const;

export const queued: Queued = {
  ...destination,
  id: "first",
  assignment,
  filename: "one.py",
  content: new Blob(["import marimo"]),
  digest: "sha256-abc",
  final: true,
  agreed: false,
  queuedAt: 3,
  tries: 1,
  nextTry: 4,
  before: { had: "nothing" },
  trouble: { kind: "unsure", failure: { failure: "unreachable", host: "grader.example" } },
};

export const receipt: Receipt = {
  ...destination,
  id: "earlier",
  assignment: { id: "hw1", name: "Homework 1" },
  name: "Ada Lovelace",
  filename: "one.py",
  bytes: 13,
  digest: "sha256-abc",
  final: true,
  at: 5,
  seenAt: 6,
  proof: "content",
  duplicate: false,
};

export function openStorage(basePath: string) {
  const store = createStore(basePath);
  return {
    ...createCourseStorage(store, basePath),
    store,
    drafts: createDrafts(store),
    versions: createVersions(store),
    reports: createReports(store),
  };
}
