/** `fetch` of every transport: the list of assignments, or the files of one. */
import { join, resolve } from "node:path";
import type { RemoteAssignment, RemoteFile } from "../../src/core/submission/transport.ts";
import { submissionWords } from "../../src/words/submission-commands.ts";
import { type FileChange, makeChanges, planChanges } from "../changes.ts";
import type { Effects } from "../effects.ts";
import { inputError } from "../error.ts";
import { shown } from "../read.ts";
import { required } from "./failed.ts";
import { assignmentNamed, assignmentsOf, type Session } from "./session.ts";

export interface FetchOptions {
  readonly list?: boolean | undefined;
  /** Folder; where the person stands by default. */
  readonly output?: string | undefined;
  readonly json?: boolean | undefined;
}

export async function fetchCommand(
  name: string | undefined,
  { list, output, json }: FetchOptions,
  session: Session,
  effects: Effects,
): Promise<void> {
  if (list || name === undefined) {
    const assignments = await assignmentsOf(session, effects);
    effects.print(json ? listAsJson(assignments) : submissionWords.list(assignments));
    return;
  }
  const assignment = await assignmentNamed(name, session, effects);
  if (assignment.files.length === 0) throw inputError(submissionWords.noFiles(assignment.name));
  const files = await download(assignment.files, output ?? ".", session, effects);
  if (json) effects.print(JSON.stringify({ assignment: assignment.name, files }, null, 2));
  else effects.print(files.map(({ file, change }) => submissionWords.fetched(file, change)).join("\n"));
}

export interface Downloaded {
  /** As it is shown. */
  readonly file: string;
  readonly change: "new" | "same";
}

/** All of the files or none. A file that is there already and is another one may be somebody's work: it stays. */
export async function download(
  files: readonly RemoteFile[],
  folder: string,
  { transport, access }: Session,
  effects: Effects,
): Promise<readonly Downloaded[]> {
  const changes: FileChange[] = [];
  for (const file of files) {
    const path = join(resolve(effects.cwd, folder), safeName(file.name));
    const blob = required(await transport.file(access, file, effects.signal));
    changes.push({ path, content: new Uint8Array(await blob.arrayBuffer()) });
  }
  const planned = await planChanges(changes);
  const other = planned.find(({ kind }) => kind === "changed");
  if (other !== undefined) throw inputError(submissionWords.fileIsThere, shown(other.path, effects.cwd));
  await makeChanges(planned, effects.signal);
  return changes.map(({ path }) => ({
    file: shown(path, effects.cwd),
    change: planned.some((change) => change.path === path) ? "new" : "same",
  }));
}

/** A server's word for a file must not lead out of the folder, nor hide in it. */
function safeName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
  if (/^(?:\.|$)|[\\/:\u0000-\u001f]/.test(name)) throw inputError(submissionWords.badFileName(name));
  return name;
}

function listAsJson(assignments: readonly RemoteAssignment[]): string {
  const listed = assignments.map(({ id, name, cmid, due, opens, cutoff, files }) => ({
    id,
    name,
    cmid,
    due,
    opens,
    cutoff,
    files: files.map((file) => file.name),
  }));
  return JSON.stringify({ assignments: listed }, null, 2);
}
