import fc from "fast-check";
import { expect, test } from "vitest";
import { readAnswerValue } from "../../../src/core/solutions/answer-value.ts";
import { answerTexts, canonicalAnswer } from "../../../src/core/solutions/canonical.ts";

const proof = (digits: number) => ({ variables: ["x"], digits });
const typed = (value: number) => new Map([["x", ["float", value.toExponential()]]]);
const float = fc.double({ noNaN: true, noDefaultInfinity: true });

test("whatever a last bit of difference does to a float, one of the sealed texts is its own", {
  timeout: 30_000,
}, () => {
  const ulp = 2 ** -50;
  fc.assert(
    fc.property(
      float,
      fc.integer({ min: 1, max: 9 }),
      fc.double({ min: -ulp, max: ulp, noNaN: true }),
      (x, digits, noise) => {
        const other = x * (1 + noise);
        fc.pre(Number.isFinite(other) && Math.abs(x) > 1e-300);
        expect(answerTexts(typed(x), proof(digits))).toContain(canonicalAnswer(typed(other), proof(digits)));
      },
    ),
    { numRuns: 2000 },
  );
});

test("that holds on the boundaries themselves", () => {
  const kept = fc.integer({ min: 100_000, max: 999_999 });
  const offset = fc.double({ min: -0.009, max: 0.009, noNaN: true });
  fc.assert(
    fc.property(
      kept,
      offset,
      fc.integer({ min: -200, max: 200 }),
      fc.boolean(),
      (figures, aside, power, negative) => {
        const x = (negative ? -1 : 1) * (figures + 0.5 + aside) * 10 ** power;
        const texts = answerTexts(typed(x), proof(6));
        expect(texts).toHaveLength(2);
        for (const step of [-0.02, 0.02]) {
          const other = (negative ? -1 : 1) * (figures + 0.5 + step) * 10 ** power;
          expect(texts).toContain(canonicalAnswer(typed(other), proof(6)));
        }
      },
    ),
  );
});

test("1, 1.0 and True are three answers; a list and a tuple are one", () => {
  const texts = [
    ["int", "1"],
    ["float", "1.0"],
    ["bool", true],
    ["str", "1"],
    ["complex", "1.0", "0.0"],
    ["list", [["int", "1"]]],
  ].map((value) => canonicalAnswer(new Map([["x", value]]), proof(6)));
  expect(new Set(texts).size).toBe(texts.length);
});

test("what is no value is refused, however deep or long", () => {
  let deep: unknown = ["int", "1"];
  for (let level = 0; level < 20_000; level++) deep = ["list", [deep]];
  const long = ["list", Array.from({ length: 10_001 }, () => ["none"])];
  const wrong: unknown[] = [
    deep,
    long,
    null,
    {},
    [],
    ["int"],
    ["int", 1],
    ["int", "01"],
    ["int", "-0"],
    ["int", "1", "2"],
    ["none", null],
    ["bool", "true"],
    ["float", 1],
    ["float", "1,5"],
    ["float", "Infinity"],
    ["float", "1e999"],
    ["complex", "1.0"],
    ["str", 1],
    ["str", "x".repeat(10_001)],
    ["list", "abc"],
    ["dict", [[["int", "1"]]]],
    ["dict", [[["list", []], ["none"]]]],
    ["dict", [[["int", "1"], ["none"], ["none"]]]],
  ];
  for (const json of wrong) expect(readAnswerValue(json)).toBeUndefined();
});

test("an answer too large to be a proof is refused by name", () => {
  const items = Array.from({ length: 20 }, () => ["str", "x".repeat(9_000)]);
  expect(canonicalAnswer(new Map([["x", ["list", items]]]), proof(6))).toEqual({
    failure: "bad-answer",
    variable: "x",
    reason: "too-large",
  });
});
