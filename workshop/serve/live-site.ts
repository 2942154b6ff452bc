/** What the site holds at this moment, and which of it the instructor can release from here. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Released } from "../../src/core/live/protocol.ts";
import { type LockKind, locksOf } from "../../src/core/solutions/locks.ts";
import { keyFits, type ReleasedKeys } from "../../src/core/solutions/release.ts";
import type { Effects } from "../effects.ts";
import { CliError } from "../error.ts";
import { findPlace, type Place } from "../place.ts";
import { readSecrets } from "../private.ts";
import { requireSite, type SiteWorkshop } from "../site.ts";

export interface LiveExercise {
  readonly id: string;
  readonly title: string;
  readonly locks: readonly LockKind[];
  /** It has a release lock, and the private key that fits it is at hand. */
  readonly releasable: boolean;
  readonly released: boolean;
}

export interface LiveNotebook {
  readonly id: string;
  readonly title: string;
  readonly workshop: SiteWorkshop;
  readonly exercises: readonly LiveExercise[];
}

export interface LiveSite {
  readonly place: Place;
  readonly title: string;
  readonly notebooks: readonly LiveNotebook[];
}

/** Throws `CliError` for a folder that is no workshop, as every command does. */
export async function readLiveSite(
  start: string,
  options: { readonly site: string | undefined; readonly private: string | undefined },
  effects: Effects,
): Promise<LiveSite> {
  const place = await findPlace(start, options, effects);
  const notebooks: LiveNotebook[] = [];
  for (const workshop of await requireSite(place.site, effects.cwd)) {
    const entry = place.published?.notebooks.find(({ id }) => id === workshop.id);
    const keys = await keysAtHand(join(place.private, workshop.id), effects.cwd);
    const exercises = await exercisesOf(workshop, keys, effects);
    notebooks.push({ id: workshop.id, title: entry?.title ?? workshop.id, workshop, exercises });
  }
  return { place, title: place.published?.title ?? place.course, notebooks };
}

/** Without private files a site is served all the same; it only releases nothing. */
async function keysAtHand(folder: string, cwd: string): Promise<ReleasedKeys> {
  try {
    const secrets = await readSecrets(folder, cwd);
    return secrets === undefined || secrets === "half" ? new Map() : secrets.keys;
  } catch (error) {
    if (error instanceof CliError) return new Map();
    throw error;
  }
}

async function exercisesOf(
  { sealed, released }: SiteWorkshop,
  keys: ReleasedKeys,
  { crypto }: Effects,
): Promise<LiveExercise[]> {
  const fits = (id: string, key: string | undefined) =>
    key === undefined ? Promise.resolve(false) : keyFits(sealed, id, key, crypto);
  const exercises: LiveExercise[] = [];
  for (const [id, exercise] of Object.entries(sealed.exercises)) {
    exercises.push({
      id,
      title: exercise.title,
      locks: locksOf(exercise).map(({ lock }) => lock),
      releasable: await fits(id, keys.get(id)),
      released: await fits(id, released.get(id)),
    });
  }
  return exercises;
}

/** The keys that are public in `after` and were not, or were others, in `before`. */
export function newlyReleased(before: LiveSite | undefined, after: LiveSite): Released[] {
  return after.notebooks.flatMap(({ id, workshop }) => {
    const known = before?.notebooks.find((notebook) => notebook.id === id)?.workshop.released;
    const exercises = [...workshop.released]
      .filter(([exercise, key]) => known?.get(exercise) !== key)
      .map(([exercise]) => exercise);
    return exercises.length > 0 ? [{ notebook: id, exercises }] : [];
  });
}

/** Names the set of keys that are public, the same for the same set, also after a restart. */
export function releaseTag({ notebooks }: LiveSite): string {
  const released = notebooks.map(({ id, workshop }) => [id, [...workshop.released].sort()]);
  return createHash("sha256").update(JSON.stringify(released)).digest("hex").slice(0, 16);
}
