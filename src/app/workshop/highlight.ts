/** Colours of Python where nobody edits it: the tokens of our own reader, with the classes of the notebook's editor. */
import { type Token, tokenize } from "../../core/notebook/python/lexer.ts";

export interface Piece {
  readonly text: string;
  /** "" for plain text. */
  readonly className: string;
}

const keywords = new Set(
  "and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield True False None".split(
    " ",
  ),
);

/** The lines of a text; what cannot be read any more stays plain. */
export function highlightLines(code: string): readonly (readonly Piece[])[] {
  const lines: Piece[][] = [[]];
  const add = (text: string, className: string): void => {
    for (const [index, part] of text.split("\n").entries()) {
      if (index > 0) lines.push([]);
      if (part !== "") lines.at(-1)?.push({ text: part, className });
    }
  };
  let at = 0;
  for (const token of tokenize(code).tokens) {
    if (token.from < at || token.to <= token.from) continue;
    add(code.slice(at, token.from), "");
    add(code.slice(token.from, token.to), classOf(token));
    at = token.to;
  }
  add(code.slice(at), "");
  return lines;
}

function classOf({ kind, text }: Token): string {
  if (kind === "name") return keywords.has(text) ? "code-keyword" : "";
  return kind === "string" || kind === "number" || kind === "comment" ? `code-${kind}` : "";
}
