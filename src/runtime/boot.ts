/**
 * Starts Python with marimo, from a memory snapshot when there is one: the same code in the browser's worker, under
 * Node, and where the snapshot is made (a snapshot restores only into the arrangement that it was made in).
 */
import type { loadPyodide, PyodideAPI } from "pyodide";
import { type PackedFiles, sitePackages, writePackedFiles } from "./files.ts";

type LoadPyodide = typeof loadPyodide;
type PyodideConfig = NonNullable<Parameters<LoadPyodide>[0]>;
type CreatePyodideModule = NonNullable<PyodideConfig["createPyodideModule"]>;

export type RuntimeParts = {
  loadPyodide: LoadPyodide;
  /** The default export of `pyodide.asm.mjs`. */
  createPyodideModule: CreatePyodideModule;
  /** Compiled by the caller, who may keep it: the second start then compiles nothing. */
  wasm: WebAssembly.Module;
  /** URL (a path under Node) of the standard library's zip. */
  stdlibUrl: string;
  /** URL (a path under Node) of msgspec's compiled extension. */
  msgspecUrl: string;
  /** Text of the lock file. */
  lock: string;
  /** Names of the packages that are here already, so that nothing fetches them. */
  packages: readonly string[];
  /** Unpacked; null starts Python in the ordinary way, which needs `files`. */
  snapshot: Uint8Array | null;
  /** Null leaves them out of the start; `addFiles` brings them later. */
  files: PackedFiles | null;
};

export type BootOptions = {
  /** What Python prints outside of any cell. */
  print?: (line: string) => void;
  /** Where packages of the lock file are fetched from; must end in a slash. */
  packageBaseUrl?: string;
  /** What `import js` finds, instead of everything that JavaScript's global object has. */
  globals?: object;
  /** More of Python's environment variables. */
  env?: Record<string, string>;
  /** For the maker of snapshots alone: keeps what saving the memory needs. */
  makeSnapshot?: boolean;
};

/** Milliseconds from the call of `bootPython` to the end of a stage. */
export type BootMark = { stage: BootStage; ms: number };
export type BootStage = "core" | "awake" | "tested";

export type Booted = { how: "snapshot" | "ordinary"; pyodide: PyodideAPI; marks: BootMark[] };

/**
 * `snapshot`: this memory does not fit this engine; start again without it (a browser in a new worker, Node in the
 * same process). `ordinary`: Python cannot run here at all.
 */
export type BootFailure = {
  failure: "python-did-not-start";
  how: Booted["how"];
  stage: BootStage;
  detail: string;
};

const msgspecLibrary = `${sitePackages}/msgspec/_core.cpython-314-wasm32-emscripten.so`;

/** Nothing is ever fetched from there; Pyodide wants to resolve names against something. */
const nowhere = "https://pyodide.invalid/";

/** Starts Python and proves that it works. Never throws. */
export async function bootPython(
  parts: RuntimeParts,
  options: BootOptions = {},
): Promise<Booted | BootFailure> {
  const how = parts.snapshot ? "snapshot" : "ordinary";
  const began = performance.now();
  const marks: BootMark[] = [];
  let stage: BootStage = "core";
  const reached = (next: BootStage) => {
    marks.push({ stage, ms: performance.now() - began });
    stage = next;
  };
  try {
    const pyodide = await loadCore(parts, options);
    reached("awake");
    wake(pyodide, parts.packages);
    reached("tested");
    if (!options.makeSnapshot) await pyodide.runPythonAsync(selfTest);
    marks.push({ stage, ms: performance.now() - began });
    return { how, pyodide, marks };
  } catch (error) {
    return { failure: "python-did-not-start", how, stage, detail: String(error) };
  }
}

/** Adds files to a running Python. */
export function addFiles(pyodide: PyodideAPI, files: PackedFiles): void {
  writePackedFiles(pyodide.FS, files);
  pyodide.runPython("import importlib; importlib.invalidate_caches()");
}

