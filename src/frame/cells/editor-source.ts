/** The text of one cell as its editors see it: a code cell's Python, a text cell's Markdown. */
import { computed, type ReadonlySignal, type Signal } from "@preact/signals";
import { notebookWords } from "../../words/notebook.ts";
import type { Completion, FrameCell, FrameModel } from "../model.ts";
import { cellName } from "./cell-name.ts";

export interface EditorSource {
  /** True when the text is Markdown and not Python; a source with another answer is another source. */
  readonly prose: boolean;
  readonly text: ReadonlySignal<string>;
  readonly locked: ReadonlySignal<boolean>;
  readonly label: ReadonlySignal<string>;
  write(text: string): void;
  run(): void;
  runAndGoOn(): void;
  complete(text: string, cursor: number): Promise<readonly Completion[]>;
}

/** Runs the cell and goes to the next; after the last one there is a new one to go to. */
function runAndGoOn(model: FrameModel, id: string): void {
  model.actions.run([id]);
  const cells = model.cells.value;
  const next = cells[cells.findIndex((cell) => cell.id === id) + 1];
  model.reveal.value = next?.id ?? model.actions.insert(id, false);
}

/** `opened` says whether the cell is unfolded: going on from a text cell folds it, so that it can be read. */
export function createEditorSource(
  model: FrameModel,
  cell: FrameCell,
  opened: Signal<boolean>,
  prose: boolean,
): EditorSource {
  const { actions } = model;
  return {
    prose,
    text: computed(() => cell.view.value.markdown ?? cell.view.value.code),
    locked: computed(() => cell.view.value.locked !== null),
    label: computed(() => {
      const name = cellName(model, cell.id) ?? "";
      return prose ? notebookWords.code.textLabel(name) : notebookWords.code.label(name);
    }),
    write: (text) => actions.write(cell.id, text),
    run: () => actions.run([cell.id]),
    runAndGoOn() {
      runAndGoOn(model, cell.id);
      if (prose) opened.value = false;
    },
    complete: (text, cursor) => actions.complete(cell.id, text, cursor),
  };
}
