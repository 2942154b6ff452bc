import "fake-indexeddb/auto";
import { openDB } from "idb";
import { describe, expect, it } from "vitest";
import type { DraftKey, NewVersion } from "../../src/state/environment.ts";
import { draft, openStorage } from "./stored.ts";

const version = (source: string, at = 10, reason: NewVersion["reason"] = "edit"): NewVersion => ({
  at,
  reason,
  source,
});

async function sources(
  { versions }: ReturnType<typeof openStorage>,
  key: DraftKey = draft,
): Promise<string[]> {
  const found = await versions.list(key);
  if ("failure" in found) throw new Error(found.failure);
  return found.map((one) => `${one.reason} ${one.source}`);
}

describe("versions", () => {
  it("are listed newest first, each notebook's own", async () => {
    const storage = openStorage("/versions/");
    await storage.versions.add(draft, version("a"));
    await storage.versions.add(draft, version("b"));
    await storage.versions.add({ ...draft, notebook: "two" }, version("c"));
    expect(await sources(storage)).toEqual(["edit b", "edit a"]);
  });

  it("of one text in a row are one, with the reason that says more", async () => {
    const storage = openStorage("/same/");
    await storage.versions.add(draft, version("a", 1, "run"));
    await storage.versions.add(draft, version("a", 2, "edit"));
    expect(await sources(storage)).toEqual(["run a"]);
    await storage.versions.add(draft, version("a", 3, "validate"));
    expect(await sources(storage)).toEqual(["validate a"]);
    await storage.versions.add(draft, version("b", 4));
    await storage.versions.add(draft, version("a", 5));
    expect(await sources(storage)).toEqual(["edit a", "edit b", "validate a"]);
  });

  it("are written with the draft, or neither is", async () => {
    const storage = openStorage("/together/");
    await storage.drafts.write(draft, { versions: [version("before", 1, "reset")], seen: null });
    expect(await sources(storage)).toEqual(["reset before"]);
    // A draft that cannot be stored: functions cannot be cloned.
    const broken = { ...draft, source: "new", extra: () => {} };
    const failure = await storage.drafts.write(broken, { versions: [version("lost?")], seen: 1 });
    expect(failure).toEqual({ failure: "storage-refused" });
    expect(await sources(storage)).toEqual(["reset before"]);
    expect(await storage.drafts.read(draft)).toEqual(draft);
  });

  it("keep what somebody else wrote since this writer last looked", async () => {
    const mine = openStorage("/two-writers/");
    const theirs = openStorage("/two-writers/");
    await mine.drafts.write({ ...draft, source: "mine 1", savedAt: 1 }, { versions: [], seen: null });
    await theirs.drafts.write({ ...draft, source: "theirs", savedAt: 2 }, { versions: [], seen: 1 });
    await mine.drafts.write({ ...draft, source: "mine 2", savedAt: 3 }, { versions: [], seen: 1 });
    expect(await sources(mine)).toEqual(["other-tab theirs"]);
    await mine.drafts.write({ ...draft, source: "mine 3", savedAt: 4 }, { versions: [], seen: 3 });
    expect(await sources(mine)).toEqual(["other-tab theirs"]);
  });

  it("go with their notebook and by their numbers", async () => {
    const storage = openStorage("/removal/");
    for (const text of ["a", "b", "c"]) await storage.versions.add(draft, version(text));
    const found = await storage.versions.list(draft);
    if ("failure" in found) throw new Error(found.failure);
    await storage.versions.remove(found.slice(1).map(({ id }) => id));
    expect(await sources(storage)).toEqual(["edit c"]);
    await storage.drafts.remove(draft);
    expect(await sources(storage)).toEqual([]);
  });

  it("that are none are not there", async () => {
    const storage = openStorage("/odd/");
    await storage.versions.add(draft, version("a"));
    const database = await openDB("atelier /odd/");
    await database.add("versions", { course: draft.course, notebook: draft.notebook, at: "soon", source: 4 });
    expect(await sources(storage)).toEqual(["edit a"]);
    database.close();
  });
});

describe("the database", () => {
  it("says when everything was taken away, and goes on with an empty one", async () => {
    const storage = openStorage("/cleared/");
    await storage.drafts.write(draft);
    let cleared = 0;
    const stop = storage.store.onCleared(() => cleared++);
    await new Promise((resolve) => {
      indexedDB.deleteDatabase("atelier /cleared/").onsuccess = resolve;
    });
    expect(cleared).toBe(1);
    expect(await storage.drafts.read(draft)).toBeUndefined();
    expect(await storage.drafts.write(draft)).toBeUndefined();
    stop();
  });
});
