/** The notebook's text and what it means, and every change of it. */
import { computed, type ReadonlySignal, signal } from "@preact/signals-core";
import { type ListedCheck, listChecks } from "../../core/checks/list.ts";
import type { NotebookFailure } from "../../core/notebook/failure.ts";
import type { Notebook } from "../../core/notebook/notebook.ts";
import { parseNotebook } from "../../core/notebook/parse.ts";
import { printNotebook, sameContent } from "../../core/notebook/print.ts";
import type { Clock } from "../environment.ts";
import type { CellEdit, CellView } from "../wall.ts";
import { applyEdit, type EditRefusal } from "./apply-edit.ts";
import { viewCell } from "./cell-view.ts";
import { createHistory } from "./history.ts";

export interface Source {
  /** Printed when it is asked for: at a keystroke nobody asks. */
  readonly text: ReadonlySignal<string>;
  readonly cells: ReadonlySignal<readonly CellView[]>;
  /** Checks that the text makes. */
  readonly checks: ReadonlySignal<readonly ListedCheck[]>;
  /** False while every cell is as it was handed out. */
  readonly changed: ReadonlySignal<boolean>;
  readonly canUndo: ReadonlySignal<boolean>;
  readonly canRedo: ReadonlySignal<boolean>;
  /** Undefined when the edit was made. */
  edit(edit: CellEdit): undefined | EditRefusal;
  /** These three return false when there is nothing to do. */
  undo(): boolean;
  redo(): boolean;
  reset(): boolean;
  /** Another text as a whole; false when it is the same, or no notebook. */
  replace(text: string): boolean;
  /** The same, for a text that was changed elsewhere: there is nothing to undo here. */
  follow(text: string): boolean;
}

export function createSource(
  document: { readonly source: string; readonly original: string },
  clock: Pick<Clock, "now">,
): Source | NotebookFailure {
  const first = parseNotebook(document.source);
  if ("failure" in first) return first;
  const original = document.source === document.original ? first : parseNotebook(document.original);
  const notebook = signal(first);
  const history = createHistory();
  const cells = computed(() => notebook.value.cells.map(viewCell));
  const text = computed(() => printNotebook(notebook.value));

  function swap(next: Notebook | undefined): boolean {
    if (next === undefined) return false;
    notebook.value = next;
    return true;
  }

  /** Undefined when there is nothing to change. */
  function read(other: string): Notebook | undefined {
    if (other === text.value) return undefined;
    const next = parseNotebook(other);
    return "failure" in next ? undefined : next;
  }

  return {
    text,
    cells,
    checks: computed(() => listChecks(cells.value)),
    changed: computed(() => !("failure" in original) && !sameCells(notebook.value, original)),
    canUndo: history.canUndo,
    canRedo: history.canRedo,
    edit(edit) {
      const next = applyEdit(notebook.value, edit);
      if ("failure" in next) return next;
      if (next === notebook.value) return undefined;
      history.note(notebook.value, { typing: edit.kind === "code" ? edit.cell : null }, clock.now());
      notebook.value = next;
      return undefined;
    },
    undo: () => swap(history.undo(notebook.value)),
    redo: () => swap(history.redo(notebook.value)),
    reset() {
      if ("failure" in original || sameCells(notebook.value, original)) return false;
      history.note(notebook.value, { typing: null }, clock.now());
      return swap(original);
    },
    replace(other) {
      const next = read(other);
      if (next !== undefined) history.note(notebook.value, { typing: null }, clock.now());
      return swap(next);
    },
    follow: (other) => swap(read(other)),
  };
}

function sameCells(left: Notebook, right: Notebook): boolean {
  if (left.cells.length !== right.cells.length) return false;
  return left.cells.every((cell, index) => {
    const other = right.cells[index];
    return other !== undefined && (cell === other || sameContent(cell, other));
  });
}
