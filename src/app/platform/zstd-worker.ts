/** Unpacks Zstandard (RFC 8878) in a thread of its own: no browser has it built in, and the page must stay quick. */
import { decompress } from "fzstd";

self.addEventListener("message", async ({ data }: MessageEvent<Blob>) => {
  try {
    const packed = new Uint8Array(await data.arrayBuffer());
    self.postMessage(new Blob([new Uint8Array(decompress(packed))]));
  } catch {
    // Bytes that are no such stream: nothing to hand over.
    self.postMessage(null);
  }
});
