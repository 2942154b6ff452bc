/** Stands in for Python where a test is about something else. */
import { listChecks } from "../../../src/core/checks/list.ts";
import { hasSolutions } from "../../../src/core/grading/strip.ts";
import type { RunNotebook, RunRequest, RunResult } from "../../../workshop/run-notebook.ts";

type Change = (request: RunRequest) => Partial<RunResult>;

/** Every check passes in a solved notebook and waits in a stripped one; `change` says what is different. */
export function passingRun(change: Change = () => ({})): RunNotebook {
  return async (request) => {
    const status: "success" | "warn" = hasSolutions(request.source) ? "success" : "warn";
    const checks = listChecks(request.notebook.cells).map(({ label }) => ({
      kind: "check" as const,
      label,
      status,
      details: [],
    }));
    const byLabel = new Map(checks.map((check) => [check.label, check]));
    return { problems: [], unreachable: [], checks: byLabel, values: new Map(), ...change(request) };
  };
}

/** The solved notebook defines these variables. */
export function runWithValues(values: Readonly<Record<string, unknown>>): RunNotebook {
  return passingRun(() => ({ values: new Map(Object.entries(values)) }));
}

export const goodRoots = [
  "list",
  ["3.71828", "-17.2205", "904.113", "0.0627184"].map((text) => ["float", text]),
];
