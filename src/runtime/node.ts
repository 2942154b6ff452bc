/// <reference types="node" />
/** Python with marimo under Node, from the files of `dist/runtime`: for the command line, the builds and the tests. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { PyodideAPI } from "pyodide";
import {
  addFiles,
  type Booted,
  type BootFailure,
  type BootMark,
  type BootOptions,
  bootPython,
  hideStackSwitching,
  type RuntimeParts,
} from "./boot.ts";
import type { PackedFiles } from "./files.ts";
import { type RuntimeManifest, type RuntimePartName, readFileIndex, readManifest } from "./manifest.ts";
import { keepUnpacked, keptFolder, readPart, remedy } from "./node-parts.ts";

export type StartOptions = {
  /** Where the built runtime lies. */
  folder?: string;
  /** Where unpacked copies of the parts are kept; by default in the user's cache folder. */
  kept?: string;
  /** False starts without the snapshot, as a browser does that refuses it. */
  snapshot?: boolean;
  /** What `import js` finds; by default all of Node. */
  globals?: object;
  /** What Python prints outside of any cell, and why a snapshot was not used. */
  log?: (line: string) => void;
};

export type PythonHost = {
  pyodide: PyodideAPI;
  how: Booted["how"];
  marks: BootMark[];
  /**
   * Runs code in `__main__` after setting `globals` there, and waits for it. The value of the last expression comes
   * back: a string as it is, None as "", anything else as JSON or, where JSON cannot say it, as `str` does.
   */
  run(code: string, globals?: Record<string, string | number | boolean>): Promise<string>;
  writeFile(path: string, data: string | Uint8Array): void;
  readFile(path: string): Uint8Array;
  /** Ends what still waits in Python and lets go of its memory; nothing of the host works afterwards. */
  close(): void;
};

const builtRuntime = fileURLToPath(new URL("../../dist/runtime", import.meta.url));

/** A running Python with every package file in place. Throws when it cannot start or a file is damaged. */
export async function startPython(options: StartOptions = {}): Promise<PythonHost> {
  return whileAwake(async () => {
    const runtime = await openRuntime(options.folder ?? builtRuntime, options.kept ?? keptFolder());
    return createHost(await start(runtime, options));
  });
}

/**
 * Unpacks what takes long, where that has not been done, for a start in a process that may not write. Returns the
 * folder to start with as `kept`. Throws as `startPython` does.
 */
export async function prepareStart(folder: string): Promise<string> {
  const { parts } = await readManifestFile(folder);
  await keepUnpacked(folder, Object.values(parts));
  return keptFolder();
}

/** Everything that a start needs, unpacked and checked. */
type Runtime = { parts: RuntimeParts; files: PackedFiles[] };

const opened = new Map<string, Promise<Runtime>>();

/** Reads a folder once a process; the second start is then a matter of a tenth of a second. */
function openRuntime(folder: string, kept: string): Promise<Runtime> {
  const runtime = opened.get(folder) ?? readRuntime(folder, kept);
  opened.set(folder, runtime);
  runtime.catch(() => opened.delete(folder));
  return runtime;
}

async function readRuntime(folder: string, kept: string): Promise<Runtime> {
  const { parts, packages } = await readManifestFile(folder);
  const read = (name: RuntimePartName) => readPart(folder, parts[name], kept);
  const pathOf = async (name: RuntimePartName) => {
    await read(name);
    return join(folder, parts[name].file);
  };
  const [pyodideModule, asmModule, stdlibUrl, msgspecUrl, wasm, lock, snapshot, now, later] =
    await Promise.all([
      pathOf("pyodideModule"),
      pathOf("asmModule"),
      pathOf("stdlib"),
      pathOf("msgspec"),
      read("wasm").then((bytes) => WebAssembly.compile(new Uint8Array(bytes))),
      read("lock").then(toText),
      read("snapshot"),
      readPack(read("files"), read("filesIndex")),
      readPack(read("filesLater"), read("filesLaterIndex")),
    ]);
  return {
    parts: {
      ...importPyodide(pyodideModule, asmModule),
      wasm,
      stdlibUrl,
      msgspecUrl,
      lock,
      snapshot,
      files: null,
      packages: Object.keys(packages),
    },
    files: [now, later],
  };
}

