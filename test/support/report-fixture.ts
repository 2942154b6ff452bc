/** Captured runs of real notebooks (`capture-runs.ts`), and the reports that they make. */
import { readFileSync } from "node:fs";
import { type CheckReport, type KeptReport, makeReport } from "../../src/core/checks/report.ts";
import { type CellOutput, collect, NOTHING_RAN, type RunEvent } from "../../src/core/checks/report-run.ts";
import { digestOf } from "../../src/core/digest.ts";
import { parseNotebook } from "../../src/core/notebook/parse.ts";
import { readFrameMessage } from "../../src/runtime/contract.ts";
import { viewCell } from "../../src/state/session/cell-view.ts";

export interface CapturedRun {
  readonly source: string;
  readonly events: readonly RunEvent[];
}

export function readRun(name: string): CapturedRun {
  const text = readFileSync(new URL(`../fixtures/runs/${name}.json`, import.meta.url), "utf8");
  const { source, messages }: { source: string; messages: unknown[] } = JSON.parse(text);
  return { source, events: messages.map(toEvent) };
}

function toEvent(data: unknown): RunEvent {
  const message = readFrameMessage(data);
  switch (message?.kind) {
    case "run":
    case "cell":
    case "check":
    case "output":
    case "limit":
      return message;
    default:
      throw new Error(`No event of a run: ${JSON.stringify(data).slice(0, 200)}`);
  }
}

const facts = { at: Date.UTC(2026, 10, 21, 9, 30), duration: 2_340, ended: { kind: "finished" } } as const;

export async function reportOf(
  { source, events }: CapturedRun,
  title: string,
  changes: Partial<Pick<CheckReport, "ended" | "duration">> = {},
): Promise<KeptReport> {
  const notebook = parseNotebook(source);
  if ("failure" in notebook) throw new Error(notebook.failure);
  const cells = notebook.cells.map(viewCell);
  const run = events.reduce(collect, NOTHING_RAN);
  const of = await digestOf(source);
  const filename = `${title.toLowerCase().replaceAll(" ", "-")}.py`;
  return makeReport({ title, filename, source, cells }, run, { ...facts, of, ...changes });
}

/** A report of one cell that showed these outputs. */
export async function reportOfOutputs(outputs: readonly CellOutput[], title = "Test"): Promise<KeptReport> {
  const source = 'import marimo\n\napp = marimo.App()\n\n\n@app.cell\ndef _():\n    "code"\n    return\n';
  const notebook = parseNotebook(source);
  if ("failure" in notebook) throw new Error(notebook.failure);
  const cell = notebook.cells[0]?.id ?? "";
  const events = outputs.map((output): RunEvent => ({ kind: "output", cell, output }));
  const done: RunEvent = { kind: "cell", cell, status: "idle" };
  return reportOf({ source, events: [...events, done] }, title);
}
