/** The headings of a notebook, for the list beside it. */
import type { CellView } from "./wall.ts";

export interface OutlineItem {
  readonly cell: string;
  /** 1 for the largest heading. */
  readonly level: 1 | 2 | 3;
  readonly text: string;
}

export function outlineOf(cells: readonly CellView[]): OutlineItem[] {
  return cells.flatMap((cell) => headingsOf(cell.id, cell.markdown ?? markdownCall(cell.code)));
}

/** The text of an `mo.md(f"…")` call; what is computed is left open. */
function markdownCall(code: string): string {
  const text = /(?:^|\n)mo\.md\(\s*[rRfF]*("""|''')([\s\S]*?)\1/.exec(code)?.[2] ?? "";
  return text.replace(/\{[^{}]*\}/g, "…");
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

/** Without emphasis, code marks, links and HTML. */
function plain(text: string): string {
  return text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/<[^>]*>/g, "")
    .replace(/[*`]|(?<!\w)_|_(?!\w)/g, "")
    .trim();
}
