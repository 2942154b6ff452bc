/** The one text that stands for an answer, from which its key is derived. */
import { isFailure } from "../failure.ts";
import { type AnswerValue, readAnswerValue } from "./answer-value.ts";
import type { AnswerReason } from "./failure.ts";

export interface AnswerProof {
  /** The variables' names, in the order in which they go into the text. */
  readonly variables: readonly string[];
  /** Significant digits to which floats are compared. */
  readonly digits: number;
}

/** What Python said of each variable: JSON as {@link readAnswerValue} takes it. */
export type AnswerJson = ReadonlyMap<string, unknown>;

export interface BadAnswer {
  readonly failure: "bad-answer";
  readonly variable: string;
  readonly reason: AnswerReason;
}

export const defaultDigits = 6;

/** Of one unit of the last digit: as near as this to a rounding boundary, a float may go to either side. */
const nearness = 0.01;
const mostTexts = 8;
const longestText = 100_000;

/** The text to try on a lock. */
export function canonicalAnswer(values: AnswerJson, proof: AnswerProof): string | BadAnswer {
  const named = readVariables(values, proof);
  return isFailure(named) ? named : print(named, plainRounding(proof.digits));
}

/**
 * The texts to seal for: the answer's own first, then those in which floats near a rounding boundary went to the
 * other side, so that a last bit of difference between two machines does not lock anybody out.
 */
export function answerTexts(values: AnswerJson, proof: AnswerProof): string[] | BadAnswer {
  const named = readVariables(values, proof);
  if (isFailure(named)) return named;
  let combinations = 1;
  for (const { name, value } of named) {
    for (const float of floatsOf(value)) combinations *= neighbours(float, proof.digits).length;
    if (combinations > mostTexts)
      return { failure: "bad-answer", variable: name, reason: "too-near-a-boundary" };
  }
  const texts: string[] = [];
  for (let choice = 0; choice < combinations; choice++) {
    const text = print(named, chosenRounding(proof.digits, choice));
    if (isFailure(text)) return text;
    texts.push(text);
  }
  return texts;
}

interface NamedValue {
  readonly name: string;
  readonly value: AnswerValue;
}

export function readVariables(values: AnswerJson, proof: AnswerProof): NamedValue[] | BadAnswer {
  const named: NamedValue[] = [];
  for (const name of proof.variables) {
    if (!values.has(name)) return { failure: "bad-answer", variable: name, reason: "missing" };
    const value = readAnswerValue(values.get(name));
    if (!value) return { failure: "bad-answer", variable: name, reason: "not-canonical" };
    named.push({ name, value });
  }
  return named;
}

type Rounding = (value: number) => string;

/** To nearest, ties away from zero, on the exact binary value (which is what `toExponential` does). */
export function roundFloat(value: number, digits: number): string {
  return value.toExponential(digits - 1);
}

function plainRounding(digits: number): Rounding {
  return (value) => roundFloat(value, digits);
}

/** The `choice`-th combination; number 0 rounds everything as {@link plainRounding} does. */
function chosenRounding(digits: number, choice: number): Rounding {
  let left = choice;
  return (value) => {
    const texts = neighbours(value, digits);
    const text = texts[left % texts.length] ?? roundFloat(value, digits);
    left = Math.floor(left / texts.length);
    return text;
  };
}

/** One text, or two near a boundary: its own rounding and the one on the other side. */
function neighbours(value: number, digits: number): string[] {
  const own = roundFloat(value, digits);
  const extra = 6;
  const long = Math.abs(value).toExponential(digits - 1 + extra);
  const [mantissa = "", exponent = ""] = long.split("e");
  const figures = mantissa.replace(".", "");
  const fraction = Number(figures.slice(digits)) / 10 ** extra;
  if (Math.abs(fraction - 0.5) > nearness) return [own];
  const below = BigInt(figures.slice(0, digits));
  const sign = value < 0 ? "-" : "";
  const both = [below, below + 1n].map((kept) => sign + spell(kept, Number(exponent), digits));
  return [own, ...both.filter((text) => text !== own)];
}

function spell(kept: bigint, exponent: number, digits: number): string {
  const carried = kept.toString().length > digits;
  const figures = kept.toString().slice(0, digits);
  const power = carried ? exponent + 1 : exponent;
  const mantissa = digits > 1 ? `${figures.slice(0, 1)}.${figures.slice(1)}` : figures;
  return `${mantissa}e${power < 0 ? "-" : "+"}${Math.abs(power)}`;
}

function* floatsOf(value: AnswerValue): Generator<number> {
  if (value.kind === "float") yield value.value;
  if (value.kind === "complex") yield* [value.real, value.imaginary];
  if (value.kind === "list") for (const item of value.items) yield* floatsOf(item);
  if (value.kind === "dict") {
    for (const entry of value.entries) {
      yield* floatsOf(entry.key);
      yield* floatsOf(entry.value);
    }
  }
}

function print(named: readonly NamedValue[], round: Rounding): string | BadAnswer {
  const parts: string[] = [];
  for (const { name, value } of named) {
    const text = printValue(value, round);
    if (text === undefined) return { failure: "bad-answer", variable: name, reason: "same-key-twice" };
    if (text.length > longestText) return { failure: "bad-answer", variable: name, reason: "too-large" };
    parts.push(`[${JSON.stringify(name)},${text}]`);
  }
  return `[${parts.join(",")}]`;
}

/** `undefined` for a dictionary of which two keys become the same text. */
function printValue(value: AnswerValue, round: Rounding): string | undefined {
  switch (value.kind) {
    case "none":
      return '["none"]';
    case "bool":
      return `["bool",${value.value}]`;
    case "int":
      return `["int","${value.digits}"]`;
    case "float":
      return `["float","${round(value.value)}"]`;
    case "complex":
      return `["complex","${round(value.real)}","${round(value.imaginary)}"]`;
    case "str":
      return `["str",${JSON.stringify(value.text.normalize("NFC"))}]`;
    case "list": {
      const items = value.items.map((item) => printValue(item, round));
      return items.includes(undefined) ? undefined : `["list",[${items.join(",")}]]`;
    }
    case "dict":
      return printDict(value.entries, round);
    default:
      return value satisfies never;
  }
}

function printDict(entries: { key: AnswerValue; value: AnswerValue }[], round: Rounding): string | undefined {
  const printed = entries.map(({ key, value }) => ({
    key: printValue(key, round),
    value: printValue(value, round),
  }));
  const keys = new Set(printed.map(({ key }) => key));
  if (keys.size < printed.length || printed.some(({ value }) => value === undefined)) return undefined;
  const pairs = printed.map(({ key, value }) => `[${key},${value}]`);
  return `["dict",[${pairs.sort().join(",")}]]`;
}
