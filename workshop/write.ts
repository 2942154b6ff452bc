/** The end of every command that writes: plan, then say or do. */
import { type FileChange, makeChanges, type PlannedChange, planChanges } from "./changes.ts";
import type { Effects } from "./effects.ts";
import { shown } from "./read.ts";

export interface WriteOptions {
  /** Say what would be written, and write nothing. */
  readonly dryRun?: boolean | undefined;
  /** The result as JSON. */
  readonly json?: boolean | undefined;
}

/** What became of the files, by their shown paths. */
export type Written = readonly { readonly file: string; readonly change: PlannedChange["kind"] }[];

export async function write(
  changes: readonly FileChange[],
  { dryRun = false }: WriteOptions,
  effects: Effects,
): Promise<Written> {
  const planned = await planChanges(changes);
  if (!dryRun) await makeChanges(planned, effects.signal);
  return planned.map(({ path, kind }) => ({ file: shown(path, effects.cwd), change: kind }));
}

/** One line for each file, for people. */
export function listWritten(written: Written, dryRun: boolean | undefined): string {
  if (written.length === 0) return "Nothing has changed.";
  return written.map((file) => listOne(file, dryRun ?? false)).join("\n");
}

function listOne({ file, change }: Written[number], dryRun: boolean): string {
  if (change === "removed") return `${dryRun ? "would remove" : "removed"} ${file}`;
  return `${dryRun ? "would write" : "wrote"} ${file}${change === "new" ? "" : " (changed)"}`;
}
