import { submissionWords } from "../../src/words/submission-commands.ts";
import { usageError } from "../error.ts";

/** What people may call a thing: its name, and the numbers that it goes by. */
export interface Called {
  readonly name: string;
  readonly ids: readonly string[];
}

/**
 * The one that is meant by its exact name, an id (the first kind of ids before the second), or a part of its name that
 * no other has. Otherwise a usage error that names the candidates.
 */
export function choose<T>(wanted: string, things: readonly T[], called: (thing: T) => Called): T {
  const part = wanted.toLowerCase();
  const most = Math.max(0, ...things.map((thing) => called(thing).ids.length));
  const ways: readonly ((called: Called) => boolean)[] = [
    ({ name }) => name === wanted,
    ...Array.from(
      { length: most },
      (_, kind) =>
        ({ ids }: Called) =>
          ids[kind] === wanted,
    ),
    ({ name }) => name.toLowerCase().includes(part),
  ];
  for (const way of ways) {
    const found = things.filter((thing) => way(called(thing)));
    const [first, ...others] = found;
    if (first === undefined) continue;
    if (others.length === 0) return first;
    throw usageError(
      submissionWords.ambiguous(
        wanted,
        found.map((thing) => describe(called(thing))),
      ),
    );
  }
  throw usageError(
    submissionWords.unknown(
      wanted,
      things.map((thing) => describe(called(thing))),
    ),
  );
}

function describe({ name, ids: [id] }: Called): string {
  return id === undefined || id === name ? name : `${name} (${id})`;
}
