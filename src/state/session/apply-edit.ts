/** One proposed change of the source, made or refused. */
import {
  type Cell,
  type CellContent,
  DEFAULT_CONFIG,
  DEFAULT_NAME,
  findCell,
  type Notebook,
} from "../../core/notebook/notebook.ts";
import type { CellEdit } from "../wall.ts";
import { lockOf } from "./cell-view.ts";

export type EditRefusal =
  | { failure: "cell-locked" }
  | { failure: "no-such-cell" }
  | { failure: "cell-exists" };

export function applyEdit(notebook: Notebook, edit: CellEdit): Notebook | EditRefusal {
  if (edit.kind === "insert") return insert(notebook, edit);
  const cell = findCell(notebook, edit.cell);
  if (cell === undefined) return { failure: "no-such-cell" };
  if (lockOf(cell) !== null) return { failure: "cell-locked" };
  switch (edit.kind) {
    case "code":
      return change(notebook, cell, { code: edit.code });
    case "rename":
      return change(notebook, cell, { name: edit.name === "" ? DEFAULT_NAME : edit.name });
    case "config": {
      const { hideCode = cell.config.hideCode, disabled = cell.config.disabled } = edit;
      return change(notebook, cell, { config: { ...cell.config, hideCode, disabled } });
    }
    case "delete":
      return { ...notebook, cells: notebook.cells.filter((other) => other !== cell) };
    case "move":
      return move(notebook, cell, edit.to === "up" ? -1 : 1);
    case "convert":
      return notebook;
    default:
      return edit satisfies never;
  }
}

function change(notebook: Notebook, cell: Cell, content: Partial<CellContent>): Notebook {
  return {
    ...notebook,
    cells: notebook.cells.map((other) => (other === cell ? { ...cell, ...content } : other)),
  };
}

function move(notebook: Notebook, cell: Cell, by: number): Notebook {
  const cells = notebook.cells.filter((other) => other !== cell);
  const at = Math.min(cells.length, Math.max(0, notebook.cells.indexOf(cell) + by));
  return { ...notebook, cells: cells.toSpliced(at, 0, cell) };
}

function insert(notebook: Notebook, edit: Extract<CellEdit, { kind: "insert" }>): Notebook | EditRefusal {
  if (findCell(notebook, edit.cell) !== undefined) return { failure: "cell-exists" };
  const at = edit.after === null ? 0 : notebook.cells.findIndex((cell) => cell.id === edit.after) + 1;
  const fresh: Cell = {
    id: edit.cell,
    kind: "code",
    name: DEFAULT_NAME,
    code: edit.code,
    config: DEFAULT_CONFIG,
    lead: "\n\n",
    written: null,
  };
  return { ...notebook, cells: notebook.cells.toSpliced(at, 0, fresh) };
}
