/** How often each exercise was run without a pass: of many such runs an instructor sees that somebody is stuck. */
import { effect, type ReadonlySignal, signal, untracked } from "@preact/signals-core";
import type { Session } from "../session/session.ts";
import type { Steps } from "./steps.ts";

export interface Tries {
  /** Runs of an exercise's cells since its check last passed; what is as it was handed out has not been tried. */
  readonly counts: ReadonlySignal<ReadonlyMap<string, number>>;
  close(): void;
}

export function createTries(session: Pick<Session, "runs">, steps: Steps): Tries {
  const counts = signal<ReadonlyMap<string, number>>(new Map());
  const { state, statuses } = session.runs;
  const ran = new Set<string>();

  function tally(): void {
    const next = new Map(counts.peek());
    for (const { id, progress } of steps.list.peek()) {
      if (progress === "passed") next.delete(id);
      else if (steps.cells(id).some((cell) => ran.has(cell)) && steps.ownCode(id) !== "") {
        next.set(id, (next.get(id) ?? 0) + 1);
      }
    }
    ran.clear();
    counts.value = next;
  }

  const stopWatching = effect(() => {
    for (const [cell, status] of statuses.value) if (status === "running") ran.add(cell);
  });
  const stopCounting = effect(() => {
    if (state.value === "finished" || state.value === "stopped") untracked(tally);
  });
  return {
    counts,
    close() {
      stopWatching();
      stopCounting();
    },
  };
}
