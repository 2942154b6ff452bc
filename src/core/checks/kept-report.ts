/** The door for a report that was stored: another site of the same origin may have written anything. */
import * as v from "valibot";
import type { KeptReport } from "./report.ts";

const count = v.pipe(v.number(), v.finite());
const marks = v.object({ earned: v.nullable(count), available: count });
const channels = ["output", "stdout", "stderr", "stdin", "marimo-error", "media", "pdb"] as const;
const output = v.object({ channel: v.picklist(channels), mimetype: v.string(), data: v.string() });
const problem = v.object({
  type: v.string(),
  message: v.string(),
  exception: v.string(),
  raisedBy: v.nullable(v.string()),
});

const report = v.object({
  title: v.string(),
  filename: v.string(),
  of: v.string(),
  // A moment that `Date` knows.
  at: v.pipe(v.number(), v.minValue(-8.64e15), v.maxValue(8.64e15)),
  duration: count,
  ended: v.variant("kind", [
    v.object({ kind: v.literal("finished") }),
    v.object({ kind: v.literal("limit"), cell: v.nullable(v.string()), seconds: count }),
    v.object({ kind: v.literal("lost") }),
  ]),
  results: v.array(
    v.object({
      label: v.string(),
      cell: v.nullable(v.string()),
      state: v.picklist(["idle", "waiting", "passed", "partly", "failed"]),
      messages: v.array(v.string()),
      marks: v.nullable(marks),
    }),
  ),
  score: v.object({
    passed: count,
    all: count,
    marks: v.nullable(v.object({ earned: count, available: count })),
  }),
  errors: v.array(v.object({ cell: v.string(), number: count, name: v.string(), problem })),
});

const schema = v.object({
  report,
  source: v.string(),
  cells: v.array(
    v.object({
      id: v.string(),
      name: v.string(),
      code: v.string(),
      hideCode: v.boolean(),
      state: v.picklist(["done", "running", "not-reached", "disabled"]),
      output: v.nullable(output),
      console: v.array(output),
      problems: v.array(problem),
      answers: v.record(v.string(), v.string()),
    }),
  ),
});

/** The report, or undefined for anything that is none. */
export function readKeptReport(value: unknown): KeptReport | undefined {
  const result = v.safeParse(schema, value);
  return result.success ? result.output : undefined;
}
