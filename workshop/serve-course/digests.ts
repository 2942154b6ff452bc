/** Digests of files, so that what has not changed is not read twice. */
import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";

export interface FileVersion {
  /** Absolute. */
  readonly path: string;
  /** Another one when the file has changed. */
  readonly version: string;
}

/** So many are remembered; the oldest goes first. */
const MOST_REMEMBERED = 5_000;

/** As `digestOf` in `src/core/digest.ts` makes it. */
export function printDigest(hash: Hash): string {
  return `sha256-${hash.digest("base64url")}`;
}

export function createDigests(): (file: FileVersion) => Promise<string> {
  const known = new Map<string, { readonly version: string; readonly digest: Promise<string> }>();
  return ({ path, version }) => {
    const found = known.get(path);
    if (found?.version === version) return found.digest;
    const digest = digestFile(path);
    digest.catch(() => known.delete(path));
    known.delete(path);
    known.set(path, { version, digest });
    const [oldest] = known.keys();
    if (known.size > MOST_REMEMBERED && oldest !== undefined) known.delete(oldest);
    return digest;
  };
}

async function digestFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path)) hash.update(piece);
  return printDigest(hash);
}
