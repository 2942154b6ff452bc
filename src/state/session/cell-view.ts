/** Cells as the frame gets them. */
import { findCheckCalls } from "../../core/checks/calls.ts";
import { type Cell, DEFAULT_NAME, type Notebook } from "../../core/notebook/notebook.ts";
import type { CellView } from "../wall.ts";

export function viewCells(notebook: Notebook): CellView[] {
  return notebook.cells.map((cell) => ({
    id: cell.id,
    name: cell.name === DEFAULT_NAME ? "" : cell.name,
    kind: cell.kind,
    code: cell.code,
    markdown: null,
    hideCode: cell.config.hideCode,
    disabled: cell.config.disabled,
    locked: lockOf(cell),
  }));
}

/** Why a student may not change the cell. Only cells that were in the file are locked: not what a student writes. */
export function lockOf(cell: Cell): CellView["locked"] {
  const code = cell.written?.code ?? "";
  if (code.includes("# === MOGRADER: MARKS ===")) return "marks";
  if (code.includes("# === MOGRADER:")) return "marker";
  const isCheck =
    code.includes("check") && !code.includes("YOUR CODE HERE") && findCheckCalls(code).length > 0;
  return isCheck ? "check" : null;
}
