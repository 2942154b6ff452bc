import { join } from "node:path";
import { renderUnicodeCompact } from "uqr";
import { workshopWords } from "../../src/words/workshop.ts";
import type { Effects } from "../effects.ts";
import { inputError, usageError } from "../error.ts";
import { findExercise } from "../exercise-names.ts";
import { findPlace } from "../place.ts";
import { readSecrets, type Words } from "../private.ts";
import { shown } from "../read.ts";
import { requireSite, type SiteWorkshop } from "../site.ts";

export interface PhraseOptions {
  readonly site?: string | undefined;
  readonly private?: string | undefined;
  /** The session's words; the name is then a notebook's. */
  readonly session?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** Shows the words that open an exercise, or those of the session: to be read out, or scanned from the screen. */
export async function phrase(
  name: string | undefined,
  options: PhraseOptions,
  effects: Effects,
): Promise<void> {
  if (name === undefined && !options.session) throw usageError(workshopWords.nobodysWords);
  const place = await findPlace(options.site ?? ".", options, effects);
  const workshops = await requireSite(place.site, effects.cwd);
  const { workshop, exercise } = options.session
    ? { workshop: findWorkshop(name, workshops), exercise: undefined }
    : findExercise(name ?? "", workshops);
  const folder = join(place.private, workshop.id);
  const secrets = await readSecrets(folder, effects.cwd);
  if (secrets === undefined || secrets === "half") {
    throw inputError(workshopWords.noKeys(shown(folder, effects.cwd)));
  }
  const words = wordsOf(secrets.words, exercise, workshop.id);
  if (options.json) {
    effects.print(JSON.stringify({ notebook: workshop.id, exercise: exercise ?? null, words }, null, 2));
  } else {
    effects.print(`${renderUnicodeCompact(words, { border: 2 })}\n\n${words}`);
  }
}

function findWorkshop(name: string | undefined, workshops: readonly SiteWorkshop[]): SiteWorkshop {
  const [first, second] = workshops.filter(({ id }) => name === undefined || id === name);
  const known = workshops.map(({ id }) => id);
  if (!first) throw inputError(workshopWords.unknownNotebook(name ?? "", known));
  if (second) throw usageError(workshopWords.whichNotebook(known));
  return first;
}

function wordsOf({ session, phrases }: Words, exercise: string | undefined, notebook: string): string {
  const words = exercise === undefined ? session : new Map(Object.entries(phrases)).get(exercise);
  if (words !== undefined) return words;
  throw inputError(
    exercise === undefined ? workshopWords.noSession(notebook) : workshopWords.noPhrase(exercise),
  );
}
