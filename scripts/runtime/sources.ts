/** The bytes of every part of the runtime; the snapshot is made from the others. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as v from "valibot";
import { hideStackSwitching, type RuntimeParts } from "../../src/runtime/boot.ts";
import type { RuntimeManifest, RuntimePartName } from "../../src/runtime/manifest.ts";
import { makeLock, type OwnPackage, ownPackages } from "./lock.ts";
import { collectFiles, type Files, packFiles, splitFiles } from "./packages.ts";
import type { PartSource } from "./parts.ts";
import { pyodideFolder, pythonSources } from "./paths.ts";
import { makeSnapshot } from "./snapshot.ts";
import type { Wheel } from "./wheels.ts";

type Log = (line: string) => void;

export type RuntimeSources = {
  sources: Record<RuntimePartName, PartSource>;
  versions: Pick<RuntimeManifest, "pyodide" | "python" | "marimo" | "packages">;
};

const msgspecFile = "msgspec/_core.cpython-314-wasm32-emscripten.so";

export async function collectSources(wheels: readonly Wheel[], log: Log): Promise<RuntimeSources> {
  const own = ownPackages(wheels);
  const marimo = versionOf("marimo", own);
  // So that installers and `importlib.metadata` find what a notebook asks for by these names.
  const extra = { marimo, mograder: await mograderVersion() };
  const files = await collectFiles(wheels, extra);
  const msgspec = files.get(msgspecFile);
  if (!msgspec) throw new Error(`The msgspec wheel has no ${msgspecFile}.`);
  const { lock, python } = makeLock(await pyodideText("pyodide-lock.json"), own);
  const wasm = await pyodideFile("pyodide.asm.wasm");

  log("Making the memory snapshot");
  const snapshot = await snapshotOf({ files, lock, msgspec, wasm }, log);
  return {
    sources: {
      pyodideModule: identity("pyodide.mjs", utf8(withoutSourceMap(await pyodideText("pyodide.mjs")))),
      asmModule: identity("pyodide.asm.mjs", await pyodideFile("pyodide.asm.mjs")),
      wasm: zstd("pyodide.asm.wasm", wasm),
      // A zip already; this and msgspec are read by their paths under Node.
      stdlib: identity("python_stdlib.zip", await pyodideFile("python_stdlib.zip")),
      lock: gzipped("pyodide-lock.json", utf8(lock)),
      snapshot: zstd("memory.bin", snapshot),
      msgspec: identity("msgspec.so", msgspec),
      ...packParts(files),
    },
    versions: {
      pyodide: await pyodideVersion(),
      python,
      marimo,
      packages: { ...Object.fromEntries(own.map(({ name, version }) => [name, version])), ...extra },
    },
  };
}

function packParts(all: Files) {
  const split = splitFiles(all);
  const now = packFiles(split.now);
  const later = packFiles(split.later);
  return {
    files: zstd("files.bin", now.bytes),
    filesIndex: gzipped("files.json", utf8(JSON.stringify(now.index))),
    filesLater: zstd("files-later.bin", later.bytes),
    filesLaterIndex: gzipped("files-later.json", utf8(JSON.stringify(later.index))),
  };
}

type Ingredients = { files: Files; lock: string; msgspec: Uint8Array; wasm: Uint8Array<ArrayBuffer> };

async function snapshotOf({ files, lock, msgspec, wasm }: Ingredients, log: Log): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), "atelier-runtime-"));
  const msgspecUrl = join(folder, "msgspec.so");
  try {
    await writeFile(msgspecUrl, msgspec);
    const parts: RuntimeParts = {
      ...(await importPyodide()),
      wasm: await WebAssembly.compile(wasm),
      stdlibUrl: join(pyodideFolder, "python_stdlib.zip"),
      msgspecUrl,
      lock,
      packages: [],
      snapshot: null,
      files: packFiles(files),
    };
    return await makeSnapshot(parts, log);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function importPyodide(): Promise<Pick<RuntimeParts, "loadPyodide" | "createPyodideModule">> {
  hideStackSwitching();
  const { loadPyodide } = await import("pyodide");
  // The package has no types for this file; its default export is what `loadPyodide` takes.
  const asm = await import(pathToFileURL(join(pyodideFolder, "pyodide.asm.mjs")).href);
  return { loadPyodide, createPyodideModule: asm.default };
}

/** The map is not shipped; a browser or Vite would look for it in vain. */
function withoutSourceMap(code: string): string {
  return code.replace(/\n\/\/# sourceMappingURL=.*/, "");
}

function versionOf(name: string, own: readonly OwnPackage[]): string {
  const version = own.find((one) => one.name === name)?.version;
  if (version) return version;
  throw new Error(`scripts/wheels.txt has no ${name}.`);
}

async function mograderVersion(): Promise<string> {
  const text = await readFile(join(pythonSources, "mograder/__init__.py"), "utf8");
  const version = /^__version__ = "([^"]+)"$/m.exec(text)?.[1];
  if (version) return version;
  throw new Error("src/runtime/python/mograder/__init__.py has no __version__.");
}

async function pyodideVersion(): Promise<string> {
  const schema = v.pipe(v.string(), v.parseJson(), v.object({ version: v.string() }));
  return v.parse(schema, await pyodideText("package.json")).version;
}

async function pyodideFile(name: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(join(pyodideFolder, name)));
}

function pyodideText(name: string): Promise<string> {
  return readFile(join(pyodideFolder, name), "utf8");
}

function identity(name: string, bytes: Uint8Array): PartSource {
  return { name, bytes, encoding: "identity" };
}

/** For what is large: a quarter smaller than with gzip, but the page has to bring its own unpacker. */
function zstd(name: string, bytes: Uint8Array): PartSource {
  return { name, bytes, encoding: "zstd" };
}

/** For the rest of what static hosts send as it is: they compress no type that they do not know. */
function gzipped(name: string, bytes: Uint8Array): PartSource {
  return { name, bytes, encoding: "gzip" };
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
