import type { Box, Bytes, SolutionCrypto } from "./crypto.ts";

const tagLength = 16;

/** {@link SolutionCrypto} by Web Crypto: Node 20, and browsers in a secure context. */
export function webCrypto(subtle: SubtleCrypto = crypto.subtle): SolutionCrypto {
  return {
    sha256: async (data) => new Uint8Array(await subtle.digest("SHA-256", data)),
    pbkdf2: (secret, salt, rounds, signal) => abortable(pbkdf2(subtle, secret, salt, rounds), signal),
    hkdf: (key, info) => hkdf(subtle, key, info),
    wrapKey: (wrappingKey, key) => wrapKey(subtle, wrappingKey, key),
    unwrapKey: (wrappingKey, wrapped) => undefinedOnMismatch(unwrapKey(subtle, wrappingKey, wrapped)),
    encrypt: (key, iv, plaintext, additional) => encrypt(subtle, key, iv, plaintext, additional),
    decrypt: (key, iv, box, additional) => undefinedOnMismatch(decrypt(subtle, key, iv, box, additional)),
  };
}

async function pbkdf2(subtle: SubtleCrypto, secret: Bytes, salt: Bytes, rounds: number): Promise<Bytes> {
  const key = await subtle.importKey("raw", secret, "PBKDF2", false, ["deriveBits"]);
  const algorithm = { name: "PBKDF2", hash: "SHA-512", salt, iterations: rounds };
  return new Uint8Array(await subtle.deriveBits(algorithm, key, 256));
}

async function hkdf(subtle: SubtleCrypto, key: Bytes, info: Bytes): Promise<Bytes> {
  const imported = await subtle.importKey("raw", key, "HKDF", false, ["deriveBits"]);
  const algorithm = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info };
  return new Uint8Array(await subtle.deriveBits(algorithm, imported, 256));
}

async function wrapKey(subtle: SubtleCrypto, wrappingKey: Bytes, key: Bytes): Promise<Bytes> {
  const wrapping = await subtle.importKey("raw", wrappingKey, "AES-KW", false, ["wrapKey"]);
  const wrapped = await subtle.importKey("raw", key, "AES-GCM", true, ["encrypt"]);
  return new Uint8Array(await subtle.wrapKey("raw", wrapped, wrapping, "AES-KW"));
}

async function unwrapKey(subtle: SubtleCrypto, wrappingKey: Bytes, wrapped: Bytes): Promise<Bytes> {
  const wrapping = await subtle.importKey("raw", wrappingKey, "AES-KW", false, ["unwrapKey"]);
  const key = await subtle.unwrapKey("raw", wrapped, wrapping, "AES-KW", "AES-GCM", true, ["decrypt"]);
  return new Uint8Array(await subtle.exportKey("raw", key));
}

async function encrypt(
  subtle: SubtleCrypto,
  key: Bytes,
  iv: Bytes,
  plaintext: Bytes,
  additionalData: Bytes,
): Promise<Box> {
  const imported = await subtle.importKey("raw", key, "AES-GCM", false, ["encrypt"]);
  const whole = new Uint8Array(
    await subtle.encrypt(
      { name: "AES-GCM", iv, additionalData, tagLength: tagLength * 8 },
      imported,
      plaintext,
    ),
  );
  const end = whole.length - tagLength;
  return { ciphertext: whole.slice(0, end), tag: whole.slice(end) };
}

async function decrypt(
  subtle: SubtleCrypto,
  key: Bytes,
  iv: Bytes,
  box: Box,
  additionalData: Bytes,
): Promise<Bytes> {
  const imported = await subtle.importKey("raw", key, "AES-GCM", false, ["decrypt"]);
  const whole = new Uint8Array(box.ciphertext.length + box.tag.length);
  whole.set(box.ciphertext);
  whole.set(box.tag, box.ciphertext.length);
  const algorithm = { name: "AES-GCM", iv, additionalData, tagLength: tagLength * 8 };
  return new Uint8Array(await subtle.decrypt(algorithm, imported, whole));
}

/** Web Crypto says "this key does not fit" by an OperationError; what else goes wrong is our own fault. */
async function undefinedOnMismatch(work: Promise<Bytes>): Promise<Bytes | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof DOMException && (error.name === "OperationError" || error.name === "DataError")) {
      return undefined;
    }
    throw error;
  }
}

/** Web Crypto cannot stop a derivation; we stop waiting for it, and its result is dropped. */
async function abortable(work: Promise<Bytes>, signal: AbortSignal | undefined): Promise<Bytes> {
  if (!signal) return work;
  signal.throwIfAborted();
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
