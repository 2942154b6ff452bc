import * as v from "valibot";
import { toHex, utf8 } from "../../../src/core/solutions/bytes.ts";
import type { Bytes, SolutionCrypto } from "../../../src/core/solutions/crypto.ts";
import { same } from "./same.ts";

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
  for (const { text, hash } of sha256) same(toHex(await crypto.sha256(utf8(text))), hash);
  for (const { secret, salt, rounds, key } of pbkdf2) {
    same(toHex(await crypto.pbkdf2(utf8(secret), utf8(salt), rounds)), key);
  }
  for (const { key, info, derived } of hkdf) same(toHex(await crypto.hkdf(key, info)), derived);
  for (const { wrappingKey, key, wrapped } of wrap) {
    same(await crypto.wrapKey(wrappingKey, key), wrapped);
    same(await crypto.unwrapKey(wrappingKey, wrapped), key);
    same(await crypto.unwrapKey(key, wrapped), undefined);
    same(await crypto.unwrapKey(wrappingKey, wrapped.slice(0, 32)), undefined);
  }
  for (const { key, iv, plaintext, additional, ciphertext, tag } of gcm) {
    same(await crypto.encrypt(key, iv, plaintext, additional), { ciphertext, tag });
    same(await crypto.decrypt(key, iv, { ciphertext, tag }, additional), plaintext);
    same(await crypto.decrypt(key, iv, { ciphertext, tag }, plaintext), undefined);
    same(await crypto.decrypt(otherKey(key), iv, { ciphertext, tag }, additional), undefined);
  }
  const stopped = crypto.pbkdf2(utf8("a"), utf8("b"), 600_000, AbortSignal.abort());
  same(await stopped.then(String, () => "rejected"), "rejected");
}

function otherKey(key: Bytes): Bytes {
  return key.map((byte) => byte ^ 1);
}
