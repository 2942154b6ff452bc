/** Writing files: all of them aside, and when every one is there, all renamed into place. */
import { chmod, copyFile, mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { isMissing } from "./error.ts";

export interface FileChange {
  /** Absolute. */
  readonly path: string;
  readonly content: Uint8Array | { readonly copyOf: string };
  /** Only its owner may read it (mode 0600), and what was there before stays beside it as `….1`. */
  readonly secret?: boolean;
}

export type PlannedChange = FileChange & { readonly kind: "new" | "changed" };

export function textChange(path: string, text: string, secret = false): FileChange {
  return { path, content: new TextEncoder().encode(text), secret };
}

/** The changes that would change anything. */
export async function planChanges(changes: readonly FileChange[]): Promise<PlannedChange[]> {
  const planned: PlannedChange[] = [];
  for (const change of changes) {
    const there = await fileSize(change.path);
    if (there === undefined) planned.push({ ...change, kind: "new" });
    else if (!(await isSame(change, there))) planned.push({ ...change, kind: "changed" });
  }
  return planned;
}

/**
 * Makes the changes, secret ones first: what is public must never need a key that could not be kept. Stops without a
 * trace when the signal aborts before the first file is in place; from then on it goes through to the end.
 */
export async function makeChanges(changes: readonly PlannedChange[], signal: AbortSignal): Promise<void> {
  const ordered = [...changes].sort(
    (one, other) => Number(other.secret ?? false) - Number(one.secret ?? false),
  );
  const made: string[] = [];
  try {
    for (const change of ordered) {
      signal.throwIfAborted();
      const folder = await mkdir(dirname(change.path), {
        recursive: true,
        mode: change.secret ? 0o700 : 0o777,
      });
      if (folder !== undefined) made.push(folder);
      made.push(asideOf(change.path));
      await writeAside(change);
    }
    signal.throwIfAborted();
  } catch (error) {
    for (const path of made.reverse()) await rm(path, { recursive: true, force: true });
    throw error;
  }
  for (const change of ordered) {
    if (change.secret && change.kind === "changed") await rename(change.path, `${change.path}.1`);
    await rename(asideOf(change.path), change.path);
  }
}

/** The bytes that the file will have. */
export function contentOf({ content }: FileChange): Promise<Uint8Array> | Uint8Array {
  return content instanceof Uint8Array ? content : readFile(content.copyOf);
}

/** A name that a run which was killed leaves behind, and the next one writes over. */
function asideOf(path: string): string {
  return join(dirname(path), `.${basename(path)}.aside`);
}

async function writeAside({ path, content, secret }: FileChange): Promise<void> {
  const aside = asideOf(path);
  await rm(aside, { force: true });
  if (!(content instanceof Uint8Array)) {
    await copyFile(content.copyOf, aside);
    await chmod(aside, 0o644);
    return;
  }
  const file = await open(aside, "wx", secret ? 0o600 : 0o644);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function isSame(change: FileChange, size: number): Promise<boolean> {
  const wanted =
    change.content instanceof Uint8Array ? change.content.length : await fileSize(change.content.copyOf);
  if (wanted !== size) return false;
  const there = await readFile(change.path);
  return there.equals(await contentOf(change));
}

async function fileSize(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
