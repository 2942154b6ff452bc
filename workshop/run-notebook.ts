/** Runs a whole notebook once in Pyodide, as a browser does, and tells how it ended. */
import { setTimeout as pause } from "node:timers/promises";
import * as v from "valibot";
import { isFailure } from "../src/core/failure.ts";
import type { Notebook } from "../src/core/notebook/notebook.ts";
import type { NotebookEvent } from "../src/runtime/node/messages.ts";
import {
  type NotebookProcess,
  type ProcessEnd,
  type ProcessFiles,
  type ProcessLimits,
  startNotebookProcess,
} from "../src/runtime/node/start-process.ts";
import { prepareStart } from "../src/runtime/node.ts";
import type { PackageAddresses } from "../src/runtime/worker/packages.ts";
import type { CellFailure } from "./cell-failure.ts";
import { type FetchPackage, packageFetcher } from "./package-files.ts";
import { type CheckResult, createWatch, type Watch } from "./watch.ts";

export interface RunRequest {
  readonly filename: string;
  readonly source: string;
  readonly notebook: Notebook;
  /** Data files, beside the notebook. */
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** Whose values are wanted after the run. */
  readonly variables: readonly string[];
  /** After so many the run is ended. */
  readonly seconds: number;
  /** Hears the name of a package that is being fetched. */
  readonly fetching: (name: string) => void;
}

export interface CellError extends CellFailure {
  readonly cell: string;
}

export interface RunResult {
  /** Cells with an error of their own. */
  readonly problems: readonly CellError[];
  /** The last result of each check, by label. */
  readonly checks: ReadonlyMap<string, CheckResult>;
  /** Packages that the notebook needs and the network did not bring. */
  readonly unreachable: readonly string[];
  /** Typed JSON of `atelier/answers.py`, by name; what is not defined is left out. */
  readonly values: ReadonlyMap<string, unknown>;
}

/** A run that did not come to its end. */
export interface RunStopped extends ProcessEnd {
  /** The cell that was running. */
  readonly cell: string | undefined;
}

/** Rejects only when `signal` aborts; nothing of the run is left then. */
export type RunNotebook = (request: RunRequest, signal: AbortSignal) => Promise<RunResult | RunStopped>;

/** What a notebook may take besides time: Python's memory, and all that it says. */
export const memoryLimit = 2 * 1024 ** 3;
export const outputLimit = 64 * 1024 ** 2;

/** A Grader's scores cell runs again, by a run of its own, right after the run that changed them. */
const quietMilliseconds = 150;

export interface RunnerOptions {
  readonly limits?: Partial<ProcessLimits>;
  /** Stands in for the places where packages are. */
  readonly packages?: { readonly addresses: PackageAddresses; readonly sources: readonly string[] };
}

/** Each notebook runs in a process of its own, out of which it cannot reach. */
export function notebookRunner(files: Omit<ProcessFiles, "kept">, options: RunnerOptions = {}): RunNotebook {
  const fetchPackage = packageFetcher(options.packages?.sources);
  const told = new Set<string>();
  return async (request, signal) => {
    const prepared = await prepare(files.runtime);
    if (isFailure(prepared)) return prepared;
    signal.throwIfAborted();
    const { seconds } = request;
    const limits = { memory: memoryLimit, output: outputLimit, seconds, ...options.limits };
    const watch = createWatch((name) => {
      if (!told.has(name)) request.fetching(name);
      told.add(name);
    });
    const child = startNotebookProcess({ ...files, ...prepared }, limits, (event) => {
      watch.hear(event);
      if (event.kind === "need") void answer(child, event, fetchPackage);
    });
    const over = new AbortController();
    signal.addEventListener("abort", () => over.abort(signal.reason));
    try {
      return await Promise.race([
        ask(child, request, options.packages?.addresses, watch, over.signal),
        child.ended.then((end) => ({ ...end, cell: watch.running() })),
      ]);
    } finally {
      over.abort();
      child.stop();
      await child.ended;
      signal.throwIfAborted();
    }
  };
}

async function answer(
  child: NotebookProcess,
  { request, url }: Extract<NotebookEvent, { kind: "need" }>,
  fetchPackage: FetchPackage,
): Promise<void> {
  child.send({ kind: "got", request, file: await fetchPackage(url) });
}

async function prepare(runtime: string): Promise<{ readonly kept: string } | RunStopped> {
  try {
    return { kept: await prepareStart(runtime) };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { failure: "python-did-not-start", detail, cell: undefined };
  }
}

async function ask(
  child: NotebookProcess,
  request: RunRequest,
  addresses: PackageAddresses | undefined,
  watch: Watch,
  signal: AbortSignal,
): Promise<RunResult> {
  const { filename, source, notebook, variables } = request;
  const files = request.files.map(({ name, bytes }) => ({
    name,
    base64: Buffer.from(bytes).toString("base64"),
  }));
  const cells = notebook.cells.map(({ id, code, config }) => ({ id, code, disabled: config.disabled }));
  child.send({ kind: "open", filename, source, cells, files, addresses });
  while (!watch.isQuiet(quietMilliseconds)) await pause(20, undefined, { signal });
  child.send({ kind: "answers", names: variables });
  const values = readValues(await watch.answers);
  return { problems: watch.problems(), checks: watch.checks, unreachable: watch.unreachable(), values };
}

/** None where the process says something else than values. */
function readValues(json: string): ReadonlyMap<string, unknown> {
  const schema = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown()));
  const values = v.safeParse(schema, json);
  return new Map(values.success ? Object.entries(values.output) : []);
}
