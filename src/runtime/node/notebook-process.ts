/** A process that runs one notebook: it has no files, no network and no environment of its own (start-process.ts). */
import { writeSync } from "node:fs";
import { createInterface } from "node:readline";
import type { PyodideAPI } from "pyodide";
import { startPython } from "../node.ts";
import { NOTEBOOK_FOLDER, type NotebookSession, openSession } from "../session.ts";
import { createPackages } from "../worker/packages.ts";
import type { FetchedFile } from "../worker/protocol.ts";
import { confine, harmlessGlobals, prepareProcess } from "./confine.ts";
import { MESSAGES, type NotebookEvent, type NotebookRequest, type PackageFile } from "./messages.ts";

const [runtime = "", kept = "", memory = ""] = process.argv.slice(2);
const exit = process.exit.bind(process);
const { stdin } = process;

/** At once, and whole: a cell that never ends would keep a stream from passing it on. */
function send(event: NotebookEvent): void {
  const line = Buffer.from(`${JSON.stringify(event)}\n`);
  for (let done = 0; done < line.length; ) done += writeSync(MESSAGES, line, done);
}

const waiting = new Map<number, (file: PackageFile) => void>();

/** This process has no network: whoever started it fetches. */
async function fetchPackage(url: string): Promise<FetchedFile> {
  const request = waiting.size === 0 ? 0 : Math.max(...waiting.keys()) + 1;
  const file = await new Promise<PackageFile>((resolve) => {
    waiting.set(request, resolve);
    send({ kind: "need", request, url });
  });
  waiting.delete(request);
  if ("failure" in file) return { kind: "failed", failure: file.failure };
  return { kind: "bytes", blob: new Blob([Buffer.from(file.base64, "base64")]) };
}

async function open(
  python: PyodideAPI,
  request: Extract<NotebookRequest, { kind: "open" }>,
): Promise<NotebookSession> {
  for (const { name, base64 } of request.files) {
    const path = `${NOTEBOOK_FOLDER}/${name}`;
    python.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    python.FS.writeFile(path, Buffer.from(base64, "base64"));
  }
  const { filename, source, cells } = request;
  const ports = { fetch: fetchPackage, tell: send };
  const packages = createPackages(python, ports, request.addresses);
  const settings = { onChange: "reactive", theme: "light", editor: "code" } as const;
  const session = openSession(
    python,
    { filename, source, settings },
    {
      kernel: (text) => send({ kind: "kernel", text }),
      result: (text) => send({ kind: "result", text }),
    },
  );
  // marimo begins by wrapping every finder of modules; ours, which says why a package is not here, must come after.
  await python.runPythonAsync("import asyncio; await asyncio.sleep(0.01)");
  await packages.need(
    source,
    cells.filter(({ disabled }) => !disabled),
  );
  send({ kind: "opened" });
  session.create({ cells, values: {}, skip: [], run: true });
  return session;
}

async function main(): Promise<void> {
  prepareProcess(Number(memory));
  const host = await startPython({ folder: runtime, kept, globals: harmlessGlobals() });
  const python = confine(host.pyodide);
  let session: NotebookSession | undefined;
  const input = createInterface({ input: stdin });
  const handle = async (request: NotebookRequest): Promise<void> => {
    if (request.kind === "got") waiting.get(request.request)?.(request.file);
    else if (request.kind === "open") session = await open(python, request);
    else send({ kind: "answers", json: session?.answers(request.names) ?? "{}" });
  };
  input.on("line", (line) => void handle(JSON.parse(line)).catch(fault));
  // Nobody is there any more to hear the rest.
  input.on("close", () => exit(0));
}

function fault(error: unknown): void {
  const detail = error instanceof Error ? error.message : String(error);
  send({ kind: "fault", detail: detail.slice(0, 200) });
  exit(1);
}

// Ctrl-C goes to the whole group of processes; whoever started this one decides what becomes of it.
process.on("SIGINT", () => {});
process.on("uncaughtException", fault);
await main().catch(fault);
