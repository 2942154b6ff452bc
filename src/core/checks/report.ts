/** The result of a validation: every visible check of one source, after one run of all its cells in a fresh runtime. */
import { type CheckItem, type CheckTotals, countChecks, joinChecks, listChecks } from "./list.ts";
import { type CellProblem, isOwnProblem } from "./report-problems.ts";
import type { CellOutput, CollectedRun, RanCell } from "./report-run.ts";

export interface CheckReport {
  readonly title: string;
  readonly filename: string;
  /** Digest of the source that ran (`digestOf`). */
  readonly of: string;
  /** When the validation began, in milliseconds since 1970. */
  readonly at: number;
  /** Milliseconds from the first cell to the end. */
  readonly duration: number;
  readonly ended: ReportEnd;
  /** Every visible check; the state "idle" means that the run did not reach it. */
  readonly results: readonly CheckItem[];
  readonly score: CheckTotals;
  readonly errors: readonly CellError[];
}

export type ReportEnd =
  | { readonly kind: "finished" }
  /** A time limit ended the run: of the cell, or of all cells when `cell` is null. */
  | { readonly kind: "limit"; readonly cell: string | null; readonly seconds: number }
  /** The runtime went away in the middle of the run. */
  | { readonly kind: "lost" };

/** A cell with an error of its own. Cells that were held back by it, or by `mo.stop`, are none. */
interface CellError {
  readonly cell: string;
  /** Place of the cell in the notebook, counting from 1. */
  readonly number: number;
  readonly name: string;
  readonly problem: CellProblem;
}

/** A cell as the report shows it. */
export interface ReportCell {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  /** The notebook hides the code of this cell. */
  readonly hideCode: boolean;
  readonly state: "done" | "running" | "not-reached" | "disabled";
  readonly output: CellOutput | null;
  readonly console: readonly CellOutput[];
  readonly problems: readonly CellProblem[];
  readonly answers: Readonly<Record<string, string>>;
}

/** A report with what it was made from: enough to show it again, and to see whether it still holds. */
export interface KeptReport {
  readonly report: CheckReport;
  readonly source: string;
  readonly cells: readonly ReportCell[];
}

/** The notebook that was run. */
export interface ValidatedNotebook {
  readonly title: string;
  readonly filename: string;
  readonly source: string;
  readonly cells: readonly {
    readonly id: string;
    readonly name: string;
    readonly code: string;
    readonly hideCode: boolean;
    readonly disabled: boolean;
  }[];
}

export function makeReport(
  notebook: ValidatedNotebook,
  run: CollectedRun,
  facts: Pick<CheckReport, "of" | "at" | "duration" | "ended">,
): KeptReport {
  const { title, filename, source } = notebook;
  const results = joinChecks(listChecks(notebook.cells), run.records);
  const cells = notebook.cells.map((cell) => toReportCell(cell, run.cells.get(cell.id)));
  const errors = cells.flatMap((cell, index) => findError(cell, index + 1));
  const report = { title, filename, ...facts, results, score: countChecks(results), errors };
  return { report, source, cells };
}

/** True as soon as the source is not, letter for letter, what the report speaks of. */
export function isStale(kept: KeptReport, source: string): boolean {
  return kept.source !== source;
}

function toReportCell(cell: ValidatedNotebook["cells"][number], ran: RanCell | undefined): ReportCell {
  const { id, name, code, hideCode, disabled } = cell;
  const { output = null, console = [], problems = [], answers = {} } = ran ?? {};
  const reached = ran === undefined || ran.progress === "waiting" ? "not-reached" : ran.progress;
  const state = disabled ? "disabled" : reached;
  return { id, name, code, hideCode, state, output, console, problems, answers };
}

function findError({ id, name, problems }: ReportCell, number: number): CellError[] {
  const own = problems.find((problem) => isOwnProblem(problem, id));
  return own === undefined ? [] : [{ cell: id, number, name, problem: own }];
}
