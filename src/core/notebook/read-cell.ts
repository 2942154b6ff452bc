/** From a cell's own text to what it says, by marimo's rules (marimo/_ast/parse.py). */

import { withoutGuard } from "./indentation-guard.ts";
import type { CellConfig, CellContent, CellKind, Written } from "./notebook.ts";
import { DEFAULT_CONFIG, DEFAULT_NAME, SETUP_NAME } from "./notebook.ts";
import { fixedDedent } from "./python/dedent.ts";
import { type Token, tokenize } from "./python/lexer.ts";
import { type Argument, constantValue, readArguments, stringValue } from "./python/literals.ts";
import type { Chunk } from "./split.ts";
import { isBlank, splitLines, strip, stripEnd, throughComment, unixLines } from "./text.ts";

/** The cell at the start of a chunk; what follows it in the chunk belongs to no cell. */
export function readCell(text: string, chunk: Chunk): Written {
  if (chunk.kind === "unparsable") return readUnparsable(text, chunk.tokens.tokens);
  const head = readHead(text, chunk);
  if (chunk.tokens.trouble !== null || head.block === null) return readBroken(text, head);
  return readWhole(text, head, head.block);
}

/** The part of a cell in front of its code. */
interface Head {
  kind: CellKind;
  name: string;
  config: CellConfig;
  /** Offset after the line of the `@app.…` decorator. */
  afterDecorator: number;
  /** Tokens after the colon; null when there is no colon. */
  block: readonly Token[] | null;
}

const KINDS: Record<string, CellKind> = { cell: "code", function: "function", class_definition: "class" };

function readHead(text: string, chunk: Chunk): Head {
  const { tokens } = chunk.tokens;
  const app = tokens.findIndex(
    (token, index) => token.text === "app" && (chunk.kind === "setup" || tokens[index - 1]?.text === "@"),
  );
  const [given, afterArguments] =
    tokens[app + 3]?.text === "(" ? readArguments(text, tokens, app + 3) : [[], app + 3];
  const kind = chunk.kind === "setup" ? "setup" : (KINDS[tokens[app + 2]?.text ?? ""] ?? "code");
  const colon = endOfHeader(tokens, afterArguments);
  const keyword = tokens.findIndex(
    (token, index) => index >= afterArguments && /^(?:def|class)$/.test(token.text),
  );
  const definition = keyword < 0 || (colon >= 0 && keyword > colon) ? undefined : tokens[keyword + 1];
  const lineEnd = tokens.find((token, index) => index >= afterArguments && token.kind === "newline");
  return {
    kind,
    name: kind === "setup" ? SETUP_NAME : (definition?.text ?? nameInBroken(text)),
    config: readConfig(given),
    afterDecorator: kind === "setup" ? 0 : (lineEnd?.to ?? text.length),
    block: colon < 0 || (kind !== "setup" && definition === undefined) ? null : tokens.slice(colon + 1),
  };
}

/** Index of the colon that opens the block, brackets left out. */
function endOfHeader(tokens: readonly Token[], from: number): number {
  let depth = 0;
  for (let index = from; index < tokens.length; index++) {
    const token = tokens[index];
    if (token?.kind !== "operator") continue;
    if ("([{".includes(token.text)) depth++;
    else if (")]}".includes(token.text)) depth--;
    else if (token.text === ":" && depth === 0) return index;
  }
  return -1;
}

function nameInBroken(text: string): string {
  return /^(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)/m.exec(text)?.[1] ?? DEFAULT_NAME;
}

export function readConfig(given: readonly Argument[]): CellConfig {
  let config = DEFAULT_CONFIG;
  for (const { name, text, tokens } of given) {
    const value = constantValue(tokens);
    if (name === "hide_code" && typeof value === "boolean") config = { ...config, hideCode: value };
    else if (name === "disabled" && typeof value === "boolean") config = { ...config, disabled: value };
    else if (name === "column" && (value === null || typeof value === "number"))
      config = { ...config, column: value };
    else if (name !== "") config = { ...config, other: { ...config.other, [name]: unixLines(text) } };
  }
  return config;
}

