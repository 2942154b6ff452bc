/** What students get of an assignment or a lecture: the notebook without solutions and hidden tests. */
import { join } from "node:path";
import { hasSolutions } from "../src/core/grading/strip.ts";
import { workshopWords } from "../src/words/workshop.ts";
import { type FileChange, textChange } from "./changes.ts";
import type { Effects } from "./effects.ts";
import { inputError } from "./error.ts";
import { isReallyInside, type Place } from "./place.ts";
import { shown } from "./read.ts";
import { notebookFolder } from "./seal-source.ts";
import type { Source } from "./source.ts";
import { requirePassed, requireRunning, requireWaiting, runSolved } from "./validate.ts";

/** Runs it first unless `seconds` is null: with its solutions every check must pass. */
export async function handOut(
  source: Source,
  place: Place,
  seconds: number | null,
  effects: Effects,
): Promise<FileChange> {
  if (await isReallyInside(source.path, place.site)) {
    throw inputError(workshopWords.sourceInPublic(shown(place.site, effects.cwd)), source.file);
  }
  if (seconds !== null && hasSolutions(source.text)) {
    requirePassed(source, await runSolved(source, seconds, effects));
    await requireWaiting(source, seconds, effects);
  } else if (seconds !== null) await requireRunning(source, seconds, effects);
  return textChange(join(notebookFolder(place, source.id), "notebook.py"), source.stripped);
}
