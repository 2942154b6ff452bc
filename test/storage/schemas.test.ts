import "fake-indexeddb/auto";
import { openDB } from "idb";
import { describe, expect, it } from "vitest";
import { keptReport, oldSchemas, writeOld } from "./old-schemas.ts";
import { draft, openStorage } from "./stored.ts";

/** Stores with their key paths and indexes, as text to compare. */
async function shapeOf(name: string): Promise<string> {
  const database = await openDB(name);
  const shape = [...database.objectStoreNames].map((store) => {
    const { keyPath, autoIncrement, indexNames } = database.transaction(store).store;
    return [store, keyPath, autoIncrement, [...indexNames]];
  });
  database.close();
  return JSON.stringify([database.version, shape]);
}

describe.each(oldSchemas)("a store written by schema $version", (schema) => {
  const path = `/schema-${schema.version}/`;

  it("opens with everything in it, and takes versions from then on", async () => {
    await writeOld(`atelier ${path}`, schema);
    const { drafts, versions, reports, submissions } = openStorage(path);
    expect(await drafts.read(draft)).toEqual(draft);
    expect(await drafts.list(draft.course)).toEqual([draft]);
    if (schema.content.reports !== undefined) {
      expect(await reports.read(draft)).toEqual(keptReport);
      // Also of reports from before there were summaries.
      const { of, at } = keptReport.report;
      const summary = { of, at, passed: 0, all: 0 };
      expect(await reports.summaries(draft.course)).toEqual(new Map([[draft.notebook, summary]]));
    }
    expect(await submissions.queued()).toHaveLength(schema.content.queued?.length ?? 0);
    expect(await submissions.receipts(draft.course)).toEqual(schema.content.receipts ?? []);
    const before = await versions.list(draft);
    expect(before).toHaveLength(schema.content.versions?.length ?? 0);
    expect(
      await drafts.write(
        { ...draft, source: "new", savedAt: 2 },
        { versions: [{ at: 1, reason: "edit", source: draft.source }], seen: 1 },
      ),
    ).toBeUndefined();
    expect(await versions.list(draft)).toMatchObject(
      [{ source: draft.source }, ...(schema.content.versions ?? [])].map((one) => ({
        source: Object(one).source,
      })),
    );
  });

  it("becomes what a fresh store is", async () => {
    await writeOld(`atelier ${path}shape/`, schema);
    await openStorage(`${path}shape/`).drafts.read(draft);
    await openStorage(`${path}fresh/`).drafts.read(draft);
    expect(await shapeOf(`atelier ${path}shape/`)).toBe(await shapeOf(`atelier ${path}fresh/`));
  });
});

it("the newest frozen schema is the one that is written today", async () => {
  await openStorage("/today/").drafts.read(draft);
  const database = await openDB("atelier /today/");
  expect(oldSchemas.at(-1)?.version).toBe(database.version);
  database.close();
});