function written(head: Head, code: string, text: string): Written {
  return { kind: head.kind, name: head.name, code, config: head.config, text };
}

/** A cell whose text is no Python: everything up to the next cell is its own. */
function readBroken(text: string, head: Head): Written {
  const own = stripEnd(text);
  const bodyStart = head.block?.find((token) => token.kind === "newline")?.to;
  const start =
    head.kind === "code" || head.kind === "setup" ? (bodyStart ?? head.afterDecorator) : head.afterDecorator;
  const lines = splitLines(own.slice(start));
  const body = head.kind === "code" ? withoutReturn(lines) : lines;
  return written(head, strip(fixedDedent(body.join("\n"))), own);
}

function withoutReturn(lines: readonly string[]): readonly string[] {
  const indentation = /^[ \t]*/.exec(lines.find((line) => !isBlank(line)) ?? "")?.[0] ?? "";
  const last = lines.findLastIndex((line) => !isBlank(line));
  const line = lines[last] ?? "";
  const isReturn =
    line.startsWith(indentation) && /^return(?:[ \t(]|$)/.test(line.slice(indentation.length).trimEnd());
  return isReturn ? lines.slice(0, last) : lines;
}

function readWhole(text: string, head: Head, block: readonly Token[]): Written {
  const newline = block.findIndex((token) => token.kind === "newline");
  const inLine = block.slice(0, Math.max(newline, 0)).some((token) => token.kind !== "comment");
  if (inLine) return readOneLine(text, head, block.slice(0, newline));
  const body = blockTokens(block.slice(newline + 1));
  const bodyStart = block[newline]?.to ?? text.length;
  const end = endOfBlock(text, body);
  const own = text.slice(0, end);
  if (head.kind === "function" || head.kind === "class") {
    return written(head, fixedDedent(unixLines(stripEnd(text.slice(head.afterDecorator, end)))), own);
  }
  const until = head.kind === "code" ? beforeReturn(text, body, bodyStart, end) : end;
  const code = fixedDedent(unixLines(text.slice(bodyStart, until)));
  return written(head, head.kind === "setup" ? code.replace(/\npass$/, "") : code, own);
}

/** `def _(): return` and its like, which marimo never writes but Python allows. */
function readOneLine(text: string, head: Head, statement: readonly Token[]): Written {
  const own = text.slice(0, statement.at(-1)?.to ?? text.length);
  if (head.kind === "function" || head.kind === "class") {
    return written(head, fixedDedent(unixLines(own.slice(head.afterDecorator))), own);
  }
  const last = statement.findLastIndex((token) => token.text === ";" && token.kind === "operator");
  const returns =
    statement[last + 1]?.text === "return" ? (statement[last + 1]?.from ?? own.length) : own.length;
  return written(head, stripEnd(unixLines(own.slice(statement[0]?.from ?? 0, returns))), own);
}

/** The tokens of the indented block at the start, comments after it included as long as they are indented. */
function blockTokens(tokens: readonly Token[]): readonly Token[] {
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.kind === "indent") depth++;
    if (token.kind === "dedent" && --depth === 0) return tokens.slice(0, index);
  }
  return tokens;
}

/** Offset after the block's last line: trailing comments count while they are indented as the block is. */
function endOfBlock(text: string, body: readonly Token[]): number {
  const first = body.find((token) => token.kind === "indent");
  const indentation = indentBefore(text, first?.from ?? 0);
  const last = body.findLastIndex((token) => token.kind === "newline");
  let end = endOfLine(text, body.slice(0, last).findLast((token) => token.kind !== "dedent")?.to ?? 0);
  for (const token of body.slice(last + 1)) {
    if (token.kind !== "comment") continue;
    if (!indentBefore(text, token.from).startsWith(indentation)) break;
    end = token.to;
  }
  return end;
}

function indentBefore(text: string, offset: number): string {
  return /[ \t\f]*$/.exec(text.slice(0, offset))?.[0] ?? "";
}

function endOfLine(text: string, offset: number): number {
  const length = text.slice(offset).search(/[\r\n]/);
  return length < 0 ? text.length : offset + length;
}

