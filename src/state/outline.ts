/** The headings of a notebook, for the list beside it. */
import { readInline } from "../core/notebook/prose.ts";
import { type Token, tokenize } from "../core/notebook/python/lexer.ts";
import { decodeLiteral } from "../core/notebook/python/literals.ts";
import type { Field } from "../core/notebook/python/strings.ts";
import type { CellView } from "./wall.ts";

export interface OutlineItem {
  readonly cell: string;
  /** 1 for the largest heading. */
  readonly level: 1 | 2 | 3;
  readonly text: string;
}

// A cell's view is never changed, only replaced: at a key only the cell that was typed in is read again.
const known = new WeakMap<CellView, readonly OutlineItem[]>();

export function outlineOf(cells: readonly CellView[]): OutlineItem[] {
  return cells.flatMap((cell) => {
    const items = known.get(cell) ?? itemsOf(cell);
    known.set(cell, items);
    return items;
  });
}

function itemsOf({ id, markdown, code }: CellView): readonly OutlineItem[] {
  const texts = markdown === null ? markdownCalls(code) : [markdown];
  return texts.flatMap((text) => headingsOf(id, text));
}

const CALL = ["mo", ".", "md", "("];

/** The texts of the `mo.md(f"…")` calls of a cell, also inside `mo.vstack([…])`; what is computed is left open. */
function markdownCalls(code: string): string[] {
  // Most cells have none, and need not be read for it.
  if (!/\bmo\s*\.\s*md\b/.test(code)) return [];
  const tokens = tokenize(code).tokens.filter(({ kind }) => kind !== "comment");
  return tokens.flatMap((token, index) => {
    const isGiven = CALL.every((text, place) => tokens[index - CALL.length + place]?.text === text);
    return token.kind === "string" && isGiven ? [textOf(token)] : [];
  });
}

function textOf({ text, from, fields = [] }: Token): string {
  const open = fields.reduceRight((rest, field) => {
    // A field begins behind its brace.
    return `${rest.slice(0, field.from - from - 1)}…${rest.slice(endOf(field, text, from))}`;
  }, text);
  return decodeLiteral(open) ?? "";
}

/** Behind the closing brace, which comes after the fields of the format specification. */
function endOf({ to, inSpec }: Field, text: string, from: number): number {
  const last = inSpec.at(-1);
  return text.indexOf("}", last === undefined ? to - from : endOf(last, text, from)) + 1;
}

function headingsOf(cell: string, markdown: string): OutlineItem[] {
  const items: OutlineItem[] = [];
  let fenced = false;
  for (const line of markdown.split("\n")) {
    if (/^\s*(```|~~~)/.test(line)) fenced = !fenced;
    const [, marks = "", text = ""] = /^\s{0,8}(#{1,3})\s+(.+?)\s*#*$/.exec(line) ?? [];
    if (fenced || text === "") continue;
    const level = marks.length === 1 ? 1 : marks.length === 2 ? 2 : 3;
    items.push({ cell, level, text: plain(text) });
  }
  return items;
}

/** Without emphasis, code marks, links, HTML, and the signs around a formula and in front of its names. */
function plain(text: string): string {
  const pieces = readInline(text.replace(/!\[/g, "[")).map(({ kind, text: piece }) => {
    if (kind === "code") return piece;
    if (kind === "math") return piece.replace(/\\(?=[A-Za-z])/g, "");
    return piece.replace(/<[^>]*>/g, "").replace(/[*`]|(?<!\w)_|_(?!\w)/g, "");
  });
  return pieces.join("").trim();
}
