/** Parts of the build as they were before the build packed them. */
import type { PartPlan } from "./part-store.ts";

/** What a packed stream begins with (RFC 1952, 2.3.1; RFC 8878, 3.1.1). */
const MAGIC = { gzip: [0x1f, 0x8b], zstd: [0x28, 0xb5, 0x2f, 0xfd] };

/** Rejects for bytes that are damaged. */
export async function unpack(raw: Blob, encoding: PartPlan["encoding"]): Promise<Blob> {
  // Some hosts say `Content-Encoding: gzip` for .gz files, and the browser has unpacked them already.
  if (encoding === "identity" || !(await beginsWith(raw, MAGIC[encoding]))) return raw;
  if (encoding === "zstd") return unpackZstd(raw);
  return new Response(raw.stream().pipeThrough(new DecompressionStream("gzip"))).blob();
}

async function beginsWith(blob: Blob, magic: readonly number[]): Promise<boolean> {
  const first = new Uint8Array(await blob.slice(0, magic.length).arrayBuffer());
  return magic.every((byte, index) => first[index] === byte);
}

/** One worker for each: the parts of a first visit are unpacked beside each other, and its memory goes with it. */
function unpackZstd(raw: Blob): Promise<Blob> {
  const worker = new Worker(new URL("./zstd-worker.ts", import.meta.url), { type: "module" });
  return new Promise<Blob>((resolve, reject) => {
    worker.addEventListener("message", ({ data }: MessageEvent<Blob | null>) => {
      if (data === null) reject(new Error("damaged"));
      else resolve(data);
    });
    worker.addEventListener("error", () => reject(new Error("the unpacker did not start")));
    worker.postMessage(raw);
  }).finally(() => worker.terminate());
}
