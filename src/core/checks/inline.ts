/** The little Markdown that messages of checks are written in: code between backticks, formulas between dollars. */

export interface InlinePart {
  readonly kind: "text" | "code" | "formula";
  /** Without the marks around it. */
  readonly text: string;
}

// As in Pandoc: no space inside of the dollars, no digit behind them, so that prices stay prices.
const MARKED = /`[^`\n]+`|\$(?=\S)[^$\n]*[^$\s]\$(?!\d)/g;

/** Splits a message; everything that is neither code nor formula is text as it was written. */
export function readInline(message: string): readonly InlinePart[] {
  const parts: InlinePart[] = [];
  let from = 0;
  for (const { 0: marked, index } of message.matchAll(MARKED)) {
    if (index > from) parts.push({ kind: "text", text: message.slice(from, index) });
    parts.push({ kind: marked.startsWith("`") ? "code" : "formula", text: marked.slice(1, -1) });
    from = index + marked.length;
  }
  if (from < message.length) parts.push({ kind: "text", text: message.slice(from) });
  return parts;
}
