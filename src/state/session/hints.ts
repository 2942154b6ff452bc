/** Hints that the notebook offers, and those that were opened: by their place, so that each counts once. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import { type OpenedHints, printOpenedHints, readOpenedHints } from "../../core/workshop/opened-hints.ts";
import type { DraftKey, Preferences } from "../environment.ts";
import type { CellView, FrameMessage } from "../wall.ts";

export interface HintCount {
  readonly opened: number;
  readonly all: number;
}

export interface Hints {
  /** Of some of the notebook's cells; none before they have run. */
  count(cells: readonly Pick<CellView, "id">[]): HintCount;
  hear(message: FrameMessage): void;
}

const MOST_CELLS = 500;

export function createHints(
  preferences: Preferences,
  { course, notebook }: DraftKey,
  /** All cells of the notebook, as they are now. */
  cells: ReadonlySignal<readonly Pick<CellView, "id" | "code">[]>,
): Hints {
  const name = `hints:${JSON.stringify([course, notebook])}`;
  const offered = signal<ReadonlyMap<string, number>>(new Map());
  const opened = signal<OpenedHints>(readOpenedHints(preferences.read(name)));

  /** Ids of cells are new at each visit, and other cells may have come: its place among the cells with hints stays. */
  const placeOf = (cell: string): number =>
    cells.value.filter(({ code }) => /\bhint\s*\(/.test(code)).findIndex(({ id }) => id === cell);

  return {
    count(some) {
      const counts = some.map(({ id }) => {
        const all = offered.value.get(id) ?? 0;
        const here = all === 0 ? [] : [...(opened.value.get(placeOf(id)) ?? [])];
        return { all, opened: here.filter((hint) => hint < all).length };
      });
      const sum = (which: keyof HintCount) => counts.reduce((total, one) => total + one[which], 0);
      return { opened: sum("opened"), all: sum("all") };
    },
    hear(message) {
      if (message.kind === "hint" && message.cell !== null) {
        if (offered.value.size < MOST_CELLS || offered.value.has(message.cell))
          offered.value = new Map(offered.value).set(message.cell, message.count);
      }
      if (message.kind === "hint-opened") {
        const place = placeOf(message.cell);
        const known = opened.value.get(place) ?? new Set();
        // Cells that offer none, as far as anybody knows, have none to open.
        if (place < 0 || known.has(message.hint) || message.hint >= (offered.value.get(message.cell) ?? 0))
          return;
        opened.value = new Map(opened.value).set(place, new Set([...known, message.hint]));
        preferences.write(name, printOpenedHints(opened.value));
      }
    },
  };
}
