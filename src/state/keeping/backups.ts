/** Everything that is kept, as one file and back. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { BackupNotebook } from "../../core/backup/backup.ts";
import type { Draft, Environment, NewVersion } from "../environment.ts";
import { versionReasons } from "../environment.ts";
import type { AppFailure, ShellFailure } from "../failure.ts";

export type BackupState =
  | { readonly kind: "idle" }
  | { readonly kind: "working" }
  /** There was nothing to put into a backup. */
  | { readonly kind: "nothing" }
  | { readonly kind: "made"; readonly count: number }
  /** `busy`: titles of notebooks that are open in another tab and were left as they are. */
  | { readonly kind: "restored"; readonly count: number; readonly busy: readonly string[] }
  | { readonly kind: "failed"; readonly failure: AppFailure };

export interface Backups {
  readonly state: ReadonlySignal<BackupState>;
  /** Hands out everything as `atelier-backup-<date>.zip`. */
  make(): Promise<void>;
  /** Puts back what a backup holds; what is there and differs stays as a version. */
  restore(file: Blob): Promise<void>;
}

type Ports = Pick<Environment, "drafts" | "versions" | "reports" | "tabs" | "downloads" | "clock">;

/** @param restored called when drafts may have come. */
export function createBackups(ports: Ports, restored: () => void): Backups {
  const state = signal<BackupState>({ kind: "idle" });

  async function make(): Promise<BackupState> {
    const notebooks = await collect(ports);
    if ("failure" in notebooks) return { kind: "failed", failure: notebooks };
    if (notebooks.length === 0) return { kind: "nothing" };
    const { packBackup } = await import("../../core/backup/backup.ts");
    const at = ports.clock.now();
    const bytes = await packBackup(notebooks, at);
    const date = new Date(at).toISOString().slice(0, 10);
    const blob = new Blob([new Uint8Array(bytes)], { type: "application/zip" });
    ports.downloads.save({ name: `atelier-backup-${date}.zip`, blob });
    return { kind: "made", count: notebooks.length };
  }

  async function restore(file: Blob): Promise<BackupState> {
    const { readBackup } = await import("../../core/backup/backup.ts");
    const notebooks = await readBackup(new Uint8Array(await file.arrayBuffer()));
    if ("failure" in notebooks) return { kind: "failed", failure: notebooks };
    const busy: string[] = [];
    for (const notebook of notebooks) {
      const done = await ports.tabs.whileClosed(notebook, async () => ({
        failure: await putBack(ports, notebook),
      }));
      if (done === undefined) busy.push(notebook.title);
      else if (done.failure !== undefined) return { kind: "failed", failure: done.failure };
    }
    return { kind: "restored", count: notebooks.length - busy.length, busy };
  }

  async function run(work: () => Promise<BackupState>): Promise<void> {
    if (state.value.kind === "working") return;
    state.value = { kind: "working" };
    state.value = await work();
  }

  return {
    state,
    make: () => run(make),
    async restore(file) {
      await run(() => restore(file));
      restored();
    },
  };
}

async function collect(ports: Ports): Promise<readonly BackupNotebook[] | ShellFailure> {
  const drafts = await ports.drafts.list();
  if ("failure" in drafts) return drafts;
  const notebooks: BackupNotebook[] = [];
  for (const draft of drafts) {
    const versions = await ports.versions.list(draft);
    if ("failure" in versions) return versions;
    const report = await ports.reports.read(draft);
    if (report !== undefined && "failure" in report) return report;
    notebooks.push({ ...draft, versions: versions.toReversed(), report: report ?? null });
  }
  return notebooks;
}

async function putBack(ports: Ports, notebook: BackupNotebook): Promise<ShellFailure | undefined> {
  const there = await ports.drafts.read(notebook);
  if (there !== undefined && "failure" in there) return there;
  const known = await ports.versions.list(notebook);
  if ("failure" in known) return known;
  const { versions, report, ...kept } = notebook;
  const draft = { ...kept, savedAt: ports.clock.now() };
  const missing = versions.map(readVersion).filter((version) => !known.some((one) => isSame(one, version)));
  const failure = await ports.drafts.write(draft, {
    versions: [...missing, ...replaced(there, notebook.source)],
    seen: there?.savedAt ?? null,
  });
  if (failure !== undefined || report === null) return failure;
  const reported = await ports.reports.read(notebook);
  return reported === undefined ? ports.reports.write(notebook, report) : undefined;
}

function replaced(there: Draft | undefined, source: string): readonly NewVersion[] {
  if (there === undefined || there.source === source) return [];
  return [{ at: there.savedAt, reason: "import", source: there.source }];
}

function isSame(left: NewVersion, right: NewVersion): boolean {
  return left.at === right.at && left.source === right.source;
}

function readVersion({ at, reason, source }: BackupNotebook["versions"][number]): NewVersion {
  return { at, source, reason: versionReasons.find((known) => known === reason) ?? "edit" };
}
