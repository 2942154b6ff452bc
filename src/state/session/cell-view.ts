/** Cells as the frame gets them. */
import { findCheckCalls } from "../../core/checks/calls.ts";
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
    locked: lockOf(cell),
  };
  views.set(cell, view);
  return view;
}

/** Why a student may not change the cell. Only cells that were in the file are locked: not what a student writes. */
function lockOf(cell: Cell): CellView["locked"] {
  const code = cell.written?.code ?? "";
  if (code.includes("# === MOGRADER: MARKS ===")) return "marks";
  if (code.includes("# === MOGRADER:")) return "marker";
  const isCheck =
    code.includes("check") && !code.includes("YOUR CODE HERE") && findCheckCalls(code).length > 0;
  return isCheck ? "check" : null;
}
