import fc from "fast-check";
import { expect, test } from "vitest";
import { completeKeys, keyFits, printKeys, readKeys, release } from "../../../src/core/solutions/release.ts";
import { webCrypto } from "../../../src/core/solutions/web-crypto.ts";
import { countingRandom } from "./fixed-random.ts";
import { orThrow, releaseKeys, sampleNotebook, sealOrThrow } from "./sample.ts";

const all = new Map(Object.entries(releaseKeys));
const parsed = (text: string): unknown => JSON.parse(text);

test("releasing merges what is asked for and nothing else", () => {
  const first = orThrow(release("{}\n", ["Q2"], all));
  expect(first).toEqual({ text: `{\n  "Q2": "${releaseKeys.Q2}"\n}\n`, added: ["Q2"] });
  const second = orThrow(release(first.text, ["Q1"], all));
  expect(parsed(second.text)).toEqual({ Q1: releaseKeys.Q1, Q2: releaseKeys.Q2 });
  expect(second.added).toEqual(["Q1"]);
});

test("releasing again changes not one byte", () => {
  const oddly = `{"Q1":"${releaseKeys.Q1}"}`;
  expect(release(oddly, ["Q1"], all)).toEqual({ text: oddly, added: [] });
  fc.assert(
    fc.property(fc.subarray(["Q1", "Q2", "Q3"]), fc.subarray(["Q1", "Q2", "Q3"]), (some, more) => {
      const once = orThrow(release("{}", [...some, ...more], all));
      const twice = orThrow(release(orThrow(release("{}", some, all)).text, more, all));
      expect(parsed(twice.text)).toEqual(parsed(once.text));
      expect(orThrow(release(twice.text, some, all)).added).toEqual([]);
    }),
  );
});

test("all releases all; the private file itself may stand in for keys.json", () => {
  expect(parsed(orThrow(release("{}", "all", all)).text)).toEqual(releaseKeys);
  expect(readKeys(printKeys(all))).toEqual(all);
});

test("an unknown exercise is refused, the known ones named, and nothing is released", () => {
  expect(release("{}", ["Q1", "Q9", "toString"], all)).toEqual({
    failure: "unknown-exercise",
    unknown: ["Q9", "toString"],
    known: ["Q1", "Q2", "Q3"],
  });
});

test("a key of an earlier cohort is replaced, and keys of other exercises stay", () => {
  const { text, added } = orThrow(release(`{"Q0": "kept", "Q1": "${releaseKeys.Q3}"}`, ["Q1"], all));
  expect(parsed(text)).toEqual({ Q0: "kept", Q1: releaseKeys.Q1 });
  expect(added).toEqual(["Q1"]);
});

test("what is no keys.json is said, not guessed at", () => {
  for (const text of [
    "",
    "<!doctype html><title>Sign in</title>",
    "[]",
    '["Q1"]',
    "null",
    '"Q1"',
    '{"Q1": 1}',
    '{"Q1"',
  ]) {
    expect(readKeys(text)).toEqual({ failure: "keys-unreadable" });
    expect(release(text, ["Q1"], all)).toEqual({ failure: "keys-unreadable" });
  }
  expect(readKeys("\uFEFF{}")).toEqual(new Map());
  expect(readKeys('{"Q1": true, "Q2": "a salt"}')).toEqual(new Map([["Q2", "a salt"]]));
});

test("sealing again keeps the keys there are and makes the missing ones", () => {
  const existing = new Map([["Q1", releaseKeys.Q1]]);
  const keys = completeKeys(["Q1", "Q2"], existing, countingRandom());
  expect(keys).toEqual(
    new Map([
      ["Q1", releaseKeys.Q1],
      ["Q2", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"],
    ]),
  );
  expect(completeKeys(["Q1"], keys, countingRandom())).toEqual(keys);
});

test("a key is known to fit before it is published", async () => {
  const crypto = webCrypto();
  const sealed = await sealOrThrow(sampleNotebook(), crypto, countingRandom());
  expect(await keyFits(sealed, "Q1", releaseKeys.Q1, crypto)).toBe(true);
  expect(await keyFits(sealed, "Q1", releaseKeys.Q2, crypto)).toBe(false);
  expect(await keyFits(sealed, "Q9", releaseKeys.Q1, crypto)).toBe(false);
  expect(await keyFits(sealed, "Q1", "no key", crypto)).toBe(false);
});
