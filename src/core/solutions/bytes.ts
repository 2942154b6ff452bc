import { decode, encode } from "jose/base64url";
import type { Bytes } from "./crypto.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function utf8(text: string): Bytes {
  return encoder.encode(text);
}

/** The text, or `undefined` when the bytes are not UTF-8. */
export function fromUtf8(bytes: Bytes): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

export function toBase64url(bytes: Bytes): string {
  return encode(bytes);
}

/**
 * The bytes of *canonical* base64url, else `undefined`: no padding, no white space, no stray bits in the last
 * character. Two spellings of the same bytes would let a file be changed without anybody noticing.
 */
export function fromBase64url(text: string): Bytes | undefined {
  try {
    const bytes = new Uint8Array(decode(text));
    return encode(bytes) === text ? bytes : undefined;
  } catch {
    return undefined;
  }
}

/** As {@link fromBase64url}, for text that a schema has already let in. */
export function knownBase64url(text: string): Bytes {
  const bytes = fromBase64url(text);
  if (!bytes) throw new TypeError("base64url that no schema has seen");
  return bytes;
}

export function toHex(bytes: Bytes): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The parsed value, or `undefined`, which no JSON text stands for. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