async function readManifestFile(folder: string): Promise<RuntimeManifest> {
  const text = await readFile(join(folder, "manifest.json"), "utf8").catch(() => {
    throw new Error(`There is no Python in ${folder}: ${remedy}.`);
  });
  const manifest = readManifest(text);
  if ("failure" in manifest) throw new Error(`${folder}/manifest.json cannot be read: ${manifest.detail}`);
  return manifest;
}

async function readPack(bytes: Promise<Uint8Array>, index: Promise<Uint8Array>): Promise<PackedFiles> {
  const list = readFileIndex(toText(await index));
  if ("failure" in list) throw new Error(`A list of package files cannot be read: ${list.detail}`);
  return { bytes: await bytes, index: list };
}

function toText(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** By `require`, which vitest leaves alone; it would translate what `import` names, a megabyte for each test file. */
function importPyodide(
  pyodidePath: string,
  asmPath: string,
): Pick<RuntimeParts, "loadPyodide" | "createPyodideModule"> {
  hideStackSwitching();
  const require = createRequire(import.meta.url);
  const { loadPyodide }: Pick<RuntimeParts, "loadPyodide"> = require(pyodidePath);
  const { default: createPyodideModule }: { default: RuntimeParts["createPyodideModule"] } = require(asmPath);
  return { loadPyodide, createPyodideModule };
}

async function start({ parts, files }: Runtime, options: StartOptions): Promise<Booted> {
  const bootOptions: BootOptions = {
    ...(options.log && { print: options.log }),
    ...(options.globals && { globals: options.globals }),
  };
  // Python may write to its package files, and the bytes that were read are for every start.
  const [first, ...rest] = files.map((pack) => ({ ...pack, bytes: new Uint8Array(pack.bytes) }));
  const now = first ?? null;
  if (options.snapshot !== false) {
    const booted = await bootPython({ ...parts, files: now }, bootOptions);
    if (!("failure" in booted)) return withFiles(booted, rest);
    options.log?.(describe(booted));
  }
  const booted = await bootPython({ ...parts, files: now, snapshot: null }, bootOptions);
  if ("failure" in booted) throw new Error(describe(booted));
  return withFiles(booted, rest);
}

function withFiles(booted: Booted, packs: PackedFiles[]): Booted {
  for (const pack of packs) addFiles(booted.pyodide, pack);
  return booted;
}

function describe({ how, stage, detail }: BootFailure): string {
  return `Python did not start (${how}, ${stage}): ${detail}`;
}

function createHost({ pyodide, how, marks }: Booted): PythonHost {
  const runPython: (code: string) => Promise<string> = pyodide.runPython(runAsText);
  let open: { pyodide: PyodideAPI; runPython: typeof runPython } | null = { pyodide, runPython };
  const alive = () => {
    if (open) return open;
    throw new Error("This Python was closed.");
  };
  return {
    get pyodide() {
      return alive().pyodide;
    },
    how,
    marks,
    async run(code, globals = {}) {
      const { pyodide, runPython } = alive();
      for (const [name, value] of Object.entries(globals)) pyodide.globals.set(name, value);
      return whileAwake(() => runPython(code));
    },
    writeFile(path, data) {
      const { FS } = alive().pyodide;
      FS.mkdirTree(path.slice(0, path.lastIndexOf("/")) || "/");
      FS.writeFile(path, data);
    },
    readFile: (path) => alive().pyodide.FS.readFile(path),
    close() {
      open?.pyodide.runPython(cancelTasks);
      open = null;
    },
  };
}

/** Neither compiling nor a Python that waits keeps Node from ending; this does. */
async function whileAwake<T>(work: () => Promise<T>): Promise<T> {
  const awake = setInterval(() => {}, 60_000);
  try {
    return await work();
  } finally {
    clearInterval(awake);
  }
}

const cancelTasks = `
import asyncio
for task in asyncio.all_tasks(asyncio.get_event_loop()):
    task.cancel()
`;

const runAsText = `
def make_run():
    import json
    from pyodide.code import eval_code_async
    import __main__

    async def run(code):
        value = await eval_code_async(code, __main__.__dict__)
        if value is None or isinstance(value, str):
            return value or ""
        try:
            return json.dumps(value)
        except (TypeError, ValueError):
            return str(value)

    return run

make_run()
`;
