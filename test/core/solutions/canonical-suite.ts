import * as v from "valibot";
import { readAnswerValue } from "../../../src/core/solutions/answer-value.ts";
import { answerTexts, canonicalAnswer, roundFloat } from "../../../src/core/solutions/canonical.ts";
import { same } from "./same.ts";

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
    same(text, `[["x",${canonical}]]`, python);
  }
  for (const { float, digits: figures, text } of digits) {
    const value = readAnswerValue(["float", float]);
    same(value?.kind === "float" && roundFloat(value.value, figures), text, float);
  }
  for (const { variables, digits: figures, values: typed, texts, count, refused } of answers) {
    const proof = { variables, digits: figures };
    const found = answerTexts(new Map(Object.entries(typed)), proof);
    const plain = canonicalAnswer(new Map(Object.entries(typed)), proof);
    if (refused) same(found, { failure: "bad-answer", ...refused });
    if (texts) same(found, texts);
    if (count !== undefined) same(Array.isArray(found) && found.length, count);
    if (Array.isArray(found)) {
      same(found[0], plain);
      same(new Set(found).size, found.length);
    }
  }
}
