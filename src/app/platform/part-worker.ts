/** Unpacks and hashes parts of the build in a thread of its own, so that the page stays quick. */
import type { PartPlan } from "./part-store.ts";
import { sha256 } from "./sha256.ts";
import { unpack } from "./unpack.ts";

export interface PartTask {
  readonly raw: Blob;
  readonly encoding: PartPlan["encoding"];
}

export interface UnpackedPart {
  readonly blob: Blob;
  /** SHA-256 in hexadecimal digits; null on plain HTTP, where only a worker of another kind can tell it. */
  readonly digest: string | null;
}

async function carryOut({ raw, encoding }: PartTask): Promise<UnpackedPart> {
  const blob = await unpack(raw, encoding);
  return { blob, digest: isSecureContext ? await sha256(blob) : null };
}

self.addEventListener("message", ({ data, ports: [answer] }: MessageEvent<PartTask>) => {
  const tell = (part: UnpackedPart | null) => answer?.postMessage(part);
  // Null: bytes that are damaged.
  carryOut(data).then(tell, () => tell(null));
});
