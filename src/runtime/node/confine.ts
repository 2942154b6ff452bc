/**
 * Keeps a notebook inside Python where Pyodide runs under Node: `import js` would otherwise hand it the process, its
 * files and the network. This is the inner wall; the outer one are the permissions that `start-process.ts` gives.
 */
import { constants } from "node:fs";
import type { PyodideAPI } from "pyodide";

/** What `import js` finds: values of the language that any JavaScript object leads to anyway. */
export function harmlessGlobals(): object {
  const names = ["Array", "Date", "JSON", "Map", "Math", "Object", "Promise", "Set", "URL", "Uint8Array"];
  return only(globalThis, names);
}

/** Before Pyodide starts: memory ends at `bytes` (Python then raises MemoryError), and Node's bindings are shut. */
export function prepareProcess(bytes: number): void {
  const grow = WebAssembly.Memory.prototype.grow;
  WebAssembly.Memory.prototype.grow = function (this: WebAssembly.Memory, pages: number): number {
    const wanted = this.buffer.byteLength + pages * 65_536;
    if (wanted > bytes) throw new RangeError("A notebook may not have more memory.");
    return grow.call(this, pages);
  };
  // Emscripten looks numbers of errors up there, which the permissions refuse.
  Reflect.set(process, "binding", () => ({ fs: constants }));
}

/** What micropip and Pyodide's own Python import from `pyodide_js`. */
const publicNames = ["loadedPackages", "loadPackage", "lockfile", "lockfileBaseUrl", "version"];
const internalNames = [
  "abortSignalAny",
  "config",
  "install",
  "lockfile_info",
  "lockfile_packages",
  "scheduleCallback",
];

/** Globals that reach out of the process, and parts of `process` that reach other processes or load code. */
const wayOut = ["process", "fetch", "WebSocket", "EventSource", "Request", "Response", "navigator", "global"];
const processWays = [
  "binding",
  "_linkedBinding",
  "_debugProcess",
  "_debugEnd",
  "_kill",
  "kill",
  "abort",
  "chdir",
  "dlopen",
  "execve",
  "getBuiltinModule",
  "initgroups",
  "loadEnvFile",
  "mainModule",
  "setegid",
  "seteuid",
  "setgid",
  "setgroups",
  "setuid",
];

/**
 * Before any notebook code, once: takes out of Python's reach what leads into Node. Returns Pyodide for our own use;
 * the object that was submitted is what `import pyodide_js` gives, and has only what packages need.
 */
export function confine(pyodide: PyodideAPI): PyodideAPI {
  const ours: PyodideAPI = Object.create(Object.prototype, Object.getOwnPropertyDescriptors(pyodide));
  const internal: unknown = Reflect.get(pyodide, "_api");
  for (const name of Reflect.ownKeys(pyodide)) {
    if (!publicNames.some((kept) => kept === name)) Reflect.deleteProperty(pyodide, name);
  }
  // micropip imports `loadBinaryFile`, and asks it only for addresses that our way of fetching never passes on.
  const loadBinaryFile = () => Promise.reject(new Error("not available"));
  Reflect.set(pyodide, "_api", Object.assign(only(internal, internalNames), { loadBinaryFile }));
  for (const name of processWays) remove(process, name);
  for (const name of wayOut) remove(globalThis, name);
  // V8 would call it with the functions on the stack.
  Object.defineProperty(Error, "prepareStackTrace", { value: undefined });
  return ours;
}

function only(source: unknown, names: readonly string[]): object {
  const kept: object = Object.create(null);
  if (typeof source !== "object" || source === null) return kept;
  for (const name of names) Reflect.set(kept, name, Reflect.get(source, name));
  return kept;
}

/** Where it cannot be deleted it becomes nothing; throws when it stays. */
function remove(target: object, name: string): void {
  if (!Reflect.has(target, name) || Reflect.deleteProperty(target, name)) return;
  Object.defineProperty(target, name, { value: undefined });
}
