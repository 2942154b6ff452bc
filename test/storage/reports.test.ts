import "fake-indexeddb/auto";
import { openDB } from "idb";
import { describe, expect, test } from "vitest";
import { readRun, reportOf } from "../support/report-fixture.ts";
import { openStorage } from "./stored.ts";

const createReports = (basePath: string) => openStorage(basePath).reports;
const createDrafts = (basePath: string) => openStorage(basePath).drafts;

const key = { course: "one", notebook: "nb" };
const draft = { ...key, title: "T", filename: "nb.py", source: "s", original: "o", savedAt: 1 };

describe("reports on disk", () => {
  test("come back as they were, one for each notebook", async () => {
    const reports = createReports("/a/");
    const kept = await reportOf(readRun("gallery"), "Gallery");
    expect(await reports.read(key)).toBeUndefined();
    await reports.write(key, kept);
    expect(await reports.read(key)).toEqual(kept);
    expect(await reports.read({ ...key, notebook: "other" })).toBeUndefined();
    const again = { ...kept, source: "new" };
    await reports.write(key, again);
    expect(await reports.read(key)).toEqual(again);
  });

  test("of another site on the same origin are not ours", async () => {
    await createReports("/b/").write(key, await reportOf(readRun("gallery"), "Gallery"));
    expect(await createReports("/c/").read(key)).toBeUndefined();
  });

  test("go when their notebook is forgotten", async () => {
    const [drafts, reports] = [createDrafts("/d/"), createReports("/d/")];
    await drafts.write(draft);
    await reports.write(key, await reportOf(readRun("gallery"), "Gallery"));
    await drafts.remove(key);
    expect(await reports.read(key)).toBeUndefined();
  });

  test("find room in a database from before there were any, and its drafts stay", async () => {
    const old = await openDB("atelier /e/", 1, {
      upgrade(database) {
        const store = database.createObjectStore("drafts", { keyPath: ["course", "notebook"] });
        store.createIndex("by-course", "course");
      },
    });
    await old.put("drafts", draft);
    old.close();
    expect(await createDrafts("/e/").read(key)).toEqual(draft);
    const kept = await reportOf(readRun("lecture"), "Lecture");
    await createReports("/e/").write(key, kept);
    expect(await createReports("/e/").read(key)).toEqual(kept);
  });

  test("that are none are not read", async () => {
    const reports = createReports("/f/");
    await reports.read(key);
    const database = await openDB("atelier /f/");
    await database.put("reports", { ...key, kept: { report: { title: "<b>" } } });
    database.close();
    expect(await reports.read(key)).toBeUndefined();
  });
});
