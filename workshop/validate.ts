/** Before anything is published: the solved notebook must pass, and the stripped one must run and wait. */
import { readFile } from "node:fs/promises";
import { listChecks } from "../src/core/checks/list.ts";
import { isFailure } from "../src/core/failure.ts";
import { findCell } from "../src/core/notebook/notebook.ts";
import { parseNotebook } from "../src/core/notebook/parse.ts";
import { workshopWords } from "../src/words/workshop.ts";
import { answerVariables } from "./answers.ts";
import type { Effects } from "./effects.ts";
import { CliError, inputError, machineError, place } from "./error.ts";
import type { CellError, RunResult, RunStopped } from "./run-notebook.ts";
import { cellLine, codeLine, type Source } from "./source.ts";

/** Runs the solved notebook. Refuses errors in its cells, every one with its line. */
export async function runSolved(source: Source, seconds: number, effects: Effects): Promise<RunResult> {
  effects.tell(workshopWords.running(source.id));
  const result = await run(source, source.text, seconds, effects);
  refuseProblems(source, result, false);
  return result;
}

/** Every check that the text promises, and every other that ran, has passed. */
export function requirePassed(source: Source, { checks }: RunResult): void {
  const listed = listChecks(source.notebook.cells);
  const cells = new Map(listed.map(({ label, cell }) => [label, cell]));
  const problems = [...new Set([...cells.keys(), ...checks.keys()])].flatMap((label) => {
    const check = checks.get(label);
    if (check?.status === "success") return [];
    const words = check
      ? workshopWords.failedCheck(label, check.details)
      : workshopWords.unreachedCheck(label);
    return [place(source.file, cellLine(source, cells.get(label) ?? "")) + words];
  });
  if (problems.length > 0) throw new CliError(1, problems.join("\n"));
}

/** A notebook that is published as it is must run. */
export async function requireRunning(source: Source, seconds: number, effects: Effects): Promise<void> {
  effects.tell(workshopWords.running(source.id));
  refuseProblems(source, await run(source, source.stripped, seconds, effects), true);
}

/** What is told on the way and keeps nothing from being written. */
export interface Warning {
  /** The sentence, with file and line. */
  readonly message: string;
  /** The exercise that does not wait: its check has a result before anybody has given an answer. */
  readonly notebook?: string;
  readonly exercise?: string;
}

/**
 * What attendees get must run, and no exercise may pass before they have begun. One that fails by then is told and
 * returned: it works, but nobody likes to be wrong before the start.
 */
export async function requireWaiting(source: Source, seconds: number, effects: Effects): Promise<Warning[]> {
  effects.tell(workshopWords.runningStripped(source.id));
  const { checks, ...result } = await run(source, source.stripped, seconds, effects);
  refuseProblems(source, result, true);
  const warnings: Warning[] = [];
  for (const { id, labels, line } of source.exercises) {
    const passes = labels.filter((label) => checks.get(label)?.status === "success");
    if (labels.length > 0 && passes.length === labels.length) {
      throw inputError(workshopWords.passesUnsolved(labels.join('", "')), source.file, line);
    }
    const label = labels.find((one) => (checks.get(one)?.status ?? "warn") !== "warn");
    if (label === undefined) continue;
    const words = workshopWords.doesNotWait(id, label, passes.includes(label));
    const message = place(source.file, line) + words;
    effects.tell(message);
    warnings.push({ notebook: source.id, exercise: id, message });
  }
  return warnings;
}

async function run(source: Source, text: string, seconds: number, effects: Effects): Promise<RunResult> {
  const notebook = parseNotebook(text);
  if (isFailure(notebook)) throw new Error(`${source.file} was read before and cannot be read now`);
  const files = await Promise.all(
    source.files.map(async ({ name, path }) => ({ name, bytes: await readFile(path) })),
  );
  const variables = answerVariables(source);
  const filename = `${source.id}.py`;
  const fetching = (name: string) => effects.tell(workshopWords.fetching(name));
  const request = { filename, source: text, notebook, files, variables, seconds, fetching };
  const result = await effects.run(request, effects.signal);
  if (isFailure(result)) throw stopped(source, seconds, result);
  return result;
}

/** Named is the cell that was running: cells have the same ids in the solved text and in the stripped one. */
function stopped(source: Source, seconds: number, { failure, cell, detail = "" }: RunStopped): CliError {
  if (failure === "python-did-not-start") return machineError(workshopWords.noPython(detail));
  const words = workshopWords.stoppedRuns[failure](seconds);
  return inputError(words, source.file, cell === undefined ? undefined : cellLine(source, cell));
}

/** Cells have the same ids in both texts, for stripping takes none away; only their lines are others. */
function refuseProblems(
  source: Source,
  { problems, unreachable }: Pick<RunResult, "problems" | "unreachable">,
  isStripped: boolean,
): void {
  if (problems.length === 0) return;
  if (unreachable.length > 0) throw machineError(workshopWords.unreachable(source.file, unreachable));
  const words = isStripped ? workshopWords.crashedStripped : workshopWords.crashed;
  const hasLines = !isStripped || source.stripped === source.text;
  const lines = withoutFollowUps(source, problems).map(({ cell, line, message }) => {
    const at = line !== undefined && hasLines ? codeLine(source, cell, line) : cellLine(source, cell);
    return place(source.file, at) + words(message);
  });
  throw new CliError(1, lines.join("\n"));
}

/** A cell that Python cannot read defines nothing, so others miss names that are in it: that is no fault of theirs. */
function withoutFollowUps({ notebook }: Source, problems: readonly CellError[]): readonly CellError[] {
  const unreadable = problems.filter(({ isUnreadable }) => isUnreadable);
  const names = new Set(
    unreadable.flatMap(({ cell }) => findCell(notebook, cell)?.code.match(/[\p{L}\p{N}_]+/gu) ?? []),
  );
  return problems.filter(({ message }) => {
    const missing = /^NameError: name '(.+?)' is not defined/.exec(message)?.[1];
    return missing === undefined || !names.has(missing);
  });
}
