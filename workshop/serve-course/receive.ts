/** Takes what a request carries: a short text whole, a file onto the disk while it arrives. */
import { createHash } from "node:crypto";
import { open, rm } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { size } from "../../src/words/sizes.ts";
import { printDigest } from "./digests.ts";
import type { Disk } from "./disk.ts";
import { Refused } from "./refused.ts";

/** A synced file that is not yet anywhere: whoever gets it places it or removes it. */
export interface Received {
  readonly path: string;
  readonly bytes: number;
  /** As `digestOf` makes it. */
  readonly digest: string;
}

/**
 * The body as it arrives. Whoever stops in the middle leaves the connection open, so that the answer can still go out.
 * Throws `Refused` as soon as it is known to be longer than `most` bytes.
 */
export async function* bodyOf(request: IncomingMessage, most: number): AsyncGenerator<Buffer> {
  if (Number(request.headers["content-length"] ?? 0) > most) throw tooLarge(most);
  let bytes = 0;
  const pieces: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false });
  for await (const piece of pieces) {
    bytes += piece.length;
    if (bytes > most) throw tooLarge(most);
    yield piece;
  }
}

function tooLarge(most: number): Refused {
  return new Refused("too-large", size(most));
}

/** The value of a JSON body, whatever it calls itself. */
export async function readJsonBody(request: IncomingMessage, most: number): Promise<unknown> {
  const pieces: Buffer[] = [];
  for await (const piece of bodyOf(request, most)) pieces.push(piece);
  try {
    return JSON.parse(Buffer.concat(pieces).toString("utf8"));
  } catch {
    throw new Refused("not-json");
  }
}

/** Leaves nothing behind when it fails. */
export async function receiveFile(
  content: AsyncIterable<Buffer>,
  most: number,
  disk: Disk,
): Promise<Received> {
  const path = disk.aside();
  try {
    return { path, ...(await writeAll(path, content, most)) };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

async function writeAll(path: string, content: AsyncIterable<Buffer>, most: number) {
  const hash = createHash("sha256");
  let bytes = 0;
  const file = await open(path, "wx", 0o600);
  try {
    for await (const piece of content) {
      bytes += piece.length;
      if (bytes > most) throw tooLarge(most);
      hash.update(piece);
      await file.writeFile(piece);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { bytes, digest: printDigest(hash) };
}
