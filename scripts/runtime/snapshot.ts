/** Makes the memory snapshot: an interpreter that has imported what a first run imports, and has begun nothing. */
import { readFile } from "node:fs/promises";
import * as v from "valibot";
import { type Booted, bootPython, type RuntimeParts } from "../../src/runtime/boot.ts";
import { zeroFreeMemory } from "./memory.ts";

/** `parts` with files and without a snapshot. */
export async function makeSnapshot(parts: RuntimeParts, log: (line: string) => void): Promise<Uint8Array> {
  const modules = await listModules(parts);
  log(`A first run imports ${modules.length} modules`);
  const { pyodide } = await boot(parts, true);
  pyodide.globals.set("modules", JSON.stringify(modules));
  pyodide.runPython(await pythonFile("prepare.py"));
  // Pyodide refuses to save while it believes that packages are loaded; the restoring side says so again.
  for (const name of Object.keys(pyodide.loadedPackages)) delete pyodide.loadedPackages[name];
  zeroFreeMemory(pyodide);
  return pyodide.makeMemorySnapshot();
}

const ReportSchema = v.object({ modules: v.array(v.string()), errors: v.array(v.string()) });

/** Runs a notebook in an interpreter that is thrown away: a session must not be in the snapshot. */
async function listModules(parts: RuntimeParts): Promise<string[]> {
  const { pyodide } = await boot(parts, false);
  pyodide.FS.writeFile("/home/pyodide/warm_up.py", await pythonFile("warm_up.py"));
  const text: unknown = await pyodide.runPythonAsync(await pythonFile("run_notebook.py"));
  const report = v.parse(v.pipe(v.string(), v.parseJson(), ReportSchema), text);
  if (report.errors.length > 0) throw new Error(`The warm-up notebook failed:\n${report.errors.join("\n")}`);
  return report.modules;
}

async function boot(parts: RuntimeParts, makeSnapshot: boolean): Promise<Booted> {
  const booted = await bootPython(parts, { makeSnapshot, print: () => {} });
  if ("failure" in booted) throw new Error(`Python did not start (${booted.stage}): ${booted.detail}`);
  return booted;
}

function pythonFile(name: string): Promise<string> {
  return readFile(new URL(`python/${name}`, import.meta.url), "utf8");
}
