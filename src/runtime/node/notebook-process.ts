/** A process that runs one notebook: it has no files, no network and no environment of its own (start-process.ts). */
import { writeSync } from "node:fs";
import { createInterface } from "node:readline";
import type { PyodideAPI } from "pyodide";
import { startPython } from "../node.ts";
import { NOTEBOOK_FOLDER, type NotebookSession, openSession } from "../session.ts";
import { confine, harmlessGlobals, prepareProcess } from "./confine.ts";
import { MESSAGES, type NotebookEvent, type NotebookRequest } from "./messages.ts";

const [runtime = "", kept = "", memory = ""] = process.argv.slice(2);
const exit = process.exit.bind(process);
const { stdin } = process;

/** At once, and whole: a cell that never ends would keep a stream from passing it on. */
function send(event: NotebookEvent): void {
  const line = Buffer.from(`${JSON.stringify(event)}\n`);
  for (let done = 0; done < line.length; ) done += writeSync(MESSAGES, line, done);
}

function open(python: PyodideAPI, request: Extract<NotebookRequest, { kind: "open" }>): NotebookSession {
  for (const { name, base64 } of request.files) {
    const path = `${NOTEBOOK_FOLDER}/${name}`;
    python.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    python.FS.writeFile(path, Buffer.from(base64, "base64"));
  }
  const { filename, source, cells } = request;
  const settings = { onChange: "reactive", theme: "light", editor: "code" } as const;
  const session = openSession(
    python,
    { filename, source, settings },
    {
      kernel: (text) => send({ kind: "kernel", text }),
      result: (text) => send({ kind: "result", text }),
    },
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
  input.on("line", (line) => {
    const request: NotebookRequest = JSON.parse(line);
    if (request.kind === "open") session = open(python, request);
    else send({ kind: "answers", json: session?.answers(request.names) ?? "{}" });
  });
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
