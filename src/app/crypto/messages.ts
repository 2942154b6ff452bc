/** What the page and the worker that does its cryptography say to each other. Both are ours. */
import type { Box, Bytes } from "../../core/solutions/crypto.ts";

export type CryptoWork =
  /** A blob, so that the page never holds the bytes of a large file. */
  | { readonly kind: "sha256"; readonly blob: Blob }
  | { readonly kind: "pbkdf2"; readonly secret: Bytes; readonly salt: Bytes; readonly rounds: number }
  | { readonly kind: "hkdf"; readonly key: Bytes; readonly info: Bytes }
  | { readonly kind: "wrapKey" | "unwrapKey"; readonly wrappingKey: Bytes; readonly key: Bytes }
  | {
      readonly kind: "encrypt";
      readonly key: Bytes;
      readonly iv: Bytes;
      readonly plaintext: Bytes;
      readonly additional: Bytes;
    }
  | {
      readonly kind: "decrypt";
      readonly key: Bytes;
      readonly iv: Bytes;
      readonly box: Box;
      readonly additional: Bytes;
    };

export interface CryptoRequest {
  readonly id: number;
  readonly work: CryptoWork;
}

export type CryptoAnswer =
  /** How long the derivation that has begun will take here, in milliseconds. */
  | { readonly kind: "estimate"; readonly id: number; readonly milliseconds: number }
  | { readonly kind: "bytes"; readonly id: number; readonly bytes: Bytes | undefined }
  | { readonly kind: "box"; readonly id: number; readonly box: Box };
