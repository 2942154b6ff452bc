import { basename, dirname, resolve } from "node:path";
import { isFailure } from "../../src/core/failure.ts";
import { workshopWords } from "../../src/words/workshop.ts";
import { type FileChange, textChange } from "../changes.ts";
import type { Effects } from "../effects.ts";
import { type CliError, inputError, usageError } from "../error.ts";
import { findExercise, fullName, type NamedExercise } from "../exercise-names.ts";
import { publishFile, refusePublicSecrets } from "../git.ts";
import { findPlace, type Place } from "../place.ts";
import { shown } from "../read.ts";
import { mergeRelease, type ReleaseRefusal, refusalWords } from "../release.ts";
import { hasReleaseLock } from "../seal-source.ts";
import { requireSite, type SiteWorkshop } from "../site.ts";
import { type WriteOptions, write } from "../write.ts";

export interface ReleaseOptions extends WriteOptions {
  readonly site?: string | undefined;
  readonly private?: string | undefined;
  readonly all?: boolean | undefined;
  /** Commit and push `keys.json`, and nothing else. */
  readonly git?: boolean | undefined;
  readonly repositoryIsPrivate?: boolean | undefined;
}

/**
 * Merges keys into `keys.json`. `names` are exercises, or mograder's form: the public keys file and exercises of its
 * notebook. Nothing is released when one name is wrong.
 */
export async function releaseKey(
  names: readonly string[],
  options: ReleaseOptions,
  effects: Effects,
): Promise<void> {
  const [first = "", ...rest] = names;
  const keysFile = first.endsWith(".json") ? resolve(effects.cwd, first) : undefined;
  const exercises = keysFile === undefined ? names : rest;
  if (exercises.length === 0 && !options.all) throw usageError(workshopWords.nothingNamed);
  const place = await findPlace(
    keysFile ?? options.site ?? ".",
    placeOptions(keysFile, options, effects.cwd),
    effects,
  );
  const workshops = await chooseWorkshops(place, keysFile, effects);
  const wanted = options.all ? releasable(workshops) : exercises.map((name) => findExercise(name, workshops));
  if (options.git) await refusePublicSecrets(place, options.repositoryIsPrivate ?? false, effects);

  const changes: FileChange[] = [];
  const added: NamedExercise[] = [];
  for (const workshop of workshops) {
    const ids = wanted.filter((named) => named.workshop === workshop).map(({ exercise }) => exercise);
    if (ids.length === 0) continue;
    const merged = await mergeRelease(workshop, ids, { ...effects, private: place.private });
    if (isFailure(merged)) throw refused(merged, effects.cwd);
    changes.push(textChange(workshop.keysFile, merged.text));
    added.push(...merged.added.map((exercise) => ({ workshop, exercise })));
  }
  await write(changes, options, effects);
  if (options.git && !options.dryRun) {
    const named = added.map(fullName(workshops)).join(", ");
    for (const { path } of changes) await publishFile(path, `Release ${named || "keys"}`, effects);
  }
  report(added, wanted, workshops, options, effects);
}

/** mograder's form names the keys file alone: it lies in `<site>/notebooks/<id>`. */
function placeOptions(keysFile: string | undefined, options: ReleaseOptions, cwd: string) {
  if (keysFile === undefined) return { site: options.site, private: options.private };
  const notebooks = resolve(dirname(keysFile), "..");
  if (basename(notebooks) !== "notebooks") throw notKeysFile(keysFile, cwd);
  return { site: dirname(notebooks), private: options.private };
}

function notKeysFile(file: string, cwd: string): CliError {
  return inputError(workshopWords.notKeysFile, shown(file, cwd));
}

async function chooseWorkshops(
  place: Place,
  keysFile: string | undefined,
  { cwd }: Effects,
): Promise<SiteWorkshop[]> {
  const workshops = await requireSite(place.site, cwd);
  if (keysFile === undefined) return workshops;
  const chosen = workshops.filter((workshop) => workshop.keysFile === keysFile);
  if (chosen.length === 0) throw notKeysFile(keysFile, cwd);
  return chosen;
}

function releasable(workshops: readonly SiteWorkshop[]): NamedExercise[] {
  return workshops.flatMap((workshop) =>
    Object.keys(workshop.sealed.exercises)
      .filter((exercise) => hasReleaseLock(workshop.sealed, exercise))
      .map((exercise) => ({ workshop, exercise })),
  );
}

function refused(refusal: ReleaseRefusal, cwd: string): CliError {
  return inputError(refusalWords(refusal, cwd), "file" in refusal ? refusal.file : undefined);
}

function report(
  added: readonly NamedExercise[],
  wanted: readonly NamedExercise[],
  workshops: readonly SiteWorkshop[],
  { json, dryRun = false }: ReleaseOptions,
  effects: Effects,
): void {
  const names = added.map(fullName(workshops));
  const already = wanted.map(fullName(workshops)).filter((name) => !names.includes(name));
  if (json) effects.print(JSON.stringify({ dryRun, released: names, already }, null, 2));
  else if (names.length === 0) effects.print(workshopWords.alreadyReleased);
  else effects.print(dryRun ? workshopWords.wouldRelease(names) : workshopWords.released(names));
}
