/** All vectors in one call, for a page: there it is decided by the address which implementation there is. */
import type { SolutionCrypto } from "../../../src/core/solutions/crypto.ts";
import { nobleCrypto } from "../../../src/core/solutions/noble-crypto.ts";
import { webCrypto } from "../../../src/core/solutions/web-crypto.ts";
import { runCanonicalVectors } from "./canonical-suite.ts";
import { runCryptoVectors } from "./crypto-suite.ts";
import { runSealedVectors } from "./sealed-suite.ts";

export interface Vectors {
  readonly crypto: unknown;
  readonly canonical: unknown;
  readonly sealed: unknown;
}

/** Resolves to which implementation it was; rejects at the first vector that does not hold. */
export async function runVectors(vectors: Vectors): Promise<"web" | "noble"> {
  const implementation = isSecureContext ? "web" : "noble";
  const crypto = implementation === "web" ? webCrypto() : remembering(nobleCrypto());
  runCanonicalVectors(vectors.canonical);
  await runCryptoVectors(vectors.crypto, crypto);
  await runSealedVectors(vectors.sealed, crypto);
  return implementation;
}

/** Derives no key twice: without Web Crypto each takes seconds, and the vectors ask for the same ones again. */
function remembering(crypto: SolutionCrypto): SolutionCrypto {
  const known = new Map<string, ReturnType<SolutionCrypto["pbkdf2"]>>();
  return {
    ...crypto,
    pbkdf2(secret, salt, rounds, signal) {
      if (signal) return crypto.pbkdf2(secret, salt, rounds, signal);
      const question = [secret, salt, rounds].join("/");
      const key = known.get(question) ?? crypto.pbkdf2(secret, salt, rounds);
      known.set(question, key);
      return key;
    },
  };
}