async function loadCore(parts: RuntimeParts, options: BootOptions): Promise<PyodideAPI> {
  hideStackSwitching();
  keepPyodideFromFetching();
  const { files, snapshot } = parts;
  const print = options.print ? { stdout: options.print, stderr: options.print } : {};
  const config: PyodideConfig = {
    indexURL: nowhere,
    stdLibURL: parts.stdlibUrl,
    lockFileContents: parts.lock,
    packageBaseUrl: options.packageBaseUrl ?? nowhere,
    enableRunUntilComplete: false,
    // A fixed hash seed, so that sets print in the same order for the student and for the grader.
    env: { HOME: "/home/pyodide", PYTHONHASHSEED: "0", ...options.env },
    createPyodideModule: moduleCreator(parts),
    ...print,
    ...(options.globals && { jsglobals: options.globals }),
    ...(files && { fsInit: async (fs) => writePackedFiles(fs, files) }),
    ...(snapshot && { _loadSnapshot: snapshot }),
    ...(options.makeSnapshot && { _makeSnapshot: true }),
  };
  return parts.loadPyodide(config);
}

/**
 * With stack switching, Python built under an engine that has it differs from one that has not; the choice is frozen
 * into the snapshot, and `time.sleep` then fails elsewhere. So nobody has it. To be called before Pyodide is imported.
 */
export function hideStackSwitching(): void {
  for (const name of ["Suspending", "Suspender", "promising"]) Reflect.deleteProperty(WebAssembly, name);
}

/**
 * Pyodide fetches its WebAssembly by itself, from a URL that does not exist here, unless it sees this mark of a
 * sanitizer build.
 */
function keepPyodideFromFetching(): void {
  Reflect.set(globalThis, "WasmOffsetConverter", class {});
}

/** Emscripten's module with memory large enough for the snapshot and msgspec linked before either is used. */
function moduleCreator({
  createPyodideModule,
  wasm,
  msgspecUrl,
  snapshot,
}: RuntimeParts): CreatePyodideModule {
  return (settings) =>
    new Promise((resolve, reject) => {
      const ours = {
        ...settings,
        // Linked this early it gets the same address whenever the same build starts, which its restored data relies on.
        dynamicLibraries: [msgspecLibrary],
        // Under Node Emscripten would take the path of the script, and the snapshot would keep it.
        thisProgram: "./this.program",
        locateFile: (file: string) => (file === msgspecLibrary ? msgspecUrl : settings.locateFile(file)),
        instantiateWasm(imports: WebAssembly.Imports, receive: Receive) {
          instantiate(wasm, imports, snapshot).then((instance) => receive(instance, wasm), reject);
          return {};
        },
      };
      createPyodideModule(ours).then(resolve, reject);
    });
}

type Receive = (instance: WebAssembly.Instance, module: WebAssembly.Module) => void;

async function instantiate(
  wasm: WebAssembly.Module,
  imports: WebAssembly.Imports,
  snapshot: Uint8Array | null,
) {
  // Pyodide's own way where it cannot compile its little helper module: a symbol stands for "a JavaScript error".
  const error = Symbol("JavaScript error");
  Object.assign(imports.env ?? {}, {
    Jsv_GetError_import: () => error,
    JsvError_Check: (value: unknown) => value === error,
  });
  const instance = await WebAssembly.instantiate(wasm, imports);
  const { memory } = instance.exports;
  // Pyodide copies the snapshot without asking whether the memory is large enough for it.
  if (snapshot && memory instanceof WebAssembly.Memory) {
    const missing = Math.ceil((snapshot.length - memory.buffer.byteLength) / 65_536);
    if (missing > 0) memory.grow(missing);
  }
  return instance;
}

/** Undoes what a snapshot freezes, and tells Pyodide what is here already. */
function wake(pyodide: PyodideAPI, packages: readonly string[]): void {
  for (const name of packages) pyodide.loadedPackages[name] = "default channel";
  const seed = crypto.getRandomValues(new Uint32Array(8)).join("");
  pyodide.runPython(wakeCode.replace("SEED", seed));
}

const wakeCode = `
def wake():
    import importlib, random, sys, tempfile
    random.seed(SEED)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(SEED % 2**32)
    tempfile._name_sequence = None
    importlib.invalidate_caches()
wake()
del wake
`;

/** Each line once failed where a snapshot did not fit: compiled code, marimo's output, and both kinds of sleep. */
const selfTest = `
async def self_test():
    import asyncio, time
    import msgspec
    import marimo as mo
    value = {"k": [1, 2.5, None]}
    assert msgspec.json.decode(msgspec.json.encode(value)) == value, "msgspec"
    assert "<strong>" in mo.md("**x**").text, "markdown"
    time.sleep(0)
    await asyncio.sleep(0)
await self_test()
del self_test
`;
