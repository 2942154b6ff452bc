/** Starts a process that runs one notebook and can do nothing else, and ends it when it takes too much of anything. */
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, realpathSync } from "node:fs";
import { dirname, sep } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import * as v from "valibot";
import { MESSAGES, type NotebookEvent, type NotebookRequest, notebookEventSchema } from "./messages.ts";

export interface ProcessFiles {
  /** The bundle of `notebook-process.ts`. */
  readonly program: string;
  /** Where the built runtime lies. */
  readonly runtime: string;
  /** Where its parts are kept unpacked: what `prepareStart` returned. */
  readonly kept: string;
}

export interface ProcessLimits {
  /** From the first cell to the end of the run. */
  readonly seconds: number;
  /** Of Python: where it ends, Python raises MemoryError. */
  readonly memory: number;
  /** Of all messages. */
  readonly output: number;
}

/** Why a process ended that was not asked to; `detail` is for diagnostics. */
export interface ProcessEnd {
  readonly failure: "run-timeout" | "run-memory" | "run-output" | "run-ended" | "python-did-not-start";
  readonly detail?: string;
}

export interface NotebookProcess {
  send(request: NotebookRequest): void;
  /** Ends it at once, whatever it does. */
  stop(): void;
  /** Resolves when it has ended by itself or by a limit; after `stop` it says nothing of worth. */
  readonly ended: Promise<ProcessEnd>;
}

/** Node itself, Pyodide's code and the unpacked parts, above what Python has. */
const memoryBesidePython = 1024 ** 3;
const memoryWatchMilliseconds = 100;
/** A second is usual; a slow machine with other work may take a minute. */
const startSeconds = 120;

/** `listener` hears what the process says, checked; what it said before it ended comes before `ended` resolves. */
export function startNotebookProcess(
  files: ProcessFiles,
  limits: ProcessLimits,
  listener: (event: NotebookEvent) => void,
): NotebookProcess {
  const child = spawn(process.execPath, parameters(files, limits), {
    env: neededEnvironment(),
    stdio: ["pipe", "ignore", "ignore", "pipe"],
  });
  let end: ProcessEnd | undefined;
  const stop = (why: ProcessEnd) => {
    end ??= why;
    child.kill("SIGKILL");
  };
  const killWithUs = () => child.kill("SIGKILL");
  process.once("exit", killWithUs);
  const tooLong = (seconds: number, why: ProcessEnd) => setTimeout(() => stop(why), seconds * 1000);
  let timer = tooLong(startSeconds, {
    failure: "python-did-not-start",
    detail: `it took more than ${startSeconds} seconds`,
  });
  let opened = false;
  const watch = setInterval(() => {
    if (residentBytes(child) > limits.memory + memoryBesidePython) stop({ failure: "run-memory" });
  }, memoryWatchMilliseconds);
  listen(child, limits.output, stop, (event) => {
    if (event.kind === "fault") {
      return stop({ failure: opened ? "run-ended" : "python-did-not-start", detail: event.detail });
    }
    if (event.kind === "opened") {
      opened = true;
      clearTimeout(timer);
      timer = tooLong(limits.seconds, { failure: "run-timeout" });
    }
    listener(event);
  });
  // It may end while we write; that it ended is told by `ended`.
  child.stdin?.on("error", () => {});
  const ended = new Promise<ProcessEnd>((resolve) => {
    const settle = (why: ProcessEnd) => {
      clearTimeout(timer);
      clearInterval(watch);
      process.off("exit", killWithUs);
      resolve(end ?? why);
    };
    child.once("error", (error) => settle({ failure: "python-did-not-start", detail: error.message }));
    child.once("close", (code, signal) => settle(whyItEnded(code, signal)));
  });
  return {
    send: (request) => child.stdin?.write(`${JSON.stringify(request)}\n`),
    stop: () => stop({ failure: "run-ended" }),
    ended,
  };
}

/** Node's permissions: it reads its own code and the runtime's files, writes nothing, and starts nothing. */
function parameters({ program, runtime, kept }: ProcessFiles, { memory }: ProcessLimits): string[] {
  const permission = process.allowedNodeEnvironmentFlags.has("--permission")
    ? "--permission"
    : "--experimental-permission";
  const script = realpathSync(program);
  const parts = realpathSync(runtime);
  const readable = [dirname(script), parts, kept].map((folder) => `--allow-fs-read=${folder}${sep}*`);
  const limits = ["--disallow-code-generation-from-strings", "--max-old-space-size=512"];
  return ["--no-warnings", permission, ...readable, ...limits, script, parts, kept, String(memory)];
}

/** None of ours, which may hold secrets; Windows starts no process without its own. */
function neededEnvironment(): NodeJS.ProcessEnv {
  const { SystemRoot } = process.env;
  return SystemRoot === undefined ? {} : { SystemRoot };
}

function listen(
  child: ChildProcess,
  outputLimit: number,
  stop: (why: ProcessEnd) => void,
  listener: (event: NotebookEvent) => void,
): void {
  const messages = readableOf(child);
  let bytes = 0;
  messages.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > outputLimit) {
      stop({ failure: "run-output" });
      messages.destroy();
    }
  });
  const schema = v.pipe(v.string(), v.parseJson(), notebookEventSchema);
  createInterface({ input: messages }).on("line", (line) => {
    const event = v.safeParse(schema, line);
    if (event.success) listener(event.output);
  });
}

function readableOf(child: ChildProcess): Readable {
  const stream = child.stdio[MESSAGES];
  if (stream && "read" in stream) return stream;
  throw new Error("The process has no pipe for its messages.");
}

/** What the process has in memory; 0 where the system does not tell (only Linux does, in a file). */
function residentBytes({ pid }: ChildProcess): number {
  try {
    const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return Number(kibibytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}

function whyItEnded(code: number | null, signal: NodeJS.Signals | null): ProcessEnd {
  // V8 aborts when its heap is full.
  const outOfMemory = signal === "SIGABRT" || signal === "SIGTRAP" || code === 134;
  return { failure: outOfMemory ? "run-memory" : "run-ended", detail: `${code ?? signal}` };
}
