/** Runs a whole notebook once in Pyodide, as a browser does, and tells how it ended. */
import { setTimeout as pause } from "node:timers/promises";
import * as v from "valibot";
import { isOwnProblem, readProblems } from "../src/core/checks/report-problems.ts";
import type { Notebook } from "../src/core/notebook/notebook.ts";
import { startPython } from "../src/runtime/node.ts";
import { machineError } from "./error.ts";

export interface RunRequest {
  readonly filename: string;
  readonly source: string;
  readonly notebook: Notebook;
  /** Data files, beside the notebook. */
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** Whose values are wanted after the run. */
  readonly variables: readonly string[];
}

export interface RunResult {
  /** Cells with an error of their own. */
  readonly problems: readonly { readonly cell: string; readonly message: string }[];
  /** The last result of each check, by label. */
  readonly checks: ReadonlyMap<string, CheckResult>;
  /** Typed JSON of `atelier/answers.py`, by name; what is not defined is left out. */
  readonly values: ReadonlyMap<string, unknown>;
}

export type RunNotebook = (request: RunRequest, signal: AbortSignal) => Promise<RunResult>;

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
});

/** A Grader's scores cell runs again, by a run of its own, right after the run that changed them. */
const quietMilliseconds = 150;
const folder = "/home/pyodide/notebook";

/** Runs notebooks with the Python that lies in `runtime`, a folder of the built app. */
export function notebookRunner(runtime: string): RunNotebook {
  return (request, signal) => runNotebook(runtime, request, signal);
}

async function runNotebook(runtime: string, request: RunRequest, signal: AbortSignal): Promise<RunResult> {
  const python = await startPython({ folder: runtime }).catch((error: unknown) => {
    throw machineError(error instanceof Error ? error.message : String(error));
  });
  signal.throwIfAborted();
  for (const { name, bytes } of request.files) python.writeFile(`${folder}/${name}`, bytes);
  const watch = createWatch();
  const session = python.pyodide
    .pyimport("atelier.driver")
    .Session(
      request.filename,
      request.source,
      JSON.stringify({ lazy: false, theme: "light" }),
      watch.kernel,
      watch.result,
    );
  const cells = request.notebook.cells.map(({ id, code, config }) => ({
    id,
    code,
    disabled: config.disabled,
  }));
  session.create(JSON.stringify({ cells, values: {}, skip: [], run: true }));
  while (!watch.isQuiet()) await pause(20, undefined, { signal });
  const values = await python.run("from atelier import answers\nanswers.read(NAMES)", {
    NAMES: JSON.stringify(request.variables),
  });
  const parsed = v.parse(v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown())), values);
  python.close();
  return { problems: watch.problems(), checks: watch.checks, values: new Map(Object.entries(parsed)) };
}

/** Follows what the kernel says. The run is over when no cell is queued or running, and nothing more comes. */
function createWatch() {
  const busy = new Set<string>();
  const wrong = new Map<string, string>();
  const checks = new Map<string, CheckResult>();
  let completed = false;
  let lastMessage = performance.now();
  function cellSaid(data: unknown): void {
    const { cell_id: cell, status, output } = v.parse(cellSchema, data);
    if (status === "queued" || status === "running") busy.add(cell);
    else if (status) busy.delete(cell);
    if (status === "running") wrong.delete(cell);
    if (output?.channel !== "marimo-error") return;
    const own = readProblems(JSON.stringify(output.data)).find((problem) => isOwnProblem(problem, cell));
    if (own)
      wrong.set(cell, [own.exception, own.message || own.type].filter((part) => part !== "").join(": "));
  }
  return {
    checks,
    kernel(text: string): void {
      lastMessage = performance.now();
      const message = v.parse(v.pipe(v.string(), v.parseJson(), messageSchema), text);
      if (message.op === "completed-run") completed = true;
      if (message.op === "cell-op") cellSaid(message.data);
    },
    result(text: string): void {
      const read = v.safeParse(v.pipe(v.string(), v.parseJson(), checkSchema), text);
      if (read.success) checks.set(read.output.label, read.output);
    },
    isQuiet: () => completed && busy.size === 0 && performance.now() - lastMessage > quietMilliseconds,
    problems: () => [...wrong].map(([cell, message]) => ({ cell, message })),
  };
}
