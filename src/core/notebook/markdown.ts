/** Cells that are one `mo.md("…")`: recognised, read and written as marimo does (compiler.py, codegen.py). */
import { textwrapDedent } from "./python/dedent.ts";
import type { Token } from "./python/lexer.ts";
import { decodeLiteral } from "./python/literals.ts";
import { type Parsed, parseModule } from "./python/module.ts";
import { strip, stripEnd } from "./text.ts";

/** The Markdown of a cell; undefined when the cell is anything but one `mo.md` of a constant text. */
export function markdownOf(code: string): string | undefined {
  // Most cells are none, and need not be parsed to know it.
  if (!/\bmo\s*\.\s*md\b/.test(code)) return undefined;
  const module = parseModule(code);
  return "message" in module ? undefined : markdownIn(module);
}

/** A cell that shows this Markdown. */
export function markdownCode(markdown: string): string {
  const text = strip(markdown);
  const isSafe = !text.includes('"""') && !text.endsWith('"') && !text.endsWith("\\");
  if (isSafe || text.endsWith('"') === false) {
    const code = `mo.md(r"""\n${text}\n""")`;
    if (markdownOf(code) === text) return code;
  }
  const escaped = text.replaceAll("\\", "\\\\").replaceAll('"""', '\\"\\"\\"');
  return `mo.md("""\n${escaped}\n""")`;
}

export function markdownIn(module: Parsed): string | undefined {
  const [statement] = module.body;
  if (module.body.length !== 1 || statement?.kind !== "Expr" || statement.value.kind !== "Call")
    return undefined;
  const { function: callee, args } = statement.value;
  const isMarkdown = callee.kind === "Attribute" && callee.name === "md" && callee.value.kind === "Name";
  if (!isMarkdown || callee.value.kind !== "Name" || callee.value.id !== "mo" || args.length !== 1)
    return undefined;
  const [text] = args;
  if (text?.kind !== "String" || text.fields.length > 0) return undefined;
  const values = text.literals.map(decodeLiteral);
  // An f-string without any text has no constant inside.
  if (values.includes(undefined) || (values.join("") === "" && text.literals.some(isFormatted)))
    return undefined;
  const [first = "", ...rest] = values.join("").split("\n").map(stripEnd);
  return strip(`${textwrapDedent(first)}\n${textwrapDedent(rest.join("\n"))}`);
}

function isFormatted(literal: string): boolean {
  return /^[rR]?[fFtT]/.test(literal);
}

/**
 * The code of a markdown cell in marimo's layout. Comments inside the call get lost in marimo; where its layout would
 * change the text, the code stays as it is.
 */
export function formatMarkdown(code: string, module: Parsed): string {
  const markdown = markdownIn(module);
  if (!markdown) return code;
  const { tokens } = module;
  const mo = tokens.find((token) => token.kind === "name");
  const close = tokens.findLast((token) => token.text === ")" && token.kind === "operator");
  const literal = tokens.findLast((token) => token.kind === "string");
  if (mo === undefined || close === undefined || literal === undefined) return code;
  const tag = tagOf(literal);
  const braced = /f/i.test(tag) ? markdown.replaceAll("{", "{{").replaceAll("}", "}}") : markdown;
  const body = `mo.md(${tag}"""\n${braced.replaceAll('""', '"\\"')}\n""")`;
  const formatted = withoutIndents(code.slice(0, mo.from)) + body + withoutIndents(code.slice(close.to));
  return markdownOf(formatted) === markdown ? formatted : code;
}

function tagOf(literal: Token): string {
  return /^[rRtTfF]{0,2}/.exec(literal.text)?.[0] ?? "";
}

function withoutIndents(text: string): string {
  return text
    .split("\n")
    .map((line) => line.replace(/^[ \t\f]+/, ""))
    .join("\n");
}
