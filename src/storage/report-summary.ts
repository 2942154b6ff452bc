/** The little that lists show of a report. */
import * as v from "valibot";
import type { KeptReport } from "../core/checks/report.ts";
import type { ReportSummary } from "../state/environment.ts";

const schema: v.GenericSchema<unknown, ReportSummary> = v.object({
  of: v.string(),
  at: v.number(),
  passed: v.number(),
  all: v.number(),
});

export function summaryOf({ report }: KeptReport): ReportSummary {
  const { of, at, score } = report;
  return { of, at, passed: score.passed, all: score.all };
}

/** Undefined for what is none: another site of the same origin may have written anything. */
export function readSummary(value: unknown): ReportSummary | undefined {
  const read = v.safeParse(schema, value);
  return read.success ? read.output : undefined;
}
