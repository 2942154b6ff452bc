/** Parts of the build as they were before the build packed them: for a worker, since large ones take a phone seconds. */
import { decompress } from "fzstd";
import type { PartPlan } from "./part-store.ts";

/** What a packed stream begins with (RFC 1952, 2.3.1; RFC 8878, 3.1.1). */
const MAGIC = { gzip: [0x1f, 0x8b], zstd: [0x28, 0xb5, 0x2f, 0xfd] };

/** Rejects for bytes that are damaged. */
export async function unpack(raw: Blob, encoding: PartPlan["encoding"]): Promise<Blob> {
  // Some hosts say `Content-Encoding: gzip` for .gz files, and the browser has unpacked them already.
  if (encoding === "identity" || !(await beginsWith(raw, MAGIC[encoding]))) return raw;
  if (encoding === "gzip") {
    return new Response(raw.stream().pipeThrough(new DecompressionStream("gzip"))).blob();
  }
  return new Blob([new Uint8Array(decompress(new Uint8Array(await raw.arrayBuffer())))]);
}

async function beginsWith(blob: Blob, magic: readonly number[]): Promise<boolean> {
  const first = new Uint8Array(await blob.slice(0, magic.length).arrayBuffer());
  return magic.every((byte, index) => first[index] === byte);
}
