import * as v from "valibot";
import { expect } from "vitest";
import { readAnswerValue } from "../../../src/core/solutions/answer-value.ts";
import { answerTexts, canonicalAnswer, roundFloat } from "../../../src/core/solutions/canonical.ts";

const canonicalVectors = v.object({
  rules: v.array(v.string()),
  values: v.array(v.object({ python: v.string(), typed: v.unknown(), canonical: v.string() })),
  refused: v.array(v.string()),
  digits: v.array(v.object({ float: v.string(), digits: v.number(), text: v.string() })),
  answers: v.array(
    v.object({
      variables: v.array(v.string()),
      digits: v.number(),
      values: v.record(v.string(), v.unknown()),
      texts: v.optional(v.array(v.string())),
      count: v.optional(v.number()),
      refused: v.optional(v.object({ variable: v.string(), reason: v.string() })),
    }),
  ),
});

/** The TypeScript half of `canonical.json`; the Python half has its own test against the same file. */
export function runCanonicalVectors(vectors: unknown): void {
  const { values, digits, answers } = v.parse(canonicalVectors, vectors);
  for (const { python, typed, canonical } of values) {
    const text = canonicalAnswer(new Map([["x", typed]]), { variables: ["x"], digits: 6 });
    expect(text, python).toBe(`[["x",${canonical}]]`);
  }
  for (const { float, digits: figures, text } of digits) {
    const value = readAnswerValue(["float", float]);
    expect(value?.kind === "float" && roundFloat(value.value, figures), float).toBe(text);
  }
  for (const { variables, digits: figures, values: typed, texts, count, refused } of answers) {
    const proof = { variables, digits: figures };
    const found = answerTexts(new Map(Object.entries(typed)), proof);
    const plain = canonicalAnswer(new Map(Object.entries(typed)), proof);
    if (refused) expect(found).toEqual({ failure: "bad-answer", ...refused });
    if (texts) expect(found).toEqual(texts);
    if (count !== undefined) expect(found).toHaveLength(count);
    if (Array.isArray(found)) {
      expect(found[0]).toBe(plain);
      expect(new Set(found).size).toBe(found.length);
    }
  }
}
