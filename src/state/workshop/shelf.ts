/** What is kept of a workshop in this browser, with the course and the notebook as drafts are. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import { type KeptWorkshop, printKept, readKept } from "../../core/workshop/kept.ts";
import type { DraftKey, Preferences } from "../environment.ts";

export interface Shelf {
  readonly kept: ReadonlySignal<KeptWorkshop>;
  keep(change: Partial<KeptWorkshop>): void;
}

export function createShelf(preferences: Preferences, { course, notebook }: DraftKey): Shelf {
  const name = `workshop:${JSON.stringify([course, notebook])}`;
  const kept = signal(readKept(preferences.read(name)));
  return {
    kept,
    keep(change) {
      kept.value = { ...kept.value, ...change };
      preferences.write(name, printKept(kept.value));
    },
  };
}
