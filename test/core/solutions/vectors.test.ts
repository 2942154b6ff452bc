/** Runs the vectors in Node; the suites themselves import nothing of Node, so that a browser can run them too. */
import { readFileSync } from "node:fs";
import { test } from "vitest";
import { webCrypto } from "../../../src/core/solutions/web-crypto.ts";
import { runCanonicalVectors } from "./canonical-suite.ts";
import { runCryptoVectors } from "./crypto-suite.ts";
import { runSealedVectors } from "./sealed-suite.ts";

function vectors(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../vectors/solutions/${name}.json`, import.meta.url), "utf8"));
}

test("Web Crypto does what the port promises", () => runCryptoVectors(vectors("crypto"), webCrypto()));

test("canonical answers are what both halves agree on", () => runCanonicalVectors(vectors("canonical")));

test("a sealed notebook is the same everywhere, and opens as it should", { timeout: 60_000 }, () =>
  runSealedVectors(vectors("sealed"), webCrypto()),
);
