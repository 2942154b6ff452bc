import { resolve } from "node:path";
import { type LockStrength, locksOf } from "../../src/core/solutions/locks.ts";
import { keyFits } from "../../src/core/solutions/release.ts";
import { lockNames, strengthWords, workshopWords } from "../../src/words/workshop.ts";
import type { Effects } from "../effects.ts";
import { findPlace } from "../place.ts";
import { requireSite, type SiteWorkshop } from "../site.ts";

export interface StatusOptions {
  readonly json?: boolean | undefined;
}

/** `other-version`: a key is out, but it does not open this copy. */
type Released = "no" | "yes" | "other-version";

interface ExerciseStatus {
  readonly id: string;
  readonly title: string;
  readonly released: Released;
  readonly locks: readonly LockStrength[];
}

/** Exercises, what opens each and how strong that is, and what is released. Needs nothing that is private. */
export async function status(
  site: string | undefined,
  options: StatusOptions,
  effects: Effects,
): Promise<void> {
  const folder = site === undefined ? (await findPlace(".", {}, effects)).site : resolve(effects.cwd, site);
  const notebooks = [];
  for (const workshop of await requireSite(folder, effects.cwd)) {
    notebooks.push({ id: workshop.id, exercises: await exercisesOf(workshop, effects) });
  }
  if (options.json) effects.print(JSON.stringify({ notebooks }, null, 2));
  else effects.print(notebooks.map(({ id, exercises }) => describe(id, exercises)).join("\n\n"));
}

async function exercisesOf(
  { sealed, released }: SiteWorkshop,
  { crypto }: Effects,
): Promise<ExerciseStatus[]> {
  const statuses: ExerciseStatus[] = [];
  for (const [id, exercise] of Object.entries(sealed.exercises)) {
    const key = released.get(id);
    const fits = key !== undefined && (await keyFits(sealed, id, key, crypto));
    const state = key === undefined ? "no" : fits ? "yes" : "other-version";
    statuses.push({ id, title: exercise.title, released: state, locks: locksOf(exercise) });
  }
  return statuses;
}

function describe(notebook: string, exercises: readonly ExerciseStatus[]): string {
  const width = Math.max(...Object.values(lockNames).map(({ length }) => length));
  const lines = exercises.flatMap(({ id, title, released, locks }) => [
    `  ${title === id ? id : `${id}: ${title}`} (${workshopWords.releasedStates[released]})`,
    ...locks.map((lock) => `    ${lockNames[lock.lock].padEnd(width)}  ${strengthWords(lock)}`),
  ]);
  return [notebook, ...lines].join("\n");
}
