/** What a run of a notebook says, event by event, and what it adds up to. Everything in it is a claim of the code that ran. */
import type { CheckRecord } from "./record.ts";
import { type CellProblem, readProblems } from "./report-problems.ts";

/** An output or a piece of console of marimo's: text as the kernel sent it, or JSON text. */
export interface CellOutput {
  readonly channel: "output" | "stdout" | "stderr" | "stdin" | "marimo-error" | "media" | "pdb";
  readonly mimetype: string;
  readonly data: string;
}

export type RunEvent =
  | { readonly kind: "run"; readonly state: "started" | "finished" | "stopped" }
  | { readonly kind: "cell"; readonly cell: string; readonly status: string }
  | { readonly kind: "check"; readonly record: CheckRecord }
  | { readonly kind: "output"; readonly cell: string; readonly output: CellOutput }
  | { readonly kind: "limit"; readonly cell: string | null; readonly seconds: number };

/** One cell after the run, or as far as the run came. */
export interface RanCell {
  readonly progress: "waiting" | "running" | "done";
  readonly output: CellOutput | null;
  readonly console: readonly CellOutput[];
  readonly problems: readonly CellProblem[];
  /** What UI elements answered when they were asked after the run, by object id: rows of a table, a lazy output. */
  readonly answers: Readonly<Record<string, string>>;
}

export interface CollectedRun {
  readonly cells: ReadonlyMap<string, RanCell>;
  /** The last record of each label. */
  readonly records: readonly CheckRecord[];
  readonly limit: { readonly cell: string | null; readonly seconds: number } | null;
  /** Characters of all outputs that are kept. */
  readonly size: number;
}

/** Stands in the place of an output that is too large for a report; its data is the number of characters. */
export const TOO_LARGE = "application/vnd.atelier.too-large";
/** An answer of a UI element: JSON text `{"object": id, "value": text}`. */
export const ANSWER = "application/vnd.atelier.answer+json";

/** Characters that one output may have, and all outputs of a run together. */
export const MOST_OF_ONE = 5_000_000;
const MOST_OF_ALL = 30_000_000;
const MOST_RECORDS = 2_000;
const MOST_CELLS = 5_000;

export const NOTHING_RAN: CollectedRun = { cells: new Map(), records: [], limit: null, size: 0 };

const NOT_RUN: RanCell = { progress: "waiting", output: null, console: [], problems: [], answers: {} };

/** The run after one more event. A cell that runs again begins anew: its last run counts. */
export function collect(run: CollectedRun, event: RunEvent): CollectedRun {
  switch (event.kind) {
    case "run":
      return run;
    case "cell":
      return withStatus(run, event.cell, event.status);
    case "check": {
      const others = run.records.filter((record) => record.label !== event.record.label);
      return { ...run, records: [...others, event.record].slice(-MOST_RECORDS) };
    }
    case "output":
      return withOutput(run, event.cell, event.output);
    case "limit":
      return { ...run, limit: { cell: event.cell, seconds: event.seconds } };
    default:
      return event satisfies never;
  }
}

function withStatus(run: CollectedRun, id: string, status: string): CollectedRun {
  const cell = run.cells.get(id) ?? NOT_RUN;
  if (status === "running")
    return cell.progress === "running" ? run : withCell(run, id, { ...NOT_RUN, progress: "running" });
  if (status !== "idle" && status !== "error") return run;
  return cell.progress === "done" ? run : withCell(run, id, { ...cell, progress: "done" });
}

function withOutput(run: CollectedRun, id: string, said: CellOutput): CollectedRun {
  const cell = run.cells.get(id) ?? NOT_RUN;
  const output = fits(run, said) ? said : { ...said, mimetype: TOO_LARGE, data: String(said.data.length) };
  if (output.channel === "marimo-error")
    return withCell(run, id, { ...cell, output: null, problems: readProblems(output.data) });
  if (output.mimetype === ANSWER) return withCell(run, id, withAnswer(cell, output.data));
  if (output.channel === "output")
    return withCell(run, id, { ...cell, output: output.data === "" ? null : output });
  return withCell(run, id, { ...cell, console: appendTo(cell.console, output) });
}

function fits(run: CollectedRun, output: CellOutput): boolean {
  return output.data.length <= MOST_OF_ONE && run.size + output.data.length <= MOST_OF_ALL;
}

/** Adjacent text of one stream is one part. */
function appendTo(console: readonly CellOutput[], part: CellOutput): readonly CellOutput[] {
  const last = console.at(-1);
  const joins = last?.channel === part.channel && last.mimetype === part.mimetype;
  if (last === undefined || !joins || part.mimetype !== "text/plain") return [...console, part];
  return [...console.slice(0, -1), { ...last, data: last.data + part.data }];
}

function withAnswer(cell: RanCell, text: string): RanCell {
  const { object, value }: { object?: unknown; value?: unknown } = parseObject(text);
  if (typeof object !== "string" || typeof value !== "string") return cell;
  return { ...cell, answers: { ...cell.answers, [object]: value } };
}

function parseObject(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

function withCell(run: CollectedRun, id: string, cell: RanCell): CollectedRun {
  const before = run.cells.get(id);
  if (before === undefined && run.cells.size >= MOST_CELLS) return run;
  const size = run.size - (before === undefined ? 0 : sizeOf(before)) + sizeOf(cell);
  return { ...run, cells: new Map(run.cells).set(id, cell), size };
}

function sizeOf({ output, console, answers }: RanCell): number {
  const parts = [output?.data, ...console.map((part) => part.data), ...Object.values(answers)];
  return parts.reduce((sum, part) => sum + (part?.length ?? 0), 0);
}
