/** What a cell's messages add up to: pure steps from one `CellRun` to the next. */
import * as v from "valibot";
import type { CellStatus } from "../runtime/contract.ts";
import type { CellOp, KernelOutput } from "./kernel-message.ts";
import type { CellProblem, CellRun, ConsolePart } from "./model.ts";

export const NOT_RUN: CellRun = {
  status: "stale",
  console: [],
  problems: [],
  hasOutput: false,
  fromBefore: false,
  started: null,
  ended: null,
};

/** The cell after one `cell-op` of marimo's; `now` in ms of `performance.now()`. */
export function afterCellOp(run: CellRun, op: CellOp, now: number): CellRun {
  let next = run;
  if (op.status) next = withStatus(next, op.status, now);
  if (op.stale_inputs != null) next = withStale(next, op.stale_inputs);
  if (op.console) next = withConsole(next, op.console);
  if (op.output) next = withOutput(next, op.output);
  return next;
}

/** The cell after Stop: everything stays as it was, marked as from before. */
export function afterStop(run: CellRun, now: number): CellRun {
  const stopped = run.status === "running";
  return {
    ...run,
    status: stopped ? "stopped" : "stale",
    fromBefore: run.hasOutput || run.console.length > 0,
    ended: stopped ? now : run.ended,
  };
}

/** The cell after it has turned from code into text: nothing under it is its own any more. */
export function afterConversion(run: CellRun): CellRun {
  const isBusy = run.status === "running" || run.status === "queued";
  return isBusy ? { ...NOT_RUN, status: run.status, started: run.started } : NOT_RUN;
}

function withStatus(run: CellRun, status: NonNullable<CellOp["status"]>, now: number): CellRun {
  switch (status) {
    case "queued":
      return { ...run, status, problems: [] };
    case "running":
      return { ...run, status, problems: [], console: [], fromBefore: false, started: now, ended: null };
    case "idle":
      return { ...run, status: run.problems.length > 0 ? "error" : "idle", ended: run.started && now };
    case "disabled-transitively":
      return { ...run, status: "disabled" };
    case "stale":
      return { ...run, status };
    default:
      return status satisfies never;
  }
}

function withStale(run: CellRun, stale: boolean): CellRun {
  if (stale) return run.status === "idle" ? { ...run, status: "stale" } : run;
  return run.status === "stale" ? { ...run, status: "idle" } : run;
}

function withConsole(run: CellRun, parts: KernelOutput | readonly KernelOutput[]): CellRun {
  if (Array.isArray(parts) && parts.length === 0) return { ...run, console: [] };
  const list: readonly KernelOutput[] = Array.isArray(parts) ? parts : [parts as KernelOutput];
  return { ...run, console: list.reduce(appendPart, run.console) };
}

/** Adjacent text of one stream is one part, so that a long print is one element on the page. */
function appendPart(parts: readonly ConsolePart[], part: KernelOutput): readonly ConsolePart[] {
  if (typeof part.data !== "string") return parts;
  if (part.channel !== "stdout" && part.channel !== "stderr" && part.channel !== "media") return parts;
  const { channel, mimetype, data } = { ...part, channel: part.channel, data: part.data };
  const last = parts.at(-1);
  if (last && last.channel === channel && last.mimetype === mimetype && mimetype === "text/plain") {
    return [...parts.slice(0, -1), { ...last, data: last.data + data }];
  }
  return [...parts, { channel, mimetype, data }];
}

function withOutput(run: CellRun, output: KernelOutput): CellRun {
  if (output.channel !== "marimo-error") {
    return { ...run, hasOutput: output.data !== "", fromBefore: false };
  }
  const problems = readProblems(output.data);
  const status: CellStatus = run.status === "running" || run.status === "queued" ? run.status : "error";
  return { ...run, status, problems, hasOutput: false };
}

const marimoError = v.object({
  type: v.string(),
  msg: v.nullish(v.string()),
  name: v.nullish(v.string()),
  cells: v.nullish(v.array(v.string())),
  raising_cell: v.nullish(v.string()),
  edges_with_vars: v.nullish(v.array(v.tuple([v.string(), v.array(v.string()), v.string()]))),
});

function readProblems(data: KernelOutput["data"]): readonly CellProblem[] {
  const result = v.safeParse(v.array(marimoError), data);
  if (!result.success) return [{ type: "unknown", message: String(data), cells: [] }];
  return result.output.map((error) => ({
    type: error.type,
    message: error.msg ?? describe(error),
    cells: [
      ...(error.cells ?? []),
      ...(error.raising_cell ? [error.raising_cell] : []),
      ...new Set((error.edges_with_vars ?? []).flatMap(([from, , to]) => [from, to])),
    ],
  }));
}

/** marimo's own sentences for the errors that carry none (`describe()` in marimo/_messaging/errors.py). */
function describe(error: v.InferOutput<typeof marimoError>): string {
  switch (error.type) {
    case "multiple-defs":
      return `The variable '${error.name ?? ""}' was defined by another cell`;
    case "cycle":
      return "This cell is in a cycle";
    case "setup-refs":
      return "The setup cell cannot have references";
    case "interruption":
      return "This cell was interrupted and needs to be re-run";
    default:
      return error.type;
  }
}
