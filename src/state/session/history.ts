/** Undo and redo of everything that changed the notebook: edits of cells, moves, deletions, Reset. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { Notebook } from "../../core/notebook/notebook.ts";

export interface History {
  readonly canUndo: ReadonlySignal<boolean>;
  readonly canRedo: ReadonlySignal<boolean>;
  /** Notes that `before` is about to be changed; typing in one cell within two seconds is one step. */
  note(before: Notebook, step: Step, at: number): void;
  undo(now: Notebook): Notebook | undefined;
  redo(now: Notebook): Notebook | undefined;
}

/** `cell`: typing in that cell; null: a change of another kind. */
export interface Step {
  readonly typing: string | null;
}

const TOGETHER = 2_000;
/** Versions share every cell that did not change between them. */
const MOST_STEPS = 200;

export function createHistory(): History {
  const canUndo = signal(false);
  const canRedo = signal(false);
  let past: Notebook[] = [];
  let future: Notebook[] = [];
  let lastTyping: { cell: string; at: number } | undefined;

  function settle(): void {
    canUndo.value = past.length > 0;
    canRedo.value = future.length > 0;
  }

  return {
    canUndo,
    canRedo,
    note(before, step, at) {
      const goesOn =
        step.typing !== null &&
        lastTyping?.cell === step.typing &&
        at - lastTyping.at < TOGETHER &&
        past.length > 0;
      lastTyping = step.typing === null ? undefined : { cell: step.typing, at };
      future = [];
      if (!goesOn) past = [...past, before].slice(-MOST_STEPS);
      settle();
    },
    undo(now) {
      const notebook = past.pop();
      if (notebook === undefined) return undefined;
      future.push(now);
      lastTyping = undefined;
      settle();
      return notebook;
    },
    redo(now) {
      const notebook = future.pop();
      if (notebook === undefined) return undefined;
      past.push(now);
      lastTyping = undefined;
      settle();
      return notebook;
    },
  };
}
