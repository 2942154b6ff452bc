/** What failed in a cell, and on which of its lines, out of what marimo says of it. */
import * as v from "valibot";
import type { CellProblem } from "../src/core/checks/report-problems.ts";

export interface CellFailure {
  /** In Python's words, with the exception's name in front. */
  readonly message: string;
  /** Counts from 1 in the cell's code; undefined where marimo does not say. */
  readonly line?: number | undefined;
  /** Python cannot read the cell, so that nothing in it is defined. */
  readonly isUnreadable?: boolean;
}

/** Of a syntax error marimo sends Python's report: `line 4`, the line, a mark below it, and at the end the message. */
export function readFailure({ type, message, exception }: CellProblem): CellFailure {
  if (type !== "syntax")
    return { message: [exception, message || type].filter((part) => part !== "").join(": ") };
  const line = /^line (\d+)\n/.exec(message)?.[1];
  return {
    message: message.trim().split("\n").at(-1) || type,
    line: line === undefined ? undefined : Number(line),
    isUnreadable: true,
  };
}

const tracebackSchema = v.object({
  mimetype: v.literal("application/vnd.marimo+traceback"),
  data: v.string(),
});

/** Where the cell itself was when it failed, if this console output is its traceback, which marimo sends as HTML. */
export function tracebackLine(output: unknown, cell: string): number | undefined {
  const read = v.safeParse(tracebackSchema, output);
  if (!read.success) return undefined;
  const text = read.output.data.replace(/<[^>]*>/g, "");
  const frames = [...text.matchAll(/__marimo__cell_(\w+?)_\.py\W+line (\d+)/g)];
  const line = frames.findLast(([, id]) => id === cell)?.[2];
  return line === undefined ? undefined : Number(line);
}
