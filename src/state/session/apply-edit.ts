/** One proposed change of the source, made or refused. */
import {
  convertToCode,
  convertToMarkdown,
  insertAfter,
  isCellName,
  move,
  remove,
  rename,
  setCode,
  setConfig,
} from "../../core/notebook/edit.ts";
import { markdownCode } from "../../core/notebook/markdown.ts";
import { findCell, type Notebook } from "../../core/notebook/notebook.ts";
import type { CellEdit } from "../wall.ts";
import { viewCell } from "./cell-view.ts";

export type EditRefusal =
  | { failure: "cell-locked" }
  | { failure: "no-such-cell" }
  | { failure: "cell-exists" }
  | { failure: "bad-cell-name"; name: string };

type EditOfCell = Exclude<CellEdit, { kind: "insert" }>;

/** The notebook with the edit in it; the same object when the edit changes nothing. */
export function applyEdit(notebook: Notebook, edit: CellEdit): Notebook | EditRefusal {
  if (edit.kind === "insert") return insert(notebook, edit);
  const cell = findCell(notebook, edit.cell);
  if (cell === undefined) return { failure: "no-such-cell" };
  if (viewCell(cell).locked !== null) return { failure: "cell-locked" };
  return change(notebook, edit);
}

function change(notebook: Notebook, edit: EditOfCell): Notebook | EditRefusal {
  const { cell } = edit;
  switch (edit.kind) {
    case "code":
      return findCell(notebook, cell)?.code === edit.code ? notebook : setCode(notebook, cell, edit.code);
    case "rename":
      return edit.name === "" || isCellName(edit.name)
        ? rename(notebook, cell, edit.name)
        : { failure: "bad-cell-name", name: edit.name };
    case "config": {
      const { hideCode, disabled } = edit;
      const given = {
        ...(hideCode !== undefined && { hideCode }),
        ...(disabled !== undefined && { disabled }),
      };
      return setConfig(notebook, cell, given);
    }
    case "delete":
      return remove(notebook, cell);
    case "move":
      return moveBy(notebook, cell, edit.to);
    case "convert":
      return edit.to === "markdown" ? convertToMarkdown(notebook, cell) : convertToCode(notebook, cell);
    default:
      return edit satisfies never;
  }
}

function insert(notebook: Notebook, edit: Extract<CellEdit, { kind: "insert" }>): Notebook | EditRefusal {
  const isTaken = [...notebook.cells, ...notebook.read].some((cell) => cell.id === edit.cell);
  if (isTaken) return { failure: "cell-exists" };
  if (edit.after !== null && findCell(notebook, edit.after) === undefined) return { failure: "no-such-cell" };
  return insertAfter(notebook, edit.after, {
    id: edit.cell,
    code: edit.markdown ? markdownCode(edit.code) : edit.code,
    config: { hideCode: edit.markdown },
  });
}

function moveBy(notebook: Notebook, id: string, to: "up" | "down"): Notebook {
  const { cells } = notebook;
  const at = cells.findIndex((cell) => cell.id === id);
  if (to === "up") return at === 0 ? notebook : move(notebook, id, cells[at - 2]?.id ?? null);
  const next = cells[at + 1];
  return next === undefined ? notebook : move(notebook, id, next.id);
}
