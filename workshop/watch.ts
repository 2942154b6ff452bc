/** Follows what the kernel says. The run is over when no cell is queued or running, and nothing more comes. */
import * as v from "valibot";
import { isOwnProblem, readProblems } from "../src/core/checks/report-problems.ts";
import type { NotebookEvent } from "../src/runtime/node/messages.ts";
import { type CellFailure, readFailure, tracebackLine } from "./cell-failure.ts";

const checkSchema = v.object({
  kind: v.literal("check"),
  label: v.string(),
  status: v.picklist(["success", "partial", "danger", "warn"]),
  details: v.array(v.string()),
});
export type CheckResult = v.InferOutput<typeof checkSchema>;

const messageSchema = v.object({ op: v.string(), data: v.unknown() });
const cellSchema = v.object({
  cell_id: v.string(),
  status: v.nullish(v.string()),
  output: v.nullish(v.object({ channel: v.string(), data: v.unknown() })),
  console: v.unknown(),
});

type PackageEvent = Extract<NotebookEvent, { kind: "package" }>;

export type Watch = ReturnType<typeof createWatch>;

/** What is not of the expected form is passed over: a notebook may say anything. */
export function createWatch(fetching: (name: string) => void) {
  const busy = new Map<string, string>();
  const wrong = new Map<string, CellFailure>();
  /** Where the last traceback of a cell ends in it. */
  const lines = new Map<string, number>();
  const checks = new Map<string, CheckResult>();
  let answer: (json: string) => void = () => {};
  const answers = new Promise<string>((resolve) => {
    answer = resolve;
  });
  /** How each package stands. */
  const packages = new Map<string, PackageEvent>();
  let completed = false;
  let lastMessage = performance.now();

  function cellSaid(data: unknown): void {
    const read = v.safeParse(cellSchema, data);
    if (!read.success) return;
    const { cell_id: cell, status, output, console } = read.output;
    if (status === "queued" || status === "running") busy.set(cell, status);
    else if (status) busy.delete(cell);
    if (status === "running") {
      wrong.delete(cell);
      lines.delete(cell);
    }
    const line = tracebackLine(console, cell);
    if (line !== undefined) lines.set(cell, line);
    if (output?.channel !== "marimo-error") return;
    const own = readProblems(JSON.stringify(output.data)).find((problem) => isOwnProblem(problem, cell));
    if (own) wrong.set(cell, readFailure(own));
  }

  function kernelSaid(text: string): void {
    lastMessage = performance.now();
    const message = v.safeParse(v.pipe(v.string(), v.parseJson(), messageSchema), text);
    if (!message.success) return;
    if (message.output.op === "completed-run") completed = true;
    if (message.output.op === "cell-op") cellSaid(message.output.data);
  }

  function resultSaid(text: string): void {
    const read = v.safeParse(v.pipe(v.string(), v.parseJson(), checkSchema), text);
    if (read.success) checks.set(read.output.label, read.output);
  }

  function packageSaid(event: PackageEvent): void {
    if (event.state === "fetching" && packages.get(event.name)?.state !== "fetching") fetching(event.name);
    packages.set(event.name, event);
  }

  return {
    checks,
    answers,
    hear(event: NotebookEvent): void {
      if (event.kind === "kernel") kernelSaid(event.text);
      if (event.kind === "answers") answer(event.json);
      if (event.kind === "result") resultSaid(event.text);
      if (event.kind === "package") packageSaid(event);
    },
    isQuiet: (milliseconds: number) =>
      completed && busy.size === 0 && performance.now() - lastMessage > milliseconds,
    problems: () =>
      [...wrong].map(([cell, failure]) => ({ cell, ...failure, line: failure.line ?? lines.get(cell) })),
    unreachable: () =>
      [...packages.values()].filter(({ reason }) => reason === "unreachable").map(({ name }) => name),
    /** The cell that runs now. */
    running: () => [...busy].find(([, status]) => status === "running")?.[0],
  };
}
