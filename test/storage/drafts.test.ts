import "fake-indexeddb/auto";
import { deleteDB, openDB } from "idb";
import { describe, expect, it } from "vitest";
import { draft, openStorage } from "./stored.ts";

const createDrafts = (basePath: string) => openStorage(basePath).drafts;

describe("drafts", () => {
  it("come back as they were written", async () => {
    const drafts = createDrafts("/round-trip/");
    expect(await drafts.read(draft)).toBeUndefined();
    expect(await drafts.write(draft)).toBeUndefined();
    expect(await drafts.read(draft)).toEqual(draft);
    // Another tab, another visit.
    expect(await createDrafts("/round-trip/").read(draft)).toEqual(draft);
  });

  it("are listed by course, newest first", async () => {
    const drafts = createDrafts("/list/");
    for (const [notebook, savedAt] of [
      ["old", 1],
      ["new", 3],
      ["middle", 2],
    ] as const) {
      await drafts.write({ ...draft, notebook, savedAt });
    }
    await drafts.write({ ...draft, course: "https://b.example/course.json", notebook: "other" });
    const listed = await drafts.list(draft.course);
    expect("failure" in listed ? listed : listed.map((one) => one.notebook)).toEqual([
      "new",
      "middle",
      "old",
    ]);
    await drafts.remove({ course: draft.course, notebook: "new" });
    expect(await drafts.read({ course: draft.course, notebook: "new" })).toBeUndefined();
  });

  it("of two sites on one origin do not meet", async () => {
    await createDrafts("/a/").write(draft);
    expect(await createDrafts("/b/").read(draft)).toBeUndefined();
  });

  it("of two courses with the same notebook id do not meet", async () => {
    const drafts = createDrafts("/courses/");
    await drafts.write(draft);
    expect(
      await drafts.read({ course: "https://evil.example/course.json", notebook: "one" }),
    ).toBeUndefined();
  });

  it("that are no drafts are not there", async () => {
    const drafts = createDrafts("/foreign/");
    await drafts.write(draft);
    const database = await openDB("atelier /foreign/");
    await database.put("drafts", { ...draft, source: 42 });
    expect(await drafts.read(draft)).toBeUndefined();
    expect(await drafts.list(draft.course)).toEqual([]);
  });

  it("let a newer version in another tab upgrade, and say so when this one is too old", async () => {
    const drafts = createDrafts("/closed/");
    await drafts.write(draft);
    const newer = await openDB("atelier /closed/", 99);
    newer.close();
    expect(await drafts.write(draft)).toEqual({ failure: "storage-refused" });
  });

  it("open the database again when it was taken away", async () => {
    const drafts = createDrafts("/deleted/");
    await drafts.write(draft);
    await deleteDB("atelier /deleted/");
    expect(await drafts.write({ ...draft, source: "new" })).toBeUndefined();
    expect(await drafts.read(draft)).toMatchObject({ source: "new" });
  });
});
