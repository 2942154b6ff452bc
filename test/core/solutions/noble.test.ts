/** The second implementation of the port holds to the first one's vectors, and the two open each other's work. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { nobleCrypto } from "../../../src/core/solutions/noble-crypto.ts";
import { unlock } from "../../../src/core/solutions/unlock.ts";
import { webCrypto } from "../../../src/core/solutions/web-crypto.ts";
import { runCryptoVectors } from "./crypto-suite.ts";
import { realRandom } from "./fixed-random.ts";
import { releaseKeys, sampleNotebook, sealOrThrow, slotOf } from "./sample.ts";
import { runSealedVectors } from "./sealed-suite.ts";

function vectors(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../vectors/solutions/${name}.json`, import.meta.url), "utf8"));
}

test("noble does what the port promises", () => runCryptoVectors(vectors("crypto"), nobleCrypto()));

test("a sealed notebook opens without Web Crypto as it does with it", { timeout: 60_000 }, () =>
  // The slow step has vectors of its own above; a dozen of them would take noble a minute.
  runSealedVectors(vectors("sealed"), { ...nobleCrypto(), pbkdf2: webCrypto().pbkdf2 }),
);

test("what one has sealed, the other opens", async () => {
  const pairs = [
    [nobleCrypto(), webCrypto()],
    [webCrypto(), nobleCrypto()],
  ] as const;
  for (const [one, other] of pairs) {
    const sealed = await sealOrThrow(sampleNotebook(), one, realRandom);
    const opened = await unlock(sealed, slotOf("Q1"), { kind: "release", key: releaseKeys.Q1 }, other);
    expect(opened).toMatchObject({ by: "release", code: ['answer_Q1 = "the model solution of Q1"'] });
  }
});

test("an abort in the middle of a derivation is noticed", async () => {
  const aborter = new AbortController();
  const working = nobleCrypto().pbkdf2(new Uint8Array(8), new Uint8Array(16), 30_000, aborter.signal);
  aborter.abort(new Error("enough"));
  await expect(working).rejects.toThrow("enough");
});
