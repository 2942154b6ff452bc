/** What students get of an assignment or a lecture: the notebook without solutions and hidden tests. */
import { join } from "node:path";
import { hasSolutions } from "../src/core/grading/strip.ts";
import { workshopWords } from "../src/words/workshop.ts";
import { type FileChange, textChange } from "./changes.ts";
import { isAbout } from "./course-files.ts";
import type { Effects } from "./effects.ts";
import { inputError } from "./error.ts";
import { isReallyInside, type Place } from "./place.ts";
import { shown } from "./read.ts";
import { notebookFolder } from "./seal-source.ts";
import { isPlainName } from "./serve-course/names.ts";
import type { Source } from "./source.ts";
import { requirePassed, requireRunning, requireWaiting, runSolved } from "./validate.ts";

/** Runs it first unless `seconds` is null: with its solutions every check must pass. */
export async function handOut(
  source: Source,
  place: Place,
  seconds: number | null,
  effects: Effects,
): Promise<FileChange[]> {
  const release = join(place.root, "release");
  for (const folder of [place.site, release]) {
    if (await isReallyInside(source.path, folder))
      throw inputError(workshopWords.sourceInPublic(shown(folder, effects.cwd)), source.file);
  }
  if (seconds !== null && hasSolutions(source.text)) {
    requirePassed(source, await runSolved(source, seconds, effects));
    await requireWaiting(source, seconds, effects);
  } else if (seconds !== null) await requireRunning(source, seconds, effects);
  const onSite = textChange(join(notebookFolder(place, source.id), "notebook.py"), source.stripped);
  return [onSite, ...released(source, place, release)];
}

/**
 * The same once more for the course's server, which hands out what lies in `release/<assignment>/` as mograder lays it:
 * then students find an assignment there, too, and the page its status and grade.
 */
function released(source: Source, { config }: Place, release: string): FileChange[] {
  if (config.transport?.kind !== "https" || source.kind !== "assignment") return [];
  const named = config.assignments.find((one) => isAbout(one, source))?.id ?? source.id;
  const folder = join(release, isPlainName(named) ? named : source.id);
  return [
    textChange(join(folder, `${source.id}.py`), source.stripped),
    ...source.files.map(({ name, path }) => ({ path: join(folder, name), content: { copyOf: path } })),
  ];
}
