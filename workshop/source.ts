/** A notebook as its author wrote it, read and checked. */
import { readFile, stat } from "node:fs/promises";
import { basename, extname, resolve } from "node:path";
import { isId } from "../src/core/course/id.ts";
import { tomlLine } from "../src/core/course/lines.ts";
import { isFailure } from "../src/core/failure.ts";
import { type NotebookKind, notebookKind } from "../src/core/grading/notebook-kind.ts";
import { stripSolutions } from "../src/core/grading/strip.ts";
import { readMetadata } from "../src/core/notebook/metadata.ts";
import { findCell, type Notebook } from "../src/core/notebook/notebook.ts";
import { parseNotebook } from "../src/core/notebook/parse.ts";
import { splitLines, strip } from "../src/core/notebook/text.ts";
import { type Exercise, type ExerciseProblem, findExercises } from "../src/core/solutions/exercises.ts";
import { type ExerciseOptions, readWorkshopOptions } from "../src/core/solutions/options.ts";
import { notebookWords, problemWords, sealingWords, workshopWords } from "../src/words/workshop.ts";
import { type DataFile, listDataFiles } from "./data-files.ts";
import type { Effects } from "./effects.ts";
import { CliError, inputError, isMissing, place, usageError } from "./error.ts";
import { shown } from "./read.ts";

export interface Source {
  readonly kind: NotebookKind;
  readonly id: string;
  readonly title: string;
  /** As it is shown. */
  readonly file: string;
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  readonly notebook: Notebook;
  /** Of a workshop. */
  readonly exercises: readonly Exercise[];
  readonly options: ReadonlyMap<string, ExerciseOptions>;
  /** What attendees get. */
  readonly stripped: string;
  readonly files: readonly DataFile[];
}

export interface ReadOptions {
  /** Stands in for the notebook's own default. */
  readonly unlock: readonly string[] | undefined;
  /** False: every notebook must be a workshop, and what it lacks is told. */
  readonly anyKind: boolean;
}

export async function readSources(
  files: readonly string[],
  options: ReadOptions,
  effects: Effects,
): Promise<Source[]> {
  const sources: Source[] = [];
  for (const file of files) {
    const source = await readSource(file, options, effects);
    const twin = sources.find(({ id }) => id === source.id);
    if (twin) throw usageError(place(source.file) + workshopWords.sameName(source.id, twin.file));
    sources.push(source);
  }
  return sources;
}

async function readSource(name: string, options: ReadOptions, effects: Effects): Promise<Source> {
  const path = resolve(effects.cwd, name);
  const file = shown(path, effects.cwd);
  const id = basename(path, extname(path));
  const notebook = parseNotebook(await readBytes(path, file));
  if (isFailure(notebook)) {
    const line = notebook.failure === "notebook-syntax" ? notebook.line : undefined;
    throw inputError(notebookWords(notebook), file, line);
  }
  if (!isId(id)) throw inputError(workshopWords.badName(id), file);
  const kind = options.anyKind ? notebookKind(notebook) : "workshop";
  const isWorkshop = kind === "workshop";
  const found = findExercises(notebook);
  const problems = found.problems.filter((problem) => isWorkshop || "marker" in problem);
  if (problems.length > 0) throw problemsError(problems, file);
  const exercises = isWorkshop ? found.exercises : [];
  const text = await readFile(path, "utf8");
  return {
    kind,
    id,
    title: titleOf(notebook) ?? id,
    file,
    path,
    text,
    notebook,
    exercises,
    options: readOptions(notebook, exercises, options.unlock, file),
    stripped: stripSolutions(text).text,
    files: await listDataFiles(path),
  };
}

/** With a marker wrong, much else only seems to be. */
function problemsError(problems: readonly ExerciseProblem[], file: string): CliError {
  const ofMarkers = problems.filter((problem) => "marker" in problem);
  const told = ofMarkers.length > 0 ? ofMarkers : problems;
  return new CliError(1, told.map((problem) => place(file, problem.line) + problemWords(problem)).join("\n"));
}

async function readBytes(path: string, file: string): Promise<Uint8Array> {
  try {
    if ((await stat(path)).isFile()) return await readFile(path);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  throw inputError(workshopWords.noFile, file);
}

function readOptions(
  notebook: Notebook,
  exercises: readonly Exercise[],
  unlock: readonly string[] | undefined,
  file: string,
): ReadonlyMap<string, ExerciseOptions> {
  const metadata = readMetadata(notebook);
  if (isFailure(metadata)) throw inputError(notebookWords(metadata), file, metadata.line);
  const table = unlock === undefined ? metadata.workshop : { ...metadata.workshop, unlock };
  const options = readWorkshopOptions(
    table,
    exercises.map(({ id }) => id),
  );
  if (isFailure(options)) throw inputError(sealingWords(options), file, optionLine(notebook, options.where));
  return options;
}

/** The header is TOML in comments, line by line. */
function optionLine(notebook: Notebook, where: string): number | undefined {
  const lines = splitLines(notebook.preamble).map((line) => line.replace(/^# ?/, ""));
  return (
    tomlLine(lines.join("\n"), ["tool.workshop", where].filter((part) => part !== "").join(".")) ?? undefined
  );
}

function titleOf({ app, cells }: Notebook): string | undefined {
  const title = app.options.app_title;
  if (typeof title === "string" && title !== "") return title;
  for (const { code } of cells) {
    const heading = /^\s*# (?!===)([^\n]+)/m.exec(
      /mo\.md\(\s*[rRfF]*"""([\s\S]*?)"""/.exec(code)?.[1] ?? "",
    )?.[1];
    if (heading !== undefined) return heading.trim();
  }
  return undefined;
}

/** File line of a cell's first line. */
export function cellLine({ notebook }: Source, id: string): number | undefined {
  let line = splitLines(notebook.preamble).length;
  for (const cell of notebook.cells) {
    line += splitLines(cell.lead).length - 1;
    if (cell.id === id) return line;
    line += splitLines(cell.written?.text ?? cell.code).length - 1;
  }
  return undefined;
}

/** File line of a line of a cell's code, which in the file stands below decorator and signature. */
export function codeLine(source: Source, id: string, line: number): number | undefined {
  const first = cellLine(source, id);
  const cell = findCell(source.notebook, id);
  if (first === undefined || !cell) return undefined;
  const written = splitLines(cell.written?.text ?? cell.code).map(strip);
  const code = splitLines(cell.code).map(strip);
  const start = written.findIndex((_, at) => code.every((text, index) => text === written[at + index]));
  return start < 0 ? first : first + start + line - 1;
}
