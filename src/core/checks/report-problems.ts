/** marimo's errors of a cell, and which of them are the cell's own. */
import * as v from "valibot";

export interface CellProblem {
  /** marimo's name of the kind of error: "exception", "syntax", "multiple-defs", "cycle", "ancestor-stopped", … */
  readonly type: string;
  /** In marimo's or Python's words; "" where marimo sends none. */
  readonly message: string;
  /** The Python class of an exception; "" for other errors. */
  readonly exception: string;
  /** The cell that is to blame; null when it is the cell itself. */
  readonly raisedBy: string | null;
}

const problem = v.object({
  type: v.string(),
  msg: v.nullish(v.string()),
  name: v.nullish(v.string()),
  exception_type: v.nullish(v.string()),
  raising_cell: v.nullish(v.string()),
});

/** Reads the data of an output on the channel `marimo-error`. */
export function readProblems(data: string): readonly CellProblem[] {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), v.array(problem)), data);
  if (!result.success) return [{ type: "unknown", message: data, exception: "", raisedBy: null }];
  return result.output.map((error) => ({
    type: error.type,
    message: error.msg ?? error.name ?? "",
    exception: error.raising_cell ? "" : (error.exception_type ?? ""),
    raisedBy: error.raising_cell ?? null,
  }));
}

/** False for a cell that never ran: an earlier one has failed, or `mo.stop` ended it on purpose. */
export function isOwnProblem(problem: CellProblem, cell: string): boolean {
  if (problem.type === "ancestor-stopped" || problem.type === "ancestor-prevented") return false;
  return problem.raisedBy === null || problem.raisedBy === cell;
}
