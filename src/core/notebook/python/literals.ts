/** Values of constant literals: what options and `_unparsable_cell` hold. */
import type { OptionValue } from "../notebook.ts";
import { unixLines } from "../text.ts";
import type { Token } from "./lexer.ts";
import { scanLiteral } from "./strings.ts";

/** `name=value` in a call; `name` is "" for a positional argument. */
export interface Argument {
  name: string;
  /** The value as it stands in the source. */
  text: string;
  tokens: readonly Token[];
}

/** Arguments of the call whose "(" is `tokens[open]`, and the index after its ")". */
export function readArguments(text: string, tokens: readonly Token[], open: number): [Argument[], number] {
  const found: Argument[] = [];
  let depth = 0;
  let start = open + 1;
  for (let index = open; index < tokens.length; index++) {
    const token = tokens[index]?.text ?? "";
    const isOperator = tokens[index]?.kind === "operator";
    if (isOperator && "([{".includes(token)) depth++;
    else if (isOperator && ")]}".includes(token)) depth--;
    if (depth === 0 || (depth === 1 && isOperator && token === ",")) {
      const argument = toArgument(text, tokens.slice(start, index));
      if (argument !== undefined) found.push(argument);
      start = index + 1;
    }
    if (depth === 0) return [found, index + 1];
  }
  return [found, tokens.length];
}

function toArgument(text: string, all: readonly Token[]): Argument | undefined {
  const tokens = all.filter((token) => token.kind !== "comment");
  const named = tokens[0]?.kind === "name" && tokens[1]?.text === "=";
  const value = named ? tokens.slice(2) : tokens;
  const first = value[0];
  const last = value.at(-1);
  if (first === undefined || last === undefined) return undefined;
  return { name: named ? (tokens[0]?.text ?? "") : "", text: text.slice(first.from, last.to), tokens: value };
}

/** The value of a constant or a list of constants; undefined for any other expression. */
export function constantValue(tokens: readonly Token[]): OptionValue | undefined {
  const [first] = tokens;
  if (first === undefined) return undefined;
  if (first.text === "[" && tokens.at(-1)?.text === "]") {
    const [items] = readArguments("", tokens, 0);
    const values = items.map((item) => constantValue(item.tokens));
    return values.filter((value) => value !== undefined);
  }
  if (first.kind === "string") return stringValue(tokens);
  if (tokens.length > 1) return undefined;
  if (first.kind === "number") {
    const value = Number(first.text.replaceAll("_", ""));
    return Number.isNaN(value) ? undefined : value;
  }
  return { True: true, False: false, None: null }[first.text];
}

/** The text of string literals standing side by side; undefined for bytes and f-strings. */
export function stringValue(tokens: readonly Token[]): string | undefined {
  if (tokens.length === 0 || tokens.some((token) => token.kind !== "string" || token.fields !== undefined))
    return undefined;
  const parts = tokens.map((token) => decodeLiteral(token.text));
  return parts.some((part) => part === undefined) ? undefined : parts.join("");
}

/** The value of one string literal; undefined for bytes, t-strings and f-strings with fields. */
export function decodeLiteral(source: string): string | undefined {
  const literal = scanLiteral(source, 0);
  if (literal === undefined || "broken" in literal || /[bt]/i.test(literal.prefix)) return undefined;
  if (literal.fields.length > 0) return undefined;
  const raw = source.slice(literal.prefix.length + literal.quote.length, literal.to - literal.quote.length);
  const inner = /f/i.test(literal.prefix) ? raw.replaceAll("{{", "{").replaceAll("}}", "}") : raw;
  return /r/i.test(literal.prefix) ? unixLines(inner) : unescapeText(unixLines(inner));
}

const ESCAPE = /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]))/g;
const SINGLE: Record<string, string> = {
  "\n": "",
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

function unescapeText(text: string): string {
  return text.replace(
    ESCAPE,
    (whole, octal?: string, x?: string, u?: string, U?: string, single?: string) => {
      if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
      const hex = x ?? u ?? U;
      if (hex !== undefined) {
        const code = Number.parseInt(hex, 16);
        return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      }
      if (single === undefined) return whole;
      return "\\'\"".includes(single) ? single : (SINGLE[single] ?? whole);
    },
  );
}

/** Why the escapes of a literal, or its bytes, are an error; null when they are none. */
export function escapeProblem(token: Token): string | null {
  const prefix = /^[a-z]*/i.exec(token.text)?.[0].toLowerCase() ?? "";
  const isBytes = prefix.includes("b");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
  if (isBytes && /[^\x00-\x7f]/.test(token.text)) return "bytes can only contain ASCII literal characters";
  if (prefix.includes("r")) return null;
  const literal = (token.fields ?? []).reduceRight(
    (text, field) => text.slice(0, field.from - token.from) + text.slice(field.to - token.from),
    token.text,
  );
  for (const [found] of literal.matchAll(/\\(?:x.{0,2}|u.{0,4}|U.{0,8}|N(?:\{[^}]*\}?)?|[\s\S])/g)) {
    if (found[1] === "x" && !/^\\x[0-9a-f]{2}$/i.test(found)) return "truncated \\xXX escape";
    if (isBytes) continue;
    if (found[1] === "u" && !/^\\u[0-9a-f]{4}$/i.test(found)) return "truncated \\uXXXX escape";
    if (found[1] === "U" && !/^\\U00(?:10|0[0-9a-f])[0-9a-f]{4}$/i.test(found))
      return "truncated \\UXXXXXXXX escape";
    if (found[1] === "N" && !/^\\N\{[^}]+\}$/.test(found)) return "malformed \\N character escape";
  }
  return null;
}
