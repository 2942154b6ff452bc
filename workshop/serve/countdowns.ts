/** Releases that everybody sees coming. They live in memory: a server that ends forgets them. */
import type { Countdowns } from "../../src/core/live/protocol.ts";

export interface CountdownList {
  /** Begins, or begins anew. Seconds. */
  start(notebook: string, exercise: string, after: number): void;
  /** False when there is none. */
  stop(notebook: string, exercise: string): boolean;
  list(): Countdowns;
  close(): void;
}

interface Running {
  readonly notebook: string;
  readonly exercise: string;
  readonly at: number;
  readonly timer: NodeJS.Timeout;
}

/** `now`: milliseconds of a clock that never goes back. `due` is called when one has come to its end, and is gone. */
export function createCountdowns(
  now: () => number,
  due: (notebook: string, exercise: string) => void,
): CountdownList {
  const running = new Map<string, Running>();
  const nameOf = (notebook: string, exercise: string) => `${notebook}/${exercise}`;
  function stop(notebook: string, exercise: string): boolean {
    clearTimeout(running.get(nameOf(notebook, exercise))?.timer);
    return running.delete(nameOf(notebook, exercise));
  }
  return {
    start(notebook, exercise, after) {
      stop(notebook, exercise);
      const timer = setTimeout(() => {
        running.delete(nameOf(notebook, exercise));
        due(notebook, exercise);
      }, after * 1_000);
      running.set(nameOf(notebook, exercise), { notebook, exercise, at: now() + after * 1_000, timer });
    },
    stop,
    list: () =>
      [...running.values()].map(({ notebook, exercise, at }) => ({
        notebook,
        exercise,
        left: Math.max(0, Math.round(at - now())),
      })),
    close() {
      for (const { timer } of running.values()) clearTimeout(timer);
    },
  };
}
