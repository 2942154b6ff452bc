/**
 * How hard an answer is to guess: a deliberately low estimate. Whoever has sealed.json can try values as fast as
 * PBKDF2 allows, and will try small integers, simple fractions, π, e and roots first, and what stands in the files.
 */
import { isFailure } from "../failure.ts";
import type { AnswerValue } from "./answer-value.ts";
import { type AnswerJson, type AnswerProof, type BadAnswer, readVariables, roundFloat } from "./canonical.ts";
import { type Literal, type PublicLiterals, type PublicText, publicLiterals } from "./literals.ts";
import { wordBits } from "./phrase.ts";

/** Below this an `answer` lock is refused unless the instructor insists. */
export const leastAnswerBits = 60;

export interface ValueStrength {
  /** As one would write it in Python: `roots[0]`, `model["slope"]`. */
  readonly path: string;
  readonly bits: number;
  /** Where the value can simply be read; `bits` is 0 then. */
  readonly literal: Literal | undefined;
}

export interface AnswerStrength {
  readonly bits: number;
  readonly values: readonly ValueStrength[];
}

/** `publicTexts`: the stripped notebook (its checks are in it) and the data files, as attendees get them. */
export function answerStrength(
  values: AnswerJson,
  proof: AnswerProof,
  publicTexts: readonly PublicText[],
): AnswerStrength | BadAnswer {
  const named = readVariables(values, proof);
  if (isFailure(named)) return named;
  const estimate = createEstimate(proof.digits, publicLiterals(publicTexts, proof.digits));
  const strengths = named.flatMap(({ name, value }) => [...leavesOf(name, value)].map(estimate));
  return { bits: strengths.reduce((sum, { bits }) => sum + bits, 0), values: strengths };
}

type Leaf = Exclude<AnswerValue, { kind: "list" | "dict" | "complex" }>;

interface NamedLeaf {
  readonly path: string;
  readonly value: Leaf;
}

/** Keys of dictionaries are left out: they are names, and names are guessed. */
function* leavesOf(path: string, value: AnswerValue): Generator<NamedLeaf> {
  switch (value.kind) {
    case "list":
      for (const [index, item] of value.items.entries()) yield* leavesOf(`${path}[${index}]`, item);
      return;
    case "dict":
      for (const entry of value.entries) yield* leavesOf(`${path}[${spellKey(entry.key)}]`, entry.value);
      return;
    case "complex":
      yield { path: `${path}.real`, value: { kind: "float", value: value.real } };
      yield { path: `${path}.imag`, value: { kind: "float", value: value.imaginary } };
      return;
    default:
      yield { path, value };
  }
}

function spellKey(key: AnswerValue): string {
  if (key.kind === "str") return JSON.stringify(key.text);
  return key.kind === "int" ? key.digits : key.kind;
}

/** Looks at one value after the other and remembers them, so that nothing is counted twice. */
function createEstimate(digits: number, literals: PublicLiterals): (leaf: NamedLeaf) => ValueStrength {
  const seenTexts = new Set<string>();
  const seenNumbers: number[] = [];
  let lastBool: boolean | undefined;
  const numberBits = (value: number, own: number): number => {
    const bits = Math.min(own, ...relatedBits(value, seenNumbers, digits));
    seenNumbers.push(value);
    return bits;
  };
  const bitsOf = (value: Leaf): number => {
    switch (value.kind) {
      case "none":
        return 0;
      case "bool": {
        const changed = value.value !== lastBool;
        lastBool = value.value;
        return changed ? 1 : 0;
      }
      case "int":
        return numberBits(Number(value.digits), integerBits(value.digits));
      case "float":
        return numberBits(
          value.value,
          Math.min(floatBits(value.value, digits), literals.unreadBits(value.value)),
        );
      case "str": {
        const seen = seenTexts.has(value.text);
        seenTexts.add(value.text);
        return seen ? 0 : wordBits(value.text);
      }
      default:
        return value satisfies never;
    }
  };
  return ({ path, value }) => {
    const bits = bitsOf(value);
    const literal = literals.find(value);
    return { path, bits: literal ? 0 : bits, literal };
  };
}

