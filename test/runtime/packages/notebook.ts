/** Runs cells in a real marimo session, packages first, by the modules that the browser's worker uses. */
import * as v from "valibot";
import { type PythonHost, startPython } from "../../../src/runtime/node.ts";
import { NOTEBOOK_FOLDER, openSession } from "../../../src/runtime/session.ts";
import { createPackages } from "../../../src/runtime/worker/packages.ts";
import type { PackageEvent } from "../../../src/runtime/worker/protocol.ts";
import { createRunGate } from "../../../src/runtime/worker/run-gate.ts";
import type { StandIn } from "./stand-in.ts";

const message = v.object({
  op: v.string(),
  data: v.looseObject({
    cell_id: v.optional(v.string()),
    output: v.nullish(v.looseObject({ channel: v.string(), data: v.unknown() })),
  }),
});

interface Run {
  /** What each cell printed or showed last, by its place; an error is the text of marimo's error. */
  readonly shown: readonly string[];
  /** The package events since the last run. */
  readonly events: readonly PackageEvent[];
  /** Whether the run had to wait for packages. */
  readonly waited: boolean;
  /** Names of what had been told before the first cell ran. */
  readonly toldBefore: readonly string[];
}

export interface TestNotebook {
  readonly python: PythonHost;
  /** All cells for the first time. */
  create(): Promise<Run>;
  /** One cell with new code. */
  execute(cell: number, code: string): Promise<Run>;
}

export interface TestNotebookOptions {
  readonly dependencies?: readonly string[];
  /** Lock file entries to set before anything is resolved, by name. */
  readonly lock?: Readonly<Record<string, LockEntry>>;
  /** Names to take out of the lock file. */
  readonly unlocked?: readonly string[];
  readonly files?: Readonly<Record<string, Uint8Array>>;
}

export type LockEntry = PythonHost["pyodide"]["lockfile"]["packages"][string];

/** A wheel of the stand-in as the lock file would have it. */
export function lockEntry(standIn: StandIn, name: string, depends: string[], imports: string[]): LockEntry {
  const { version, fileName, sha256 } = standIn.wheel(name);
  const fixed = { install_dir: "site", package_type: "package" } as const;
  return { ...fixed, name, version, file_name: fileName, sha256, depends, imports };
}

export async function openTestNotebook(
  standIn: StandIn,
  codes: readonly string[],
  options: TestNotebookOptions = {},
): Promise<TestNotebook> {
  const python = await startPython();
  Object.assign(python.pyodide.lockfile.packages, options.lock);
  for (const name of options.unlocked ?? []) delete python.pyodide.lockfile.packages[name];
  for (const [name, bytes] of Object.entries(options.files ?? {})) {
    python.writeFile(`${NOTEBOOK_FOLDER}/${name}`, bytes);
  }
  const source = header(options.dependencies ?? []);
  const events: PackageEvent[] = [];
  const messages: v.InferOutput<typeof message>[] = [];
  let toldBefore: string[] | undefined;
  const packages = createPackages(
    python.pyodide,
    { fetch: standIn.fetch, tell: (event) => events.push(event) },
    standIn.addresses,
  );
  const settings = { onChange: "reactive", theme: "light", editor: "code" } as const;
  const session = openSession(
    python.pyodide,
    { filename: "n.py", source, settings },
    {
      kernel(text) {
        const heard = v.parse(message, JSON.parse(text));
        if (heard.op === "cell-op") toldBefore ??= events.map(({ name }) => name);
        messages.push(heard);
      },
      result() {},
    },
  );
  const gate = createRunGate((error) => {
    throw error;
  });
  const ids = codes.map((_, index) => `cell${index}`);

  const finish = async (start: () => boolean): Promise<Run> => {
    messages.length = 0;
    events.length = 0;
    toldBefore = undefined;
    const awake = setInterval(() => {}, 1_000);
    const waited = start();
    while (!messages.some(({ op }) => op === "completed-run"))
      await new Promise((next) => setTimeout(next, 5));
    clearInterval(awake);
    return {
      shown: ids.map((id) => lastOutput(messages, id)),
      events: [...events],
      waited,
      toldBefore: toldBefore ?? [],
    };
  };
  const run = (cells: { id: string; code: string }[], action: () => void) =>
    finish(() => {
      const needed = packages.need(source, cells);
      gate.run(needed, action);
      return needed !== undefined;
    });
  const cells = codes.map((code, index) => ({ id: `cell${index}`, code, disabled: false }));
  return {
    python,
    create: () => run(cells, () => session.create({ cells, values: {}, skip: [], run: true })),
    execute: (cell, code) => {
      const changed = [{ id: `cell${cell}`, code }];
      return run(changed, () => session.execute(changed, []));
    },
  };
}

function header(dependencies: readonly string[]): string {
  const list = dependencies.map((one) => `#     ${JSON.stringify(one)},\n`).join("");
  const block = dependencies.length > 0 ? `# /// script\n# dependencies = [\n${list}# ]\n# ///\n\n` : "";
  return `${block}import marimo\n\napp = marimo.App()\n`;
}

function lastOutput(messages: readonly v.InferOutput<typeof message>[], cell: string): string {
  const outputs = messages.flatMap(({ data }) => (data.cell_id === cell && data.output ? [data.output] : []));
  const last = outputs.at(-1)?.data;
  return typeof last === "string" ? last : JSON.stringify(last ?? "");
}

/** Name → how it stands after all events: `installed`, or `failed: reason`. */
export function states(events: readonly PackageEvent[]): Record<string, string> {
  return Object.fromEntries(
    events.map(({ name, state, reason }) => [name, reason === undefined ? state : `${state}: ${reason}`]),
  );
}
