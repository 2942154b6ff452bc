/** Writing files: all of them aside, and when every one is there, all renamed into place. */
import { chmod, copyFile, mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { isMissing } from "./error.ts";

export interface FileChange {
  /** Absolute. */
  readonly path: string;
  readonly content: Content | "removed";
  /** Only its owner may read it (mode 0600), and what was there before stays beside it as `….1`. */
  readonly secret?: boolean;
}

type Content = Uint8Array | { readonly copyOf: string };

export interface PlannedChange extends FileChange {
  readonly kind: "new" | "changed" | "removed";
}

export function textChange(path: string, text: string, secret = false): FileChange {
  return { path, content: new TextEncoder().encode(text), secret };
}

/** The changes that would change anything. */
export async function planChanges(changes: readonly FileChange[]): Promise<PlannedChange[]> {
  const planned: PlannedChange[] = [];
  for (const change of changes) {
    const kind = await kindOf(change);
    if (kind !== "same") planned.push({ ...change, kind });
  }
  return planned;
}

async function kindOf({ path, content }: FileChange): Promise<PlannedChange["kind"] | "same"> {
  const size = await fileSize(path);
  if (content === "removed") return size === undefined ? "same" : "removed";
  if (size === undefined) return "new";
  const wanted = content instanceof Uint8Array ? content.length : await fileSize(content.copyOf);
  if (wanted !== size) return "changed";
  const there = await readFile(path);
  return there.equals(await bytesOf(content)) ? "same" : "changed";
}

/**
 * Makes the changes, secret ones first: what is public must never need a key that could not be kept. Stops without a
 * trace when the signal aborts before the first file is in place; from then on it goes through to the end.
 */
export async function makeChanges(changes: readonly PlannedChange[], signal: AbortSignal): Promise<void> {
  const ordered = [...changes].sort((one, other) => rank(one) - rank(other));
  const made: string[] = [];
  try {
    for (const { path, content, secret } of ordered) {
      signal.throwIfAborted();
      if (content === "removed") continue;
      const mode = secret ? 0o700 : 0o777;
      const folder = await mkdir(dirname(path), { recursive: true, mode });
      made.push(...(folder === undefined ? [] : [folder]), asideOf(path));
      await writeAside(asideOf(path), content, secret ? 0o600 : 0o644);
    }
    signal.throwIfAborted();
  } catch (error) {
    for (const path of made.reverse()) await rm(path, { recursive: true, force: true });
    throw error;
  }
  for (const change of ordered) await putInPlace(change);
}

function rank({ secret, content }: FileChange): number {
  if (secret) return 0;
  return content === "removed" ? 2 : 1;
}

async function putInPlace({ path, content, kind, secret }: PlannedChange): Promise<void> {
  if (content === "removed") return rm(path, { force: true });
  // By a copy, so that there is no moment without the file.
  if (secret && kind === "changed") {
    await copyFile(path, `${path}.1`);
    await chmod(`${path}.1`, 0o600);
  }
  await rename(asideOf(path), path);
}

/** The bytes that a file will have. */
export async function bytesOf(content: Content): Promise<Uint8Array> {
  return content instanceof Uint8Array ? content : readFile(content.copyOf);
}

/** A name that a run which was killed leaves behind, and the next one writes over. */
function asideOf(path: string): string {
  return join(dirname(path), `.${basename(path)}.aside`);
}

async function writeAside(aside: string, content: Content, mode: number): Promise<void> {
  await rm(aside, { force: true });
  if (!(content instanceof Uint8Array)) {
    await copyFile(content.copyOf, aside);
    return chmod(aside, mode);
  }
  const file = await open(aside, "wx", mode);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function fileSize(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