const COMPOUND = /^(?:if|for|while|with|try|def|class|async|match|@)$/;

/** Where the code ends: before a final `return` of the block itself, else at the end of the block. */
function beforeReturn(text: string, body: readonly Token[], start: number, end: number): number {
  const final = finalReturn(body);
  if (final === undefined) return end;
  return final.ownLine ? Math.max(start, lineBreakBefore(text, final.from)) : final.from;
}

interface FinalReturn {
  from: number;
  to: number;
  /** It is the first statement of its line. */
  ownLine: boolean;
}

function finalReturn(body: readonly Token[]): FinalReturn | undefined {
  let depth = 0;
  let line: Token[] = [];
  let lastLine: Token[] = [];
  for (const token of body) {
    if (token.kind === "indent") depth++;
    else if (token.kind === "dedent") depth--;
    else if (token.kind === "newline") {
      lastLine = depth === 1 ? line : [];
      line = [];
    } else if (token.kind !== "comment" && token.kind !== "end") line.push(token);
  }
  const [first] = lastLine;
  const to = lastLine.at(-1)?.to ?? 0;
  if (first === undefined || COMPOUND.test(first.text)) return undefined;
  if (first.text === "return") return { from: first.from, to, ownLine: true };
  const last = lastLine.findLast(
    (token, index) => token.text === "return" && lastLine[index - 1]?.text === ";",
  );
  return last === undefined ? undefined : { from: last.from, to, ownLine: false };
}

/** The parts of an `@app.cell` that depend on other cells; offsets count in the cell's text. */
export interface Body {
  /** From `def` or `async` to the colon. */
  signature: { from: number; to: number };
  indentation: string;
  /** The final return with its indentation; null when there is none. */
  returns: { from: number; to: number } | null;
}

/** undefined for a cell that is broken or stands on one line. */
export function findBody(text: string): Body | undefined {
  const tokens = tokenize(text);
  const chunk: Chunk = { kind: "cell", from: 0, to: text.length, tokens };
  const { block } = readHead(text, chunk);
  if (tokens.trouble !== null || block === null) return undefined;
  const newline = block.findIndex((token) => token.kind === "newline");
  if (block.slice(0, newline).some((token) => token.kind !== "comment")) return undefined;
  const body = blockTokens(block.slice(newline + 1));
  const colon = tokens.tokens[tokens.tokens.length - block.length - 1];
  const start = tokens.tokens.findLast((token) => token.text === "def" && token.from < (colon?.from ?? 0));
  const before = tokens.tokens[(start === undefined ? 0 : tokens.tokens.indexOf(start)) - 1];
  const final = finalReturn(body);
  if (start === undefined || colon === undefined || final?.ownLine === false) return undefined;
  const indentation = indentBefore(text, body.find((token) => token.kind === "indent")?.from ?? 0);
  return {
    signature: { from: before?.text === "async" ? before.from : start.from, to: colon.to },
    indentation,
    returns: final === undefined ? null : { from: final.from - indentation.length, to: final.to },
  };
}

function lineBreakBefore(text: string, offset: number): number {
  const before = text.slice(0, offset).replace(/[ \t\f]*$/, "");
  return before.replace(/(?:\r\n|\n|\r)$/, "").length;
}

function readUnparsable(text: string, tokens: readonly Token[]): Written {
  const [given, after] = readArguments(
    text,
    tokens,
    tokens.findIndex((token) => token.text === "("),
  );
  const own =
    tokens[after - 1]?.text === ")"
      ? text.slice(0, throughComment(text, tokens[after - 1]?.to ?? 0))
      : stripEnd(text);
  const name = stringValue(given.find((argument) => argument.name === "name")?.tokens ?? []);
  const code = stringValue(given.find((argument) => argument.name === "")?.tokens ?? []) ?? "";
  const config = readConfig(given.filter((argument) => argument.name !== "name"));
  const content: CellContent = {
    kind: "unparsable",
    name: name ?? DEFAULT_NAME,
    code: withoutGuard(strip(fixedDedent(code))),
    config,
  };
  return { ...content, text: own };
}
