/** marimo's dedent (marimo/_ast/dedent.py): the one rule by which a cell's code is taken out of its function. */
import { isBlank, splitLines, stripStart } from "../text.ts";
import { type Token, tokenize } from "./lexer.ts";
import type { Field } from "./strings.ts";

/** Code moved left by the indentation of its first line; inner lines of strings move only if they can. */
export function fixedDedent(text: string): string {
  const lines = splitLines(text);
  const inString = linesInStrings(text, lines.length);
  if (lines.length > 1 && lines.at(-1) === "") lines.pop();
  const first = lines.find((line, index) => !inString[index] && !isBlank(line));
  if (first === undefined) return textwrapDedent(text);
  const indentation = indentationOf(first);
  const refilled = lines.map((line, index) =>
    inString[index] || line.startsWith(indentation) ? line : indentation + line,
  );
  return smartDedent(refilled.join("\n"));
}

function indentationOf(line: string): string {
  return line.slice(0, line.length - stripStart(line).length);
}

function smartDedent(code: string): string {
  const { tokens, trouble } = tokenize(code);
  if (trouble !== null) return textwrapDedent(code);
  const lines = splitLines(code);
  const inString = markLines(code, tokens, lines.length);
  const columns = lines
    .filter((line, index) => !inString[index] && !isBlank(line))
    .map((line) => indentationOf(line).length);
  const shift = Math.min(...columns, Number.POSITIVE_INFINITY);
  if (shift === 0 || shift === Number.POSITIVE_INFINITY) return code;
  const kept = underIndented(lines, inString, shift);
  return lines.map((line, index) => (kept[index] ? line : withoutIndent(line, shift))).join("\n");
}

function withoutIndent(line: string, shift: number): string {
  let at = 0;
  while (at < shift && (line.charAt(at) === " " || line.charAt(at) === "\t")) at++;
  return line.slice(at);
}

function linesInStrings(text: string, count: number): boolean[] {
  const { tokens, trouble } = tokenize(text);
  return trouble === null ? markLines(text, tokens, count) : new Array<boolean>(count).fill(false);
}

/** For every line whether it starts inside a string literal. */
function markLines(text: string, tokens: readonly Token[], count: number): boolean[] {
  const marked = new Array<boolean>(count).fill(false);
  const mark = (from: number, to: number): void => {
    const first = splitLines(text.slice(0, from)).length;
    const last = first + splitLines(text.slice(from, to)).length - 1;
    marked.fill(true, first, last);
  };
  for (const token of tokens) {
    if (token.kind !== "string" || !/[\r\n]/.test(token.text)) continue;
    if (token.fields === undefined) mark(token.from, token.to);
    else markFormatted(text, token, mark);
  }
  return marked;
}

/**
 * marimo watches the start and end tokens of f-strings without a stack, so an f-string that holds another one marks
 * only the inner one; t-strings it does not know at all.
 */
function markFormatted(text: string, token: Token, mark: (from: number, to: number) => void): void {
  const inner = (token.fields ?? []).flatMap((field) => innerStrings(text, field));
  for (const string of inner) {
    if (string.fields === undefined) mark(string.from, string.to);
    else markFormatted(text, string, mark);
  }
  const holdsFormatted = inner.some((string) => string.fields !== undefined);
  if (!holdsFormatted && /^[rR]?[fF]/.test(token.text)) mark(token.from, token.to);
}

function innerStrings(text: string, field: Field): Token[] {
  const { tokens } = tokenize(`(${text.slice(field.from, field.to)})`);
  const shift = field.from - 1;
  return tokens
    .filter((token) => token.kind === "string")
    .map((token) => shifted(token, shift))
    .concat(field.inSpec.flatMap((nested) => innerStrings(text, nested)));
}

function shifted(token: Token, shift: number): Token {
  const moved = { ...token, from: token.from + shift, to: token.to + shift };
  if (token.fields === undefined) return moved;
  return { ...moved, fields: token.fields.map((field) => shiftedField(field, shift)) };
}

function shiftedField(field: Field, shift: number): Field {
  const inSpec = field.inSpec.map((nested) => shiftedField(nested, shift));
  return { ...field, from: field.from + shift, to: field.to + shift, inSpec };
}

/** Lines of string blocks that have less indentation than the code: dedenting would eat their content. */
function underIndented(lines: readonly string[], inString: readonly boolean[], shift: number): boolean[] {
  const kept = new Array<boolean>(lines.length).fill(false);
  for (let start = 0; start < lines.length; start++) {
    if (!inString[start]) continue;
    let end = start;
    while (end < lines.length && inString[end]) end++;
    const block = lines.slice(start, end).filter((line) => !isBlank(line));
    if (block.some((line) => indentationOf(line).length < shift)) kept.fill(true, start, end);
    start = end;
  }
  return kept;
}

/** Python's textwrap.dedent: the longest common leading white space goes, blank lines become empty. */
export function textwrapDedent(text: string): string {
  const lines = text.split("\n").map((line) => (/^[ \t]+$/.test(line) ? "" : line));
  let margin: string | null = null;
  for (const line of lines) {
    if (line === "") continue;
    const own = /^[ \t]*/.exec(line)?.[0] ?? "";
    margin = margin === null ? own : commonPrefix(margin, own);
  }
  const length = margin?.length ?? 0;
  return lines.map((line) => line.slice(length)).join("\n");
}

function commonPrefix(left: string, right: string): string {
  let length = 0;
  while (length < left.length && left.charAt(length) === right.charAt(length)) length++;
  return left.slice(0, length);
}
