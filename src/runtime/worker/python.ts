/** From the parts that the shell handed over to a Python that runs, in a worker with no network of its own. */
import type { loadPyodide } from "pyodide";
import { type Booted, bootPython, hideStackSwitching } from "../boot.ts";
import type { PackedFiles } from "../files.ts";
import { type FileIndex, readFileIndex } from "../manifest.ts";
import type { BootFault, PythonBlobs, PythonFileBlobs } from "./protocol.ts";

export interface PythonRequest {
  readonly parts: PythonBlobs;
  /** Null while they are on their way; an ordinary start needs them. */
  readonly files: PythonFileBlobs | null;
  readonly wasm: Promise<WebAssembly.Module>;
  readonly packages: readonly string[];
  readonly how: "snapshot" | "ordinary";
}

export async function startPython(request: PythonRequest): Promise<Booted | BootFault> {
  const { parts, files: late, how } = request;
  // Before Pyodide is imported: it looks at import time.
  hideStackSwitching();
  hideImportScripts();
  const [wasm, { loadPyodide: load }, { default: createPyodideModule }, lock, snapshot, files] =
    await Promise.all([
      request.wasm,
      importModule<{ loadPyodide: typeof loadPyodide }>(parts.pyodideModule),
      importModule<{ default: Parameters<typeof bootPython>[0]["createPyodideModule"] }>(parts.asmModule),
      parts.lock.text(),
      how === "snapshot" ? bytesOf(parts.snapshot) : null,
      how === "ordinary" && late !== null ? packedFiles(late.files, parts.filesIndex) : null,
    ]);
  const booted = await bootPython({
    loadPyodide: load,
    createPyodideModule,
    wasm,
    stdlibUrl: URL.createObjectURL(parts.stdlib),
    msgspecUrl: URL.createObjectURL(parts.msgspec),
    lock,
    packages: request.packages,
    snapshot,
    files,
  });
  if ("failure" in booted) return { how, detail: `${booted.stage}: ${booted.detail}` };
  return booted;
}

export async function packedFiles(bytes: Blob, index: Blob): Promise<PackedFiles> {
  return { index: await readPackIndex(index), bytes: await bytesOf(bytes) };
}

export async function readPackIndex(blob: Blob): Promise<FileIndex> {
  const index = readFileIndex(await blob.text());
  if ("failure" in index) throw new Error(index.detail);
  return index;
}

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer());
}

async function importModule<T>(blob: Blob): Promise<T> {
  const url = URL.createObjectURL(new Blob([blob], { type: "text/javascript" }));
  return import(/* @vite-ignore */ url);
}

/** A classic worker has `importScripts`, by which Pyodide would load itself in a way that a blob cannot. */
function hideImportScripts(): void {
  Object.defineProperty(globalThis, "importScripts", { value: undefined, configurable: true });
}
