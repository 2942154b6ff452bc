/** Counts the hints that a cell offers, and tells when one of them is opened. */
import type { FrameMessage } from "../runtime/contract.ts";

export interface HintCount {
  /** The cell runs: what it offered before is gone. */
  begin(cell: string): void;
  /** The cell offers so many more; how many that makes. */
  add(cell: string, count: number): number;
}

export function createHintCount(): HintCount {
  const counts = new Map<string, number>();
  return {
    begin: (cell) => void counts.delete(cell),
    add(cell, count) {
      const all = (counts.get(cell) ?? 0) + count;
      counts.set(cell, all);
      return all;
    },
  };
}

/** As many as the contract lets a cell have. */
const MOST = 100;

/** A hint is an item of marimo's accordion in an element that `hint()` has marked (`mograder/_hints.py`). */
export function watchHints(tell: (message: FrameMessage) => void): void {
  window.addEventListener(
    "click",
    (event) => {
      const path = event.composedPath().filter((target) => target instanceof Element);
      const trigger = path.find((element) => element.matches("button[aria-expanded]"));
      const marked = path.find((element) => element.matches("[data-hints]"));
      const cell = marked?.closest<HTMLElement>("[data-cell-id]");
      // What is open already is closed by the click.
      if (trigger?.getAttribute("aria-expanded") !== "false" || !cell) return;
      const hint = triggersIn(cell).indexOf(trigger);
      if (hint >= 0 && hint < MOST) tell({ kind: "hint-opened", cell: cell.dataset.cellId ?? "", hint });
    },
    { capture: true },
  );
}

/** The buttons that open the cell's hints, in the order in which it offers them. */
function triggersIn(cell: Element): readonly Element[] {
  return [...cell.querySelectorAll("[data-hints] marimo-accordion")].flatMap((accordion) => [
    ...(accordion.shadowRoot?.querySelectorAll("button[aria-expanded]") ?? []),
  ]);
}
