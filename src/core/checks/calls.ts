/** The calls of `check` and the marks of a `Grader` that a cell's text makes, found without running it. */
import { type Token, tokenize } from "../notebook/python/lexer.ts";
import { readArguments, stringValue } from "../notebook/python/literals.ts";

export interface CheckCall {
  /** The label when it is a plain string; calls with a computed label are not listed before they run. */
  readonly label: string;
  /** True for `grader.check(…)`: only a Grader gives marks. */
  readonly ofGrader: boolean;
}

/** `check("…", …)`, `grader.check("…", …)` in order of appearance; comments and strings are no calls. */
export function findCheckCalls(code: string): CheckCall[] {
  const tokens = tokensOf(code);
  const calls: CheckCall[] = [];
  tokens.forEach((token, index) => {
    const before = tokens[index - 1]?.text;
    if (!isName(token, "check") || tokens[index + 1]?.text !== "(" || before === "def") return;
    const [given] = readArguments(code, tokens, index + 1);
    const label = given.find((one) => one.name === "label") ?? given[0];
    const text = label?.name === "label" || label?.name === "" ? plainString(label.tokens) : undefined;
    if (text !== undefined) calls.push({ label: text, ofGrader: before === "." });
  });
  return calls;
}

/**
 * The marks by question: mograder's `_marks = {"Q1": 10, …}`, or the dictionary inside `Grader({…})` and
 * `Grader(mo, {…})`, as far as it is written out.
 */
export function findMarks(code: string): Map<string, number> {
  const tokens = tokensOf(code);
  const marks = new Map<string, number>();
  tokens.forEach((token, index) => {
    const isTable = isName(token, "_marks") && tokens[index + 1]?.text === "=";
    if (isTable && tokens[index + 2]?.text === "{") readTable(code, tokens, index + 2, marks);
    if (!isName(token, "Grader") || tokens[index + 1]?.text !== "(") return;
    const [given] = readArguments(code, tokens, index + 1);
    const table = given.find((one) => one.tokens[0]?.text === "{");
    if (table !== undefined) readTable(code, table.tokens, 0, marks);
  });
  return marks;
}

function readTable(code: string, tokens: readonly Token[], open: number, into: Map<string, number>): void {
  const [entries] = readArguments(code, tokens, open);
  for (const { tokens: entry } of entries) {
    const colon = entry.findIndex((token) => token.text === ":");
    const key = plainString(entry.slice(0, colon));
    const value = Number(entry[colon + 1]?.text);
    if (key !== undefined && entry.length === colon + 2 && Number.isFinite(value)) into.set(key, value);
  }
}

function tokensOf(code: string): Token[] {
  return tokenize(code).tokens.filter((token) => token.kind !== "comment");
}

function isName(token: Token, name: string): boolean {
  return token.kind === "name" && token.text === name;
}

function plainString(tokens: readonly Token[]): string | undefined {
  return tokens.length > 0 && tokens.every((token) => token.kind === "string")
    ? stringValue(tokens)
    : undefined;
}
