/** The notebook's text and what it means, and every change of it. */
import { computed, type ReadonlySignal, signal } from "@preact/signals-core";
import { type ListedCheck, listChecks } from "../../core/checks/list.ts";
import type { NotebookFailure } from "../../core/notebook/failure.ts";
import { parseNotebook } from "../../core/notebook/parse.ts";
import { printNotebook } from "../../core/notebook/print.ts";
import type { Clock } from "../environment.ts";
import type { CellEdit, CellView } from "../wall.ts";
import { applyEdit, type EditRefusal } from "./apply-edit.ts";
import { viewCells } from "./cell-view.ts";
import { createHistory, type Version } from "./history.ts";

export interface Source {
  readonly text: ReadonlySignal<string>;
  readonly cells: ReadonlySignal<readonly CellView[]>;
  /** Checks that the text makes. */
  readonly checks: ReadonlySignal<readonly ListedCheck[]>;
  readonly canUndo: ReadonlySignal<boolean>;
  readonly canRedo: ReadonlySignal<boolean>;
  /** Undefined when the edit was made. */
  edit(edit: CellEdit): undefined | EditRefusal;
  /** These three return false when there is nothing to do. */
  undo(): boolean;
  redo(): boolean;
  reset(): boolean;
}

export function createSource(
  document: { readonly source: string; readonly original: string },
  clock: Pick<Clock, "now">,
): Source | NotebookFailure {
  const first = read(document.source);
  if ("failure" in first) return first;
  const version = signal<Version>(first);
  const history = createHistory();
  const cells = computed(() => viewCells(version.value.notebook));

  function swap(next: Version | undefined): boolean {
    if (next === undefined) return false;
    version.value = next;
    return true;
  }

  return {
    text: computed(() => version.value.source),
    cells,
    checks: computed(() => listChecks(cells.value)),
    canUndo: history.canUndo,
    canRedo: history.canRedo,
    edit(edit) {
      const notebook = applyEdit(version.value.notebook, edit);
      if ("failure" in notebook) return notebook;
      if (notebook === version.value.notebook) return undefined;
      history.note(version.value, { typing: edit.kind === "code" ? edit.cell : null }, clock.now());
      version.value = { notebook, source: printNotebook(notebook) };
      return undefined;
    },
    undo: () => swap(history.undo(version.value)),
    redo: () => swap(history.redo(version.value)),
    reset() {
      if (version.value.source === document.original) return false;
      const original = read(document.original);
      if ("failure" in original) return false;
      history.note(version.value, { typing: null }, clock.now());
      return swap(original);
    },
  };
}

function read(source: string): Version | NotebookFailure {
  const notebook = parseNotebook(source);
  return "failure" in notebook ? notebook : { notebook, source };
}
