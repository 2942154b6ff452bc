import * as v from "valibot";
import { expect } from "vitest";
import { toHex, utf8 } from "../../../src/core/solutions/bytes.ts";
import type { Bytes, SolutionCrypto } from "../../../src/core/solutions/crypto.ts";

const hex = v.pipe(
  v.string(),
  v.transform((text): Bytes => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))),
);

export const cryptoVectors = v.object({
  sha256: v.array(v.object({ text: v.string(), hash: v.string() })),
  pbkdf2: v.array(v.object({ secret: v.string(), salt: v.string(), rounds: v.number(), key: v.string() })),
  hkdf: v.array(v.object({ key: hex, info: hex, derived: v.string() })),
  wrap: v.array(v.object({ wrappingKey: hex, key: hex, wrapped: hex })),
  gcm: v.array(v.object({ key: hex, iv: hex, plaintext: hex, additional: hex, ciphertext: hex, tag: hex })),
});

/** What every implementation of the port must do; runs wherever the implementation runs. */
export async function runCryptoVectors(vectors: unknown, crypto: SolutionCrypto): Promise<void> {
  const { sha256, pbkdf2, hkdf, wrap, gcm } = v.parse(cryptoVectors, vectors);
  for (const { text, hash } of sha256) expect(toHex(await crypto.sha256(utf8(text)))).toBe(hash);
  for (const { secret, salt, rounds, key } of pbkdf2) {
    expect(toHex(await crypto.pbkdf2(utf8(secret), utf8(salt), rounds))).toBe(key);
  }
  for (const { key, info, derived } of hkdf) expect(toHex(await crypto.hkdf(key, info))).toBe(derived);
  for (const { wrappingKey, key, wrapped } of wrap) {
    expect(await crypto.wrapKey(wrappingKey, key)).toEqual(wrapped);
    expect(await crypto.unwrapKey(wrappingKey, wrapped)).toEqual(key);
    expect(await crypto.unwrapKey(key, wrapped)).toBeUndefined();
    expect(await crypto.unwrapKey(wrappingKey, wrapped.slice(0, 32))).toBeUndefined();
  }
  for (const { key, iv, plaintext, additional, ciphertext, tag } of gcm) {
    expect(await crypto.encrypt(key, iv, plaintext, additional)).toEqual({ ciphertext, tag });
    expect(await crypto.decrypt(key, iv, { ciphertext, tag }, additional)).toEqual(plaintext);
    expect(await crypto.decrypt(key, iv, { ciphertext, tag }, plaintext)).toBeUndefined();
    expect(await crypto.decrypt(otherKey(key), iv, { ciphertext, tag }, additional)).toBeUndefined();
  }
  await expect(crypto.pbkdf2(utf8("a"), utf8("b"), 600_000, AbortSignal.abort())).rejects.toThrow();
}

function otherKey(key: Bytes): Bytes {
  return key.map((byte) => byte ^ 1);
}
