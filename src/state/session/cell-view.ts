/** Cells as the frame gets them. */
import { lockReason } from "../../core/notebook/locked.ts";
import { markdownOf } from "../../core/notebook/markdown.ts";
import { type Cell, DEFAULT_NAME } from "../../core/notebook/notebook.ts";
import type { CellView } from "../wall.ts";

// A cell is never changed, only replaced: what was found out about it holds for as long as it lives.
const views = new WeakMap<Cell, CellView>();

export function viewCell(cell: Cell): CellView {
  const known = views.get(cell);
  if (known !== undefined) return known;
  const view: CellView = {
    id: cell.id,
    name: cell.name === DEFAULT_NAME ? "" : cell.name,
    kind: cell.kind,
    code: cell.code,
    markdown: cell.kind === "code" ? (markdownOf(cell.code) ?? null) : null,
    hideCode: cell.config.hideCode,
    disabled: cell.config.disabled,
    // Only what was in the file is locked: a check that a student writes is theirs.
    locked: cell.written === null ? null : lockReason(cell.written.code),
  };
  views.set(cell, view);
  return view;
}
