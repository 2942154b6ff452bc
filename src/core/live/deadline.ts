import type { Countdowns } from "./protocol.ts";

/** A countdown by this device's clock. */
export interface Deadline {
  readonly notebook: string;
  readonly exercise: string;
  /** Milliseconds since 1970; only the difference to now means something. */
  readonly at: number;
}

export function deadlinesOf(countdowns: Countdowns, now: number): readonly Deadline[] {
  return countdowns.map(({ notebook, exercise, left }) => ({ notebook, exercise, at: now + left }));
}
