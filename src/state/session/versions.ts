/** When a text of the open notebook becomes part of its history. */
import type { NewVersion, VersionReason } from "../environment.ts";

export interface VersionClock {
  /** What shall be written beside this text. */
  take(source: string, at: number): readonly NewVersion[];
  /** It could not be written. */
  giveBack(versions: readonly NewVersion[]): void;
  keep(reason: VersionReason, source: string, at: number): void;
}

/** While somebody types, a version every two minutes. */
const EVERY = 2 * 60_000;
/** So many may wait for a disk that does not take them. */
const MOST_WAITING = 20;

/** @param savedAt when `first`, the text on opening, was saved; null when it is as handed out. */
export function createVersionClock(first: string, savedAt: number | null): VersionClock {
  let last = first;
  let lastAt: number | undefined;
  // How an earlier visit left the notebook is not to be lost by what is typed in this one.
  let waiting: NewVersion[] = savedAt === null ? [] : [{ at: savedAt, reason: "edit", source: first }];

  function keep(reason: VersionReason, source: string, at: number): void {
    // Of equal texts in a row the disk keeps one, with the reason that says more.
    if (source === last && (reason === "edit" || reason === "run")) return;
    waiting = [...waiting, { at, reason, source }].slice(-MOST_WAITING);
    last = source;
    lastAt = at;
  }

  return {
    keep,
    take(source, at) {
      lastAt ??= at;
      if (at - lastAt >= EVERY) keep("edit", source, at);
      const taken = waiting;
      waiting = [];
      return taken;
    },
    giveBack(versions) {
      waiting = [...versions, ...waiting].slice(-MOST_WAITING);
    },
  };
}
