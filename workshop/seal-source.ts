/** From a solved notebook to the files that attendees get, and the secrets that stay. */
import { join } from "node:path";
import { digestOf } from "../src/core/digest.ts";
import { isFailure } from "../src/core/failure.ts";
import { locksOf } from "../src/core/solutions/locks.ts";
import { keyFits, printKeys, type ReleasedKeys, readKeys } from "../src/core/solutions/release.ts";
import { type ExerciseToSeal, type LockToSeal, seal } from "../src/core/solutions/seal.ts";
import { printSealed, readSealed, type Sealed, sealedExercise } from "../src/core/solutions/sealed.ts";
import { keysWords, openingWords, sealingWords, workshopWords } from "../src/words/workshop.ts";
import { type FileChange, textChange } from "./changes.ts";
import type { Effects } from "./effects.ts";
import { CliError, inputError } from "./error.ts";
import { isReallyInside, type Place } from "./place.ts";
import { completeSecrets, readSecrets, type Secrets, secretChanges } from "./private.ts";
import { readText, shown } from "./read.ts";
import type { Source } from "./source.ts";

export interface SealedSource {
  readonly source: Source;
  readonly sealed: Sealed;
  readonly secrets: Secrets;
  readonly released: ReleasedKeys;
  /** Exercises that get their first key now. */
  readonly newExercises: readonly string[];
  readonly changes: readonly FileChange[];
}

/** `answers`: canonical texts by exercise. Refuses whatever would lock a released solution again. */
export async function sealSource(
  source: Source,
  place: Place,
  answers: ReadonlyMap<string, readonly string[]>,
  newKeys: boolean,
  effects: Effects,
): Promise<SealedSource> {
  const folder = notebookFolder(place, source.id);
  if (await isReallyInside(source.path, place.site)) {
    throw inputError(workshopWords.sourceInPublic(shown(place.site, effects.cwd)), source.file);
  }
  const before = newKeys ? undefined : await readBefore(source, place, effects);
  const secrets = completeSecrets(before?.secrets, source.options, effects.random);
  const sealed = await seal(
    {
      course: place.course,
      notebook: source.id,
      notebookDigest: await digestOf(source.stripped),
      salt: secrets.words.salt,
      ...(usesSession(source) && secrets.words.session !== undefined
        ? { passphrase: secrets.words.session }
        : {}),
      exercises: source.exercises.map((exercise) => toSeal(exercise, source, secrets, answers)),
    },
    effects.crypto,
    effects.random,
    effects.signal,
  );
  if (isFailure(sealed)) throw sealingError(sealed, source);
  const released = before?.released ?? new Map<string, string>();
  return {
    source,
    sealed,
    secrets,
    released,
    newExercises: source.exercises.map(({ id }) => id).filter((id) => !before?.secrets?.keys.has(id)),
    changes: [
      ...secretChanges(join(place.private, source.id), secrets),
      textChange(join(folder, "notebook.py"), source.stripped),
      textChange(join(folder, "sealed.json"), printSealed(sealed)),
      textChange(join(folder, "keys.json"), released.size > 0 ? printKeys(released) : "{}\n"),
    ],
  };
}

export function notebookFolder({ site }: Place, id: string): string {
  return join(site, "notebooks", id);
}

interface Before {
  readonly secrets: Secrets | undefined;
  readonly released: ReleasedKeys;
}

async function readBefore(source: Source, place: Place, { cwd, crypto }: Effects): Promise<Before> {
  const folder = notebookFolder(place, source.id);
  const ownFolder = join(place.private, source.id);
  const secrets = await readSecrets(ownFolder, cwd);
  const sealedFile = join(folder, "sealed.json");
  const sealedText = await readText(sealedFile);
  if (secrets === "half" || (secrets === undefined && sealedText !== undefined)) {
    throw inputError(workshopWords.privateLost(shown(ownFolder, cwd)), shown(sealedFile, cwd));
  }
  const sealed = sealedText === undefined ? undefined : readSealed(sealedText);
  if (isFailure(sealed)) throw inputError(openingWords(sealed), shown(sealedFile, cwd));
  const released = await readReleased(join(folder, "keys.json"), cwd);
  for (const [id, key] of secrets?.keys ?? []) {
    const other = (released.get(id) ?? key) !== key;
    if (other || (sealed && hasReleaseLock(sealed, id) && !(await keyFits(sealed, id, key, crypto)))) {
      throw inputError(workshopWords.privateForeign(shown(ownFolder, cwd), id), shown(sealedFile, cwd));
    }
  }
  return { secrets, released };
}

/** False as well for an exercise that is not there. */
export function hasReleaseLock(sealed: Sealed, id: string): boolean {
  const exercise = sealedExercise(sealed, id);
  return exercise !== undefined && locksOf(exercise).some(({ lock }) => lock === "release");
}

/** The keys in a `keys.json`; none when there is no such file. */
export async function readReleased(file: string, cwd: string): Promise<ReleasedKeys> {
  const keys = readKeys((await readText(file)) ?? "{}");
  if (isFailure(keys)) throw inputError(keysWords(keys), shown(file, cwd));
  return keys;
}

function usesSession({ options }: Source): boolean {
  return [...options.values()].some(({ unlock }) => unlock.includes("session"));
}

function toSeal(
  { id, title, code, notes }: Source["exercises"][number],
  source: Source,
  secrets: Secrets,
  answers: ReadonlyMap<string, readonly string[]>,
): ExerciseToSeal {
  const options = source.options.get(id);
  const locks = (options?.unlock ?? []).map((kind): LockToSeal => {
    switch (kind) {
      case "release":
        return { kind, key: secrets.keys.get(id) ?? "" };
      case "phrase":
        return { kind, words: secrets.words.phrases[id] ?? "" };
      case "answer": {
        const { variables = [], digits = 0 } = options?.answer ?? {};
        const salt = secrets.words.answers[id] ?? "";
        return { kind, variables, digits, salt, texts: answers.get(id) ?? [] };
      }
      case "session":
      case "checks":
        return { kind };
      default:
        return kind satisfies never;
    }
  });
  return { id, title, code, notes, locks };
}

type SealingRefusal = Extract<Awaited<ReturnType<typeof seal>>, { failure: string }>;

function sealingError(failure: SealingRefusal, source: Source): CliError {
  if (failure.failure === "cancelled") return new CliError(130, workshopWords.interrupted);
  const exercise = "exercise" in failure ? failure.exercise : undefined;
  const line = source.exercises.find(({ id }) => id === exercise)?.line;
  return inputError(sealingWords(failure), source.file, line);
}
