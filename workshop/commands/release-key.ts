import { basename, dirname, resolve } from "node:path";
import { isFailure } from "../../src/core/failure.ts";
import { workshopWords } from "../../src/words/workshop.ts";
import { type FileChange, textChange } from "../changes.ts";
import type { Effects } from "../effects.ts";
import { type CliError, inputError, usageError } from "../error.ts";
import { exercisesOf, findExercise, fullName, type NamedExercise } from "../exercise-names.ts";
import { publishFiles, refusePublicSecrets } from "../git.ts";
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
 * Merges keys into `keys.json`. `names` are exercises, with `all` notebooks, or mograder's form: the public keys file
 * and exercises of its notebook. Nothing is released when one name is wrong.
 */
export async function releaseKey(
  names: readonly string[],
  options: ReleaseOptions,
  effects: Effects,
): Promise<void> {
  const [first = "", ...rest] = names;
  const keysFile = first.endsWith(".json") ? resolve(effects.cwd, first) : undefined;
  const given = keysFile === undefined ? names : rest;
  if (given.length === 0 && !options.all) throw usageError(workshopWords.nothingNamed);
  const place = await findPlace(
    keysFile ?? options.site ?? ".",
    placeOptions(keysFile, options, effects.cwd),
    effects,
  );
  const workshops = await chooseWorkshops(place, keysFile, effects);
  const { wanted, leftOut } = options.all
    ? releasable(chooseNotebooks(given, workshops))
    : { wanted: given.map((name) => findExercise(name, workshops)), leftOut: [] };
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
    const paths = changes.map(({ path }) => path);
    await publishFiles(paths, `Release ${named || "keys"}`, effects);
  }
  report({ added, wanted, leftOut, workshops }, options, effects);
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

/** All of them when none is named. What is released stays so: a name that is no notebook's must not count for nothing. */
function chooseNotebooks(names: readonly string[], workshops: readonly SiteWorkshop[]): SiteWorkshop[] {
  const known = workshops.map(({ id }) => id);
  const stranger = names.find((name) => !known.includes(name));
  if (stranger !== undefined) throw usageError(workshopWords.allOfNotebooks(stranger, known));
  return workshops.filter(({ id }) => names.length === 0 || names.includes(id));
}

interface Chosen {
  readonly wanted: readonly NamedExercise[];
  /** Without a release lock: a key would open nothing. */
  readonly leftOut: readonly NamedExercise[];
}

function releasable(workshops: readonly SiteWorkshop[]): Chosen {
  const all = exercisesOf(workshops);
  const canBe = ({ workshop, exercise }: NamedExercise) => hasReleaseLock(workshop.sealed, exercise);
  return { wanted: all.filter(canBe), leftOut: all.filter((named) => !canBe(named)) };
}

function refused(refusal: ReleaseRefusal, cwd: string): CliError {
  return inputError(refusalWords(refusal, cwd), "file" in refusal ? refusal.file : undefined);
}

interface Released extends Chosen {
  readonly added: readonly NamedExercise[];
  readonly workshops: readonly SiteWorkshop[];
}

function report(
  { added, wanted, leftOut, workshops }: Released,
  { json, dryRun = false }: ReleaseOptions,
  effects: Effects,
): void {
  const name = fullName(workshops);
  const names = added.map(name);
  const already = wanted.map(name).filter((one) => !names.includes(one));
  const without = leftOut.map(name);
  if (json) {
    effects.print(JSON.stringify({ dryRun, released: names, already, leftOut: without }, null, 2));
    return;
  }
  if (names.length > 0)
    effects.print(dryRun ? workshopWords.wouldRelease(names) : workshopWords.released(names));
  else effects.print(wanted.length > 0 ? workshopWords.alreadyReleased : workshopWords.noneReleasable);
  if (without.length > 0) effects.tell(workshopWords.leftOut(without));
}
