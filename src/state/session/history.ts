/** Undo and redo of everything that changed the notebook: edits of cells, moves, deletions, Reset. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { Notebook } from "../../core/notebook/notebook.ts";

/** A notebook and its text. */
export interface Version {
  readonly notebook: Notebook;
  readonly source: string;
}

export interface History {
  readonly canUndo: ReadonlySignal<boolean>;
  readonly canRedo: ReadonlySignal<boolean>;
  /** Notes that `before` is about to be changed; typing in one cell within two seconds is one step. */
  note(before: Version, step: Step, at: number): void;
  undo(now: Version): Version | undefined;
  redo(now: Version): Version | undefined;
}

/** `cell`: typing in that cell; null: a change of another kind. */
export interface Step {
  readonly typing: string | null;
}

const TOGETHER = 2_000;
const MOST_STEPS = 200;
const MOST_CHARACTERS = 30_000_000;

export function createHistory(): History {
  const canUndo = signal(false);
  const canRedo = signal(false);
  let past: Version[] = [];
  let future: Version[] = [];
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
      if (!goesOn) past = trim([...past, before]);
      settle();
    },
    undo(now) {
      const version = past.pop();
      if (version === undefined) return undefined;
      future.push(now);
      lastTyping = undefined;
      settle();
      return version;
    },
    redo(now) {
      const version = future.pop();
      if (version === undefined) return undefined;
      past.push(now);
      lastTyping = undefined;
      settle();
      return version;
    },
  };
}

function trim(versions: Version[]): Version[] {
  let characters = 0;
  const kept = versions.slice(-MOST_STEPS).reverse();
  const end = kept.findIndex((version) => {
    characters += version.source.length;
    return characters > MOST_CHARACTERS;
  });
  return (end < 0 ? kept : kept.slice(0, Math.max(1, end))).reverse();
}
