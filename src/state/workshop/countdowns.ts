/** When solutions of the open notebook will open, as a live server tells. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import { deadlinesOf } from "../../core/live/deadline.ts";
import { readCountdowns } from "../../core/live/read.ts";
import type { Clock } from "../environment.ts";

export interface Countdowns {
  /** By exercise: milliseconds since 1970, by this device's clock. */
  readonly deadlines: ReadonlySignal<ReadonlyMap<string, number>>;
  hear(json: string): void;
}

export function createCountdowns(clock: Clock, notebook: string): Countdowns {
  const deadlines = signal<ReadonlyMap<string, number>>(new Map());
  return {
    deadlines,
    hear(json) {
      const heard = readCountdowns(json);
      if (heard === undefined) return;
      const own = deadlinesOf(heard, clock.now()).filter((deadline) => deadline.notebook === notebook);
      deadlines.value = new Map(own.map(({ exercise, at }) => [exercise, at]));
    },
  };
}
