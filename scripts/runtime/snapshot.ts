/** Makes the memory snapshot: an interpreter that has imported what a first run imports, and has begun nothing. */
import { readFile } from "node:fs/promises";
import * as v from "valibot";
import {
  addFiles,
  type Booted,
  type BootOptions,
  bootPython,
  type RuntimeParts,
} from "../../src/runtime/boot.ts";
import { sitePackages } from "../../src/runtime/files.ts";
import { cutSnapshot, zeroFreeMemory } from "./memory.ts";
import { type Files, packFiles } from "./packages.ts";

/** `parts` with files and without a snapshot. */
export async function makeSnapshot(parts: RuntimeParts, log: (line: string) => void): Promise<Uint8Array> {
  const { modules, compiled } = await warmUp(parts);
  log(`A first run imports ${modules.length} modules`);
  const { pyodide } = await boot(parts, { makeSnapshot: true });
  addFiles(pyodide, packFiles(compiled));
  pyodide.globals.set("modules", JSON.stringify(modules));
  pyodide.runPython(await pythonFile("prepare.py"));
  // Pyodide saves nothing that names loaded packages; who restores it names them again.
  for (const name of Object.keys(pyodide.loadedPackages)) delete pyodide.loadedPackages[name];
  const inUse = zeroFreeMemory(pyodide);
  return cutSnapshot(pyodide.makeMemorySnapshot(), inUse);
}

type WarmUp = { modules: string[]; compiled: Files };

const ReportSchema = v.object({
  modules: v.array(v.string()),
  compiled: v.array(v.string()),
  errors: v.array(v.string()),
});

/**
 * Runs a notebook in an interpreter that is thrown away: a session must not be in the snapshot. Its modules are
 * compiled without the columns that underline an expression in a traceback: a tenth of the snapshot, for code that no
 * student wrote.
 */
async function warmUp(parts: RuntimeParts): Promise<WarmUp> {
  const { pyodide } = await boot(parts, { env: { PYTHONNODEBUGRANGES: "1" } });
  pyodide.FS.writeFile("/home/pyodide/warm_up.py", await pythonFile("warm_up.py"));
  const text: unknown = await pyodide.runPythonAsync(await pythonFile("run_notebook.py"));
  const { modules, compiled, errors } = v.parse(v.pipe(v.string(), v.parseJson(), ReportSchema), text);
  if (errors.length > 0) throw new Error(`The warm-up notebook failed:\n${errors.join("\n")}`);
  const read = (path: string): Uint8Array => pyodide.FS.readFile(`${sitePackages}/${path}`);
  return { modules, compiled: new Map(compiled.map((path) => [path, read(path)])) };
}

async function boot(parts: RuntimeParts, options: BootOptions): Promise<Booted> {
  const booted = await bootPython(parts, { print: () => {}, ...options });
  if ("failure" in booted) throw new Error(`Python did not start (${booted.stage}): ${booted.detail}`);
  return booted;
}

function pythonFile(name: string): Promise<string> {
  return readFile(new URL(`python/${name}`, import.meta.url), "utf8");
}
