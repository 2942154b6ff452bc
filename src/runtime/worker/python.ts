/** From the parts that the shell handed over to a Python that runs, in a worker with no network of its own. */
import type { loadPyodide, PyodideAPI } from "pyodide";
import { addFiles, type Booted, bootPython, hideStackSwitching } from "../boot.ts";
import { readFileIndex } from "../manifest.ts";
import type { BootFault, PythonBlobs } from "./protocol.ts";

export interface PythonRequest {
  readonly parts: PythonBlobs;
  readonly wasm: WebAssembly.Module;
  readonly packages: readonly string[];
  readonly how: "snapshot" | "ordinary";
}

export async function startPython(request: PythonRequest): Promise<Booted | BootFault> {
  const { parts, how } = request;
  // Before Pyodide is imported: it looks at import time.
  hideStackSwitching();
  hideImportScripts();
  const [{ loadPyodide: load }, { default: createPyodideModule }, lock, snapshot, files] = await Promise.all([
    importModule<{ loadPyodide: typeof loadPyodide }>(parts.pyodideModule),
    importModule<{ default: Parameters<typeof bootPython>[0]["createPyodideModule"] }>(parts.asmModule),
    parts.lock.text(),
    how === "snapshot" ? bytesOf(parts.snapshot) : null,
    how === "ordinary" ? packedFiles(parts.files, parts.filesIndex) : null,
  ]);
  const booted = await bootPython({
    loadPyodide: load,
    createPyodideModule,
    wasm: request.wasm,
    stdlibUrl: URL.createObjectURL(parts.stdlib),
    msgspecUrl: URL.createObjectURL(parts.msgspec),
    lock,
    packages: request.packages,
    snapshot,
    files,
  });
  if ("failure" in booted) return { how, detail: `${booted.stage}: ${booted.detail}` };
  if (how === "snapshot") expectFiles(booted.pyodide, parts);
  return booted;
}

/** Writes the package files when an import first needs one, or when `fillFiles` is called. */
function expectFiles(pyodide: PyodideAPI, parts: PythonBlobs): void {
  const write = () => {
    const reader = new FileReaderSync();
    const bytes = new Uint8Array(reader.readAsArrayBuffer(parts.files));
    const index = readFileIndex(reader.readAsText(parts.filesIndex));
    if ("failure" in index) throw new Error(index.detail);
    addFiles(pyodide, { index, bytes });
  };
  pyodide.pyimport("atelier.late_files").expect(write);
}

export function fillFiles(pyodide: PyodideAPI): void {
  pyodide.pyimport("atelier.late_files").fill();
}

/** jedi's stubs: only completion reads them. */
export async function addCompletionFiles(pyodide: PyodideAPI, parts: PythonBlobs): Promise<void> {
  addFiles(pyodide, await packedFiles(parts.filesLater, parts.filesLaterIndex));
}

async function packedFiles(bytes: Blob, index: Blob) {
  const list = readFileIndex(await index.text());
  if ("failure" in list) throw new Error(list.detail);
  return { index: list, bytes: await bytesOf(bytes) };
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
