/// <reference types="node" />
/**
 * One part of the runtime under Node: unpacked, and checked against the manifest. What takes long to unpack is kept
 * unpacked in the user's cache folder, under its digest, and checked again at each use.
 */
import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { decompress } from "fzstd";
import type { RuntimePart } from "./manifest.ts";

/** Ends the sentence that says what is not there. */
export const remedy = "run `npm run build`, or install the package again";

/** Throws when the file is missing or damaged. `kept` is where unpacked copies are. */
export async function readPart(folder: string, part: RuntimePart, kept = keptFolder()): Promise<Uint8Array> {
  const path = join(folder, part.file);
  if (part.encoding === "zstd") return readKept(path, part, kept);
  const file = await readWhole(path);
  return checked(path, part, part.encoding === "gzip" ? await unzip(path, file, part.bytes) : file);
}

/** Sees to it that unpacked copies are there for a process that may not write them. Throws as `readPart` does. */
export async function keepUnpacked(folder: string, parts: readonly RuntimePart[]): Promise<void> {
  for (const part of parts) {
    if (part.encoding !== "zstd") continue;
    const copy = await stat(join(keptFolder(), part.sha256)).catch(() => undefined);
    if (copy?.size !== part.bytes) await readPart(folder, part);
  }
}

/** Where the XDG base directory specification has caches. */
export function keptFolder(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "atelier/parts");
}

async function readKept(path: string, part: RuntimePart, folder: string): Promise<Uint8Array> {
  const kept = join(folder, part.sha256);
  const copy = await readFile(kept).catch(() => undefined);
  if (copy !== undefined && isWhole(copy, part)) return copy;
  const bytes = checked(path, part, unzstd(path, await readWhole(path)));
  // A home that cannot be written to makes the next start slower, and nothing else.
  await keep(folder, part.sha256, bytes).catch(() => undefined);
  return bytes;
}

/** Copies live this long at most, so that those of older builds go; the next start makes what it misses. */
const KEPT_FOR = 60 * 24 * 60 * 60 * 1_000;

async function keep(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  const path = join(folder, name);
  const aside = `${path}.${randomUUID()}`;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await dropOld(folder);
  try {
    await writeFile(aside, bytes, { mode: 0o600 });
    await rename(aside, path);
  } finally {
    await rm(aside, { force: true });
  }
}

async function dropOld(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    // Another part that is being kept may have got its name just now.
    const entry = await stat(path).catch(() => undefined);
    if (entry !== undefined && Date.now() - entry.mtimeMs > KEPT_FOR) await rm(path, { force: true });
  }
}

function unzstd(path: string, file: Uint8Array): Uint8Array {
  try {
    return decompress(file);
  } catch {
    throw damaged(path);
  }
}

/** In one chunk of the right size: many small ones would be copied together. */
async function unzip(path: string, file: Buffer, bytes: number): Promise<Buffer> {
  return promisify(gunzip)(file, { chunkSize: Math.max(bytes, 64) }).catch(() => {
    throw damaged(path);
  });
}

async function readWhole(path: string): Promise<Buffer> {
  return readFile(path).catch(() => {
    throw damaged(path);
  });
}

function checked(path: string, part: RuntimePart, bytes: Uint8Array): Uint8Array {
  if (!isWhole(bytes, part)) throw damaged(path);
  return bytes;
}

function isWhole(bytes: Uint8Array, { sha256 }: RuntimePart): boolean {
  return createHash("sha256").update(bytes).digest("hex") === sha256;
}

function damaged(path: string): Error {
  return new Error(`${path} is damaged or missing: ${remedy}.`);
}
