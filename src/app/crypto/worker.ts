/** Does the work of locks away from the page where the browser does not: wiring only. */

import type { Bytes } from "../../core/solutions/crypto.ts";
import { nobleCrypto } from "../../core/solutions/noble-crypto.ts";
import type { CryptoAnswer, CryptoRequest, CryptoWork } from "./messages.ts";

const crypto = nobleCrypto();
/** Enough to learn how fast this machine is, and over in a blink. */
const SAMPLE = 4_000;

async function answer(id: number, work: CryptoWork): Promise<CryptoAnswer> {
  switch (work.kind) {
    case "sha256":
      return { kind: "bytes", id, bytes: await crypto.sha256(await readAll(work.blob)) };
    case "pbkdf2": {
      const began = performance.now();
      await crypto.pbkdf2(work.secret, work.salt, SAMPLE);
      const milliseconds = ((performance.now() - began) * work.rounds) / SAMPLE;
      postMessage({ kind: "estimate", id, milliseconds } satisfies CryptoAnswer);
      return { kind: "bytes", id, bytes: await crypto.pbkdf2(work.secret, work.salt, work.rounds) };
    }
    case "hkdf":
      return { kind: "bytes", id, bytes: await crypto.hkdf(work.key, work.info) };
    case "wrapKey":
    case "unwrapKey":
      return { kind: "bytes", id, bytes: await crypto[work.kind](work.wrappingKey, work.key) };
    case "encrypt": {
      const { key, iv, plaintext, additional } = work;
      return { kind: "box", id, box: await crypto.encrypt(key, iv, plaintext, additional) };
    }
    case "decrypt":
      return { kind: "bytes", id, bytes: await crypto.decrypt(work.key, work.iv, work.box, work.additional) };
    default:
      return work satisfies never;
  }
}

async function readAll(blob: Blob): Promise<Bytes> {
  return new Uint8Array(await blob.arrayBuffer());
}

addEventListener("message", ({ data: { id, work } }: MessageEvent<CryptoRequest>) => {
  const nothing = (): CryptoAnswer => ({ kind: "bytes", id, bytes: undefined });
  void answer(id, work)
    .catch(nothing)
    .then((done) => postMessage(done));
});