/** By size, by what stands before trailing zeros, and as a power of two or one less. */
function integerBits(digits: string): number {
  const size = (text: string) =>
    text.length < 16 ? Math.log2(2 * Number(text) + 1) : text.length * Math.log2(10) + 1;
  const magnitude = digits.replace("-", "");
  const head = magnitude.replace(/0+$/, "");
  const zeros = magnitude.length - head.length;
  const power = [BigInt(magnitude), BigInt(magnitude) + 1n].map((value) => value.toString(2));
  const shifted = power
    .filter((binary) => /^10*$/.test(binary))
    .map((binary) => Math.log2(binary.length + 1) + 2);
  return Math.min(size(magnitude), size(head || "0") + Math.log2(zeros + 1), ...shifted);
}

/** The cheapest way to say it: its digits, or a simple fraction of 1, π, e, π², or a root, logarithm of one. */
function floatBits(value: number, digits: number): number {
  const figures = roundFloat(Math.abs(value), digits);
  const [mantissa = "", exponent = "0"] = figures.split("e");
  const significant = mantissa.replace(".", "").replace(/0+$/, "").length;
  const plain = significant * Math.log2(10) + 1 + Math.log2(Math.abs(Number(exponent)) + 1);
  const error = 0.5 * 10 ** (Number(exponent) - digits + 1);
  const size = Math.abs(value);
  return Math.min(
    plain,
    fractionBits(size, error),
    2 + fractionBits(size / Math.PI, error / Math.PI),
    2 + fractionBits(size * Math.PI, error * Math.PI),
    3 + fractionBits(size / Math.PI ** 2, error / Math.PI ** 2),
    2 + fractionBits(size / Math.E, error / Math.E),
    2 + fractionBits(size ** 2, 2 * size * error),
    3 + fractionBits(Math.exp(size), Math.exp(size) * error),
  );
}

/** What a value costs to somebody who has the earlier ones: the same digits, a simple ratio or distance, a series. */
function relatedBits(value: number, seen: readonly number[], digits: number): number[] {
  const recent = seen.slice(-24);
  const error = 0.5 * 10 ** (Math.floor(Math.log10(Math.abs(value) || 1)) - digits + 1);
  // Which of the earlier values, and how it is related, has to be guessed too.
  const choice = 1 + Math.log2(3 * recent.length);
  const bits = recent.flatMap((other) => [
    sameFigures(value, other, digits) ? 0 : Number.POSITIVE_INFINITY,
    other === 0
      ? Number.POSITIVE_INFINITY
      : choice + fractionBits(Math.abs(value / other), Math.abs(error / other)),
    choice + fractionBits(Math.abs(value - other), error),
    choice + fractionBits(Math.abs(value + other), error),
  ]);
  const [before, last] = recent.slice(-2);
  if (before === undefined || last === undefined) return bits;
  const series = [2 * last - before, before === 0 ? Number.NaN : (last * last) / before];
  return series.some((next) => Math.abs(next - value) <= error) ? [...bits, 0] : bits;
}

function sameFigures(one: number, other: number, digits: number): boolean {
  const figures = (value: number) => roundFloat(Math.abs(value), digits).split("e")[0];
  return figures(one) === figures(other);
}

/** Bits of the simplest p/q (by continued fractions) within `error` of a positive number. */
function fractionBits(value: number, error: number): number {
  if (!Number.isFinite(value) || value > 1e15) return Number.POSITIVE_INFINITY;
  let [p, q, p0, q0] = [1, 0, 0, 1];
  let rest = value;
  for (let step = 0; step < 40; step++) {
    const whole = Math.floor(rest);
    [p, q, p0, q0] = [whole * p + p0, whole * q + q0, p, q];
    if (Math.abs(p / q - value) <= error) return Math.log2(2 * p + 1) + Math.log2(q);
    rest = 1 / (rest - whole);
    if (!Number.isFinite(rest)) break;
  }
  return Number.POSITIVE_INFINITY;
}
