import { describe, expect, it } from "vitest";
import { type BackupNotebook, packBackup, readBackup } from "../../../src/core/backup/backup.ts";
import { createApp } from "../../../src/state/app.ts";
import { COURSE_URL, createFakeEnvironment, NOTEBOOK } from "../fake-environment.ts";

const KEY = `${COURSE_URL} nb`;

const notebook: BackupNotebook = {
  course: COURSE_URL,
  notebook: "nb",
  title: "Größe ≠ Länge",
  filename: "../wild/nb.py",
  source: "\uFEFFimport marimo\r\n",
  original: NOTEBOOK,
  savedAt: 5,
  versions: [
    { at: 1, reason: "reset", source: "one" },
    { at: 2, reason: "edit", source: "" },
  ],
  report: null,
};

const draft = (source: string, savedAt = 7) => ({
  course: COURSE_URL,
  notebook: "nb",
  title: "The notebook",
  filename: "nb.py",
  source,
  original: NOTEBOOK,
  savedAt,
});

async function packed(notebooks: readonly BackupNotebook[] = [notebook]): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await packBackup(notebooks, Date.UTC(2026, 10, 21)));
}

describe("a backup", () => {
  it("read again is what was packed, and is the same file for the same content", async () => {
    const bytes = await packed();
    expect(await readBackup(bytes)).toEqual([notebook]);
    expect(await packed()).toEqual(bytes);
    expect(await readBackup(await packed([]))).toEqual([]);
  });

  it("cannot be unpacked outside of its folder", async () => {
    const names = new TextDecoder("latin1").decode(await packed());
    expect(names).not.toContain("../");
  });

  it("that is damaged anywhere gives nothing at all", async () => {
    const bytes = await packed();
    expect(await readBackup(bytes.slice(0, -30))).toEqual({ failure: "backup-unreadable" });
    expect(await readBackup(new Uint8Array([1, 2, 3]))).toEqual({ failure: "backup-unreadable" });
    for (let at = 0; at < bytes.length; at += 7) {
      const broken = bytes.slice();
      broken[at] = (broken[at] ?? 0) ^ 0x10;
      const read = await readBackup(broken);
      // Some bytes say nothing: times of files, for one. Then everything is as it was.
      if (!("failure" in read)) expect(read).toEqual([notebook]);
    }
  });

  it("of a newer app says so", async () => {
    const { unzipSync, zipSync } = await import("fflate");
    const files = unzipSync(await packed());
    const index = JSON.parse(new TextDecoder().decode(files["index.json"]));
    files["index.json"] = new TextEncoder().encode(
      JSON.stringify({ ...index, version: 2, notebooks: "new" }),
    );
    expect(await readBackup(zipSync(files))).toEqual({ failure: "backup-too-new" });
  });
});

describe("everything that is kept", () => {
  it("goes into one file and comes back into an empty browser", async () => {
    const first = createFakeEnvironment();
    first.store.set(KEY, draft("mine"));
    await first.versions.add(draft(""), { at: 3, reason: "reset", source: "before" });
    const app = createApp(first);
    await app.backups.make();
    expect(app.backups.state.value).toEqual({ kind: "made", count: 1 });
    const [file] = first.saved;
    expect(file?.name).toBe("atelier-backup-1970-01-01.zip");

    const second = createFakeEnvironment();
    const other = createApp(second);
    await other.backups.restore(file?.blob ?? new Blob());
    expect(other.backups.state.value).toEqual({ kind: "restored", count: 1, busy: [] });
    expect(second.store.get(KEY)).toEqual({ ...draft("mine"), savedAt: second.clock.now() });
    expect(second.history).toMatchObject([{ at: 3, reason: "reset", source: "before" }]);
  });

  it("is nothing in an empty browser", async () => {
    const environment = createFakeEnvironment();
    const { backups } = createApp(environment);
    await backups.make();
    expect(backups.state.value).toEqual({ kind: "nothing" });
    expect(environment.saved).toEqual([]);
  });

  it("that is there already stays as a version, and comes no second time", async () => {
    const environment = createFakeEnvironment();
    environment.store.set(KEY, draft("newer work"));
    const { backups } = createApp(environment);
    const file = new Blob([await packed([{ ...notebook, source: "older work" }])]);
    await backups.restore(file);
    expect(environment.store.get(KEY)?.source).toBe("older work");
    const all = environment.history.map(({ reason, source }) => `${reason} ${source}`);
    expect(all).toEqual(["reset one", "edit ", "import newer work"]);
    await backups.restore(file);
    expect(environment.history).toHaveLength(3);
  });

  it("of a notebook that is open in another tab stays as it is, and that is said", async () => {
    const environment = createFakeEnvironment();
    const busy = { ...environment, tabs: { ...environment.tabs, whileClosed: async () => undefined } };
    const { backups } = createApp(busy);
    await backups.restore(new Blob([await packed()]));
    expect(backups.state.value).toEqual({ kind: "restored", count: 0, busy: [notebook.title] });
    expect(environment.store.size).toBe(0);
  });

  it("is untouched by a file that is no backup", async () => {
    const environment = createFakeEnvironment();
    environment.store.set(KEY, draft("mine"));
    const { backups } = createApp(environment);
    await backups.restore(new Blob(["PK not really"]));
    expect(backups.state.value).toEqual({ kind: "failed", failure: { failure: "backup-unreadable" } });
    expect(environment.store.get(KEY)?.source).toBe("mine");
  });
});
