/** How far each attendee is, as their pages say; in memory only, and forgotten after a while of silence. */
import { GONE_AFTER, type Presence } from "../../src/core/live/protocol.ts";

export type ExercisePresence = Presence["exercises"][number];

export interface NotebookPresence {
  readonly attendee: string;
  readonly notebook: string;
  /** By exercise id; one that is not there is still to do. */
  readonly exercises: ReadonlyMap<string, ExercisePresence>;
}

export interface Presences {
  /** False when there are too many already; whoever is known is always heard, and forgotten when they ask for it. */
  take(presence: Presence, address: string): boolean;
  all(): NotebookPresence[];
  /** Forgets whoever has gone; true when somebody has. */
  sweep(): boolean;
}

interface Kept extends NotebookPresence {
  readonly address: string;
  readonly at: number;
}

/** A room behind one address translation is one address: the limit for one is a large lecture hall. */
const MOST = 3_000;
const MOST_PER_ADDRESS = 1_500;

/** `now`: milliseconds of a clock that never goes back. */
export function createPresences(now: () => number): Presences {
  const kept = new Map<string, Kept>();
  const hasRoom = (address: string) =>
    kept.size < MOST &&
    [...kept.values()].filter((other) => other.address === address).length < MOST_PER_ADDRESS;
  return {
    take({ attendee, notebook, exercises, forget }, address) {
      const name = `${attendee}/${notebook}`;
      if (forget) {
        kept.delete(name);
        return true;
      }
      if (!kept.has(name) && !hasRoom(address)) return false;
      const byId = new Map(exercises.map((exercise) => [exercise.id, exercise]));
      kept.set(name, { attendee, notebook, exercises: byId, address, at: now() });
      return true;
    },
    all: () => [...kept.values()],
    sweep() {
      const before = kept.size;
      for (const [name, { at }] of kept) if (now() - at > GONE_AFTER) kept.delete(name);
      return kept.size < before;
    },
  };
}
