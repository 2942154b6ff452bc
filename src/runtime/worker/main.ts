/** The Python worker: wiring only. One worker is one Python; a Stop ends it and starts another. */
import type { PyodideAPI } from "pyodide";
import {
  NOTEBOOK_FOLDER,
  type NotebookSession,
  openSession,
  type SessionCell,
  type SessionPlan,
} from "../session.ts";
import { installShellFetch } from "./fetch.ts";
import { createLateFiles, type LateFiles } from "./late-files.ts";
import { createPackages, type Packages } from "./packages.ts";
import type { PythonFileBlobs, WorkerEvent, WorkerRequest } from "./protocol.ts";
import { readPackIndex, startPython } from "./python.ts";
import { createRunGate } from "./run-gate.ts";

declare const self: DedicatedWorkerGlobalScope;

const send = (event: WorkerEvent) => self.postMessage(event);
const shellFetch = installShellFetch((request, url) => send({ kind: "need", request, url }));
const gate = createRunGate(fault("packages"));

let takeWasm = (_: WebAssembly.Module): void => {};
const wasm = new Promise<WebAssembly.Module>((resolve) => {
  takeWasm = resolve;
});
let python: PyodideAPI | undefined;
let session: NotebookSession | undefined;
let packages: Packages | undefined;
let fileBlobs: PythonFileBlobs | null = null;
let lateFiles: LateFiles | undefined;
let source = "";
let waits = false;
let firstRunIsOver = false;

async function boot(request: Extract<WorkerRequest, { kind: "boot" }>): Promise<void> {
  const booted = await startPython({ ...request, wasm, files: fileBlobs });
  if (!("pyodide" in booted)) return send({ kind: "boot-failed", fault: booted });
  const { pyodide } = booted;
  python = pyodide;
  const index = await readPackIndex(request.parts.filesIndex);
  const want = () => send({ kind: "want-files" });
  lateFiles = createLateFiles({ pyodide, index, missing: booted.how === "snapshot", want });
  if (fileBlobs !== null) lateFiles.take(fileBlobs);
  packages = createPackages(pyodide, {
    fetch: (url) => shellFetch.get(url),
    tell: send,
    prepare: async () => lateFiles?.there(),
  });
  const marks = Object.fromEntries(booted.marks.map(({ stage, ms }) => [stage, ms]));
  send({ kind: "booted", how: booted.how, marks });
}

async function open(request: Extract<WorkerRequest, { kind: "open" }>): Promise<void> {
  if (!python) return;
  python.FS.mkdirTree(NOTEBOOK_FOLDER);
  for (const { name, blob } of request.files) await addFile(name, blob);
  ({ source, waits } = request);
  session = openSession(python, request, {
    kernel: (text) => {
      send({ kind: "kernel", text });
      if (text.startsWith('{"op": "completed-run"')) setTimeout(afterRun);
    },
    result: (text) => send({ kind: "result", text }),
  });
  send({ kind: "opened" });
}

function takeFiles(parts: PythonFileBlobs): void {
  fileBlobs = parts;
  if (lateFiles?.take(parts)) send({ kind: "missed-files" });
  if (firstRunIsOver) lateFiles?.fill();
}

function runWithPackages(cells: readonly SessionCell[], run: () => void): void {
  const files = waits ? lateFiles?.thereSoon() : lateFiles?.need(cells);
  const installed = packages?.need(source, cells);
  gate.run(
    files && installed ? Promise.all([files, installed]).then(() => undefined) : (files ?? installed),
    run,
  );
}

/** What can wait until the outputs are on the screen. */
function afterRun(): void {
  if (!session) return;
  firstRunIsOver = true;
  lateFiles?.fill();
  tellFiles();
}

function tellFiles(): void {
  const files = session?.writtenFiles();
  if (files !== undefined) send({ kind: "files", files });
}

async function addFile(name: string, blob: Blob): Promise<void> {
  if (!python) return;
  const path = `${NOTEBOOK_FOLDER}/${name}`;
  python.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
  python.FS.writeFile(path, new Uint8Array(await blob.arrayBuffer()));
}

function readFile(name: string): void {
  const path = `${NOTEBOOK_FOLDER}/${name}`;
  const there = python?.FS.analyzePath(path).exists === true;
  const bytes: Uint8Array<ArrayBuffer> | undefined = there ? python?.FS.readFile(path) : undefined;
  send({ kind: "file", name, blob: bytes ? new Blob([bytes]) : null });
}

function readAnswers({ request, names }: Extract<WorkerRequest, { kind: "answers" }>): void {
  if (session) send({ kind: "answers", request, json: session.answers(names) });
}

async function complete(request: Extract<WorkerRequest, { kind: "complete" }>): Promise<void> {
  await lateFiles?.forCompletion();
  session?.complete(request.request, request.cell, request.document);
}

async function handle(request: WorkerRequest): Promise<void> {
  switch (request.kind) {
    // What follows in the line waits for these two.
    case "boot":
      return gate.run(boot(request), () => {});
    case "wasm":
      return takeWasm(request.wasm);
    case "python-files":
      return takeFiles(request.parts);
    case "open":
      return gate.run(open(request), () => {});
    case "create":
      return runWithPackages(enabled(request.plan), () => session?.create(request.plan));
    case "execute":
      return runWithPackages(request.cells, () => session?.execute(request.cells, request.enable));
    case "delete":
      return session?.delete(request.cell);
    case "configure":
      return session?.configure(request.cell, request.disabled);
    case "settings":
      return session?.settings(request.settings);
    case "source":
      source = request.source;
      return session?.source(request.source);
    case "control":
      return session?.control(request.request);
    case "complete":
      return complete(request);
    case "add-file":
      // A run that comes after it finds it there.
      return gate.run(addFile(request.name, request.blob), tellFiles);
    case "read-file":
      return readFile(request.name);
    case "answers":
      return readAnswers(request);
    case "got":
      return shellFetch.answer(request.request, request.result);
    default:
      return request satisfies never;
  }
}

function enabled({ cells, skip }: SessionPlan): readonly SessionCell[] {
  return cells.filter(({ id, disabled }) => !disabled && !skip.includes(id));
}

/** What a start or a run that waits is waiting for. */
const passesAll: ReadonlySet<WorkerRequest["kind"]> = new Set(["wasm", "python-files", "got"]);

function fault(code: string): (error: unknown) => void {
  return (error) => send({ kind: "fault", code, detail: String(error).slice(-2_000) });
}

// Code of the notebook runs here, so what the frame's policy refuses it is heard here.
self.addEventListener("securitypolicyviolation", (event) => {
  const address = event instanceof SecurityPolicyViolationEvent ? event.blockedURI : "";
  const host = URL.canParse(address) ? new URL(address).host : "";
  if (host !== "") send({ kind: "blocked-host", host });
});
self.addEventListener("message", ({ data }: MessageEvent<WorkerRequest>) => {
  const start = () => void handle(data).catch(fault(data.kind));
  if (passesAll.has(data.kind)) start();
  else gate.pass(start);
});
