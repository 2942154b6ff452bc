/**
 * Values of a student's variables as the Python half (`atelier/answers.py`) spells them: JSON in which every
 * value carries its type, because JSON itself cannot tell `1` from `1.0`. The rules, with examples, are in
 * `test/vectors/solutions/canonical.json`.
 */
export type AnswerValue =
  | { kind: "none" }
  | { kind: "bool"; value: boolean }
  | { kind: "int"; digits: string }
  | { kind: "float"; value: number }
  | { kind: "complex"; real: number; imaginary: number }
  | { kind: "str"; text: string }
  | { kind: "list"; items: AnswerValue[] }
  | { kind: "dict"; entries: { key: AnswerValue; value: AnswerValue }[] };

/** Nobody proves an answer with more than this; a hostile frame might send it. */
const mostValues = 10_000;
const deepest = 16;
const longestText = 10_000;

const integer = /^(0|-?[1-9][0-9]{0,999})$/;
const decimal = /^-?[0-9]+(\.[0-9]+)?(e[+-]?[0-9]{1,3})?$/;

/** The value, or `undefined` for JSON that is not one (a NaN, a set, a function never become JSON at all). */
export function readAnswerValue(json: unknown): AnswerValue | undefined {
  try {
    return read(json, { left: mostValues }, 0);
  } catch (error) {
    if (error instanceof NotAValue) return undefined;
    throw error;
  }
}

class NotAValue extends Error {}

function read(json: unknown, budget: { left: number }, depth: number): AnswerValue {
  budget.left--;
  if (budget.left < 0 || depth > deepest || !Array.isArray(json)) throw new NotAValue();
  const [kind, ...rest]: unknown[] = json;
  if (rest.length !== (kind === "none" ? 0 : kind === "complex" ? 2 : 1)) throw new NotAValue();
  const [first, second] = rest;
  switch (kind) {
    case "none":
      return { kind };
    case "bool":
      if (typeof first !== "boolean") throw new NotAValue();
      return { kind, value: first };
    case "int":
      if (typeof first !== "string" || !integer.test(first)) throw new NotAValue();
      return { kind, digits: first };
    case "float":
      return { kind, value: readFloat(first) };
    case "complex":
      return { kind, real: readFloat(first), imaginary: readFloat(second) };
    case "str":
      if (typeof first !== "string" || first.length > longestText) throw new NotAValue();
      return { kind, text: first };
    case "list":
      return { kind, items: readArray(first).map((item) => read(item, budget, depth + 1)) };
    case "dict":
      return { kind, entries: readArray(first).map((entry) => readEntry(entry, budget, depth + 1)) };
    default:
      throw new NotAValue();
  }
}

function readEntry(json: unknown, budget: { left: number }, depth: number) {
  const pair = readArray(json);
  const key = read(pair[0], budget, depth);
  if (pair.length !== 2 || key.kind === "list" || key.kind === "dict") throw new NotAValue();
  return { key, value: read(pair[1], budget, depth) };
}

function readArray(json: unknown): unknown[] {
  if (!Array.isArray(json)) throw new NotAValue();
  return json;
}

function readFloat(json: unknown): number {
  const value = typeof json === "string" && decimal.test(json) ? Number(json) : Number.NaN;
  if (!Number.isFinite(value)) throw new NotAValue();
  return value;
}
