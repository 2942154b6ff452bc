/** {@link SolutionCrypto} without `crypto.subtle`: for pages on plain HTTP. Slow (run it in a worker), but no weaker. */
import { aeskw, gcm } from "@noble/ciphers/aes.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { pbkdf2Async } from "@noble/hashes/pbkdf2.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import type { Box, Bytes, SolutionCrypto } from "./crypto.ts";

const tagLength = 16;
/** Milliseconds of work after which a derivation lets others have a turn. */
const turn = 50;

export function nobleCrypto(): SolutionCrypto {
  return {
    sha256: async (data) => own(sha256(data)),
    pbkdf2,
    hkdf: async (key, info) => own(hkdf(sha256, key, undefined, info, 32)),
    wrapKey: async (wrappingKey, key) => own(aeskw(wrappingKey).encrypt(key)),
    unwrapKey: async (wrappingKey, wrapped) => {
      const key = undefinedOnMismatch(() => aeskw(wrappingKey).decrypt(wrapped));
      return key?.length === 32 ? key : undefined;
    },
    encrypt: async (key, iv, plaintext, additional) =>
      split(own(gcm(key, iv, additional).encrypt(plaintext))),
    decrypt: async (key, iv, box, additional) =>
      undefinedOnMismatch(() => gcm(key, iv, additional).decrypt(join(box))),
  };
}

/** An abort is noticed at once, but what has begun runs on to its end: whoever minds ends the whole worker. */
async function pbkdf2(secret: Bytes, salt: Bytes, rounds: number, signal?: AbortSignal): Promise<Bytes> {
  signal?.throwIfAborted();
  const work = pbkdf2Async(sha512, secret, salt, { c: rounds, dkLen: 32, asyncTick: turn });
  if (!signal) return own(await work);
  const aborted = new Promise<never>((_, reject) =>
    signal.addEventListener("abort", () => reject(signal.reason), { once: true }),
  );
  return own(await Promise.race([work, aborted]));
}

/** noble says "this key does not fit" by throwing; its callers here give it nothing else to complain about. */
function undefinedOnMismatch(work: () => Uint8Array): Bytes | undefined {
  try {
    return own(work());
  } catch {
    return undefined;
  }
}

function split(whole: Bytes): Box {
  const end = whole.length - tagLength;
  return { ciphertext: whole.slice(0, end), tag: whole.slice(end) };
}

function join({ ciphertext, tag }: Box): Bytes {
  const whole = new Uint8Array(ciphertext.length + tag.length);
  whole.set(ciphertext);
  whole.set(tag, ciphertext.length);
  return whole;
}

function own(bytes: Uint8Array): Bytes {
  return new Uint8Array(bytes);
}
