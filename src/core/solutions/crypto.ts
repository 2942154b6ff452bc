/**
 * The few operations that locks are made of. Two implementations may stand behind them: `web-crypto.ts`, and
 * a noble one for pages on plain HTTP, where there is no `crypto.subtle`. One suite, `test/core/solutions/
 * crypto-suite.ts`, says what both must do.
 */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Fresh, unpredictable bytes; an argument everywhere, so that vectors can be made again. */
export type Random = (length: number) => Bytes;

/** Ciphertext and its 16-byte tag, apart as in a JWE. */
export interface Box {
  readonly ciphertext: Bytes;
  readonly tag: Bytes;
}

export interface SolutionCrypto {
  sha256(data: Bytes): Promise<Bytes>;
  /** PBKDF2-HMAC-SHA-512 (RFC 8018) to 32 bytes. Slow on purpose; rejects with the signal's reason when aborted. */
  pbkdf2(secret: Bytes, salt: Bytes, rounds: number, signal?: AbortSignal): Promise<Bytes>;
  /** HKDF-SHA-256 (RFC 5869) to 32 bytes, with no salt. */
  hkdf(key: Bytes, info: Bytes): Promise<Bytes>;
  /** AES-256 key wrap (RFC 3394) of a 32-byte key to 40 bytes. */
  wrapKey(wrappingKey: Bytes, key: Bytes): Promise<Bytes>;
  /** The 32-byte key again, or `undefined` when this wrapping key does not fit. */
  unwrapKey(wrappingKey: Bytes, wrapped: Bytes): Promise<Bytes | undefined>;
  /** AES-256-GCM with a 12-byte iv and a 16-byte tag. */
  encrypt(key: Bytes, iv: Bytes, plaintext: Bytes, additional: Bytes): Promise<Box>;
  /** The plaintext, or `undefined` when anything at all was changed. */
  decrypt(key: Bytes, iv: Bytes, box: Box, additional: Bytes): Promise<Bytes | undefined>;
}
