/** Counts what nobody may do often, by whoever does it. */

export interface Tries {
  /** How long `who` has to wait, in seconds; undefined when nothing stands in the way. */
  wait(who: string): number | undefined;
  note(who: string): void;
}

/** So many are remembered at once; the one that was noted first is forgotten first. */
const MOST_REMEMBERED = 10_000;

/** `most` within `window` milliseconds of the first. `now`: milliseconds of a clock that never goes back. */
export function createTries(most: number, window: number, now: () => number): Tries {
  const noted = new Map<string, { count: number; readonly until: number }>();
  return {
    wait(who) {
      const one = noted.get(who);
      if (one === undefined || one.count < most) return undefined;
      const left = one.until - now();
      return left > 0 ? Math.ceil(left / 1_000) : undefined;
    },
    note(who) {
      const one = noted.get(who);
      if (one !== undefined && one.until > now()) {
        one.count += 1;
        return;
      }
      for (const [other, { until }] of noted) if (until <= now()) noted.delete(other);
      const [oldest] = noted.keys();
      if (noted.size >= MOST_REMEMBERED && oldest !== undefined) noted.delete(oldest);
      noted.set(who, { count: 1, until: now() + window });
    },
  };
}
