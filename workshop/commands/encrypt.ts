import { nearest } from "../../src/core/nearest.ts";
import { lockKinds } from "../../src/core/solutions/locks.ts";
import { workshopWords } from "../../src/words/workshop.ts";
import { answerVariables, readAnswers } from "../answers.ts";
import type { Effects } from "../effects.ts";
import { usageError } from "../error.ts";
import { findPlace, type Place } from "../place.ts";
import { type SealedSource, sealSource } from "../seal-source.ts";
import { refuseOtherCourse } from "../site.ts";
import { readSources, type Source } from "../source.ts";
import { runSolved } from "../validate.ts";
import { listWritten, type WriteOptions, write } from "../write.ts";

export interface EncryptOptions extends WriteOptions {
  /** The public folder. */
  readonly output?: string | undefined;
  readonly private?: string | undefined;
  /** Locks for exercises that choose none themselves, with commas between. */
  readonly unlock?: string | undefined;
  readonly newKeys?: boolean | undefined;
  readonly allowGuessable?: boolean | undefined;
  /** Seconds that a notebook may run. */
  readonly timeout: number;
}

/** Stripped notebook, `sealed.json` and `keys.json` into the public folder, keys and words into the private one. */
export async function encrypt(
  notebooks: readonly string[],
  options: EncryptOptions,
  effects: Effects,
): Promise<void> {
  const unlock = unlockList(options.unlock);
  const place = await findPlace(
    notebooks[0] ?? ".",
    { site: options.output, private: options.private },
    effects,
  );
  const sources = await readSources(notebooks, { unlock, anyKind: false }, effects);
  await refuseOtherCourse(place, [], effects);
  const sealed: SealedSource[] = [];
  for (const source of sources) {
    const answers =
      answerVariables(source).length > 0 ? await learnAnswers(source, options, effects) : new Map();
    sealed.push(await sealAloud(source, place, answers, options.newKeys ?? false, effects));
  }
  const written = await write(
    sealed.flatMap(({ changes }) => changes),
    options,
    effects,
  );
  if (options.json) {
    effects.print(
      JSON.stringify({ dryRun: options.dryRun ?? false, notebooks: sealed.map(summary), written }, null, 2),
    );
  } else {
    effects.print(listWritten(written, options.dryRun));
  }
}

/** `release,checks` → its parts. A lock that there is not is the command line's fault, and no notebook's. */
export function unlockList(unlock: string | undefined): string[] | undefined {
  const locks = unlock?.split(",").map((lock) => lock.trim());
  const stranger = locks?.find((lock) => !lockKinds.some((kind) => kind === lock));
  if (stranger === undefined) return locks;
  throw usageError(workshopWords.badUnlock(stranger, lockKinds, nearest(stranger, lockKinds)));
}

async function learnAnswers(source: Source, options: EncryptOptions, effects: Effects) {
  const { values } = await runSolved(source, options.timeout, effects);
  return readAnswers(source, values, options.allowGuessable ?? false);
}

/** Seals, and says what takes long and what attendees will notice. */
export async function sealAloud(
  source: Source,
  place: Place,
  answers: ReadonlyMap<string, readonly string[]>,
  newKeys: boolean,
  effects: Effects,
): Promise<SealedSource> {
  effects.tell(workshopWords.sealing(source.id, source.exercises.length));
  const sealed = await sealSource(source, place, answers, newKeys, effects);
  if (newKeys) effects.tell(workshopWords.newKeys(source.id));
  return sealed;
}

/** Names only: a key is never printed. */
export function summary({ source, released, newExercises }: SealedSource) {
  const exercises = source.exercises.map(({ id }) => ({
    id,
    unlock: source.options.get(id)?.unlock ?? [],
    released: released.has(id),
    newKey: newExercises.includes(id),
  }));
  return { notebook: source.id, exercises };
}
