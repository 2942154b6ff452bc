/** Notebooks that try to get out of Python, or take too much, in the process that the command line gives them. */

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isFailure } from "../../src/core/failure.ts";
import { parseNotebook } from "../../src/core/notebook/parse.ts";
import { type ProcessLimits, startNotebookProcess } from "../../src/runtime/node/start-process.ts";
import { prepareStart } from "../../src/runtime/node.ts";
import {
  memoryLimit,
  notebookRunner,
  outputLimit,
  type RunResult,
  type RunStopped,
} from "../../workshop/run-notebook.ts";
import { notebookProcess } from "../support/notebook-process.ts";

const folder = mkdtempSync(join(tmpdir(), "atelier-confined-"));
const secretFile = join(folder, "secret.txt");
const secret = "the host's secret";
let heard: string[] = [];
const server = createServer((request, response) => {
  heard.push(request.url ?? "");
  response.end("answer");
});
function port(): number {
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

beforeAll(async () => {
  writeFileSync(secretFile, secret);
  process.env.ATELIER_SECRET = secret;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  delete process.env.ATELIER_SECRET;
  server.close();
  rmSync(folder, { recursive: true });
});

interface RunOptions {
  readonly limits?: Partial<ProcessLimits>;
  readonly variables?: readonly string[];
  readonly signal?: AbortSignal;
}

/** Each text is the body of one cell. */
function notebookOf(cells: readonly string[]) {
  const bodies = cells.map(
    (code) => `@app.cell\ndef _():\n${code.replaceAll(/^(?=.)/gm, "    ")}\n    return\n`,
  );
  const source = `import marimo\n\napp = marimo.App()\n\n\n${bodies.join("\n\n")}`;
  const notebook = parseNotebook(source);
  if (isFailure(notebook)) throw new Error(notebook.failure);
  return { source, notebook };
}

const idOf = (cells: readonly string[], index: number) => notebookOf(cells).notebook.cells[index]?.id;

function run(cells: readonly string[], options: RunOptions = {}): Promise<RunResult | RunStopped> {
  const { variables = [], limits, signal = new AbortController().signal } = options;
  const request = {
    filename: "hostile.py",
    ...notebookOf(cells),
    files: [],
    variables,
    seconds: 60,
    fetching: () => {},
  };
  return notebookRunner(notebookProcess, limits && { limits })(request, signal);
}

/** As Linux tells them. */
function childrenOf(process: number): string[] {
  return readFileSync(`/proc/${process}/task/${process}/children`, "utf8").split(" ").filter(Boolean);
}

const text = v.tuple([v.literal("str"), v.string()]);

/** What becomes of each expression: its value or its error, in the order given. */
async function attempt(expressions: readonly string[], before = ""): Promise<string[]> {
  const code = `${before}
import json
seen = []
for _code in json.loads(${JSON.stringify(JSON.stringify(expressions))}):
    try:
        seen.append("got " + str(eval(_code))[:300])
    except BaseException as _error:
        seen.append("refused " + type(_error).__name__ + ": " + str(_error)[:300])
seen = json.dumps(seen)`;
  const result = await run([code], { variables: ["seen"] });
  if (isFailure(result)) throw new Error(JSON.stringify(result));
  expect(result.problems).toEqual([]);
  const [, list] = v.parse(text, result.values.get("seen"));
  return v.parse(v.array(v.string()), JSON.parse(list));
}

/** Ways from Python to JavaScript's global object, if there were any. */
const realm = [
  "js.globalThis",
  "js.eval('globalThis')",
  "run_js('globalThis')",
  "to_js([1]).constructor.constructor('return globalThis')()",
  "to_js([1]).constructor.constructor.new('return process')()",
  "js.Object.constructor('return this')()",
  "create_proxy(print).constructor.constructor('return this')()",
  "js.Promise.resolve(1).constructor.constructor('return import(\"node:fs\")')()",
];
const tools =
  "import js, os, pyodide_js\nfrom pyodide.code import run_js\nfrom pyodide.ffi import create_proxy, to_js";

describe("a notebook reaches", () => {
  test("no JavaScript that it could write itself, and nothing of Node", async () => {
    const node = [
      "js.process.env",
      "js.require('fs')",
      "js.fetch('http://127.0.0.1')",
      "__import__('js').process.exit(0)",
      "pyodide_js._module.FS",
      "pyodide_js.FS.filesystems.NODEFS",
      "pyodide_js.mountNodeFS('/host', '/')",
      "pyodide_js.useNodeSockFS()",
      "pyodide_js._api.runPythonInternal",
      "pyodide_js._api.constructor.constructor('return process')()",
      "pyodide_js.__proto__.constructor.constructor('return process')()",
      "pyodide_js.toPy.constructor('return process')()",
    ];
    const seen = await attempt([...realm, ...node], tools);
    expect(seen.filter((line) => !line.startsWith("refused"))).toEqual([]);
  });

  test("no file of this machine, and writes none", async () => {
    const written = join(folder, "written.txt");
    const seen = await attempt(
      [
        `open(${JSON.stringify(secretFile)}).read()`,
        "open('/etc/passwd').read()",
        `open(${JSON.stringify(written)}, 'w').write('x')`,
        `os.listdir(${JSON.stringify(folder)})`,
        "os.symlink('/etc/passwd', 'link') or open('link').read()",
      ],
      tools,
    );
    expect(seen.map((line) => line.split(":")[0])).toEqual(Array(5).fill("refused FileNotFoundError"));
    expect(existsSync(written)).toBe(false);
  });

  test("no environment variable of ours", async () => {
    const [env = ""] = await attempt(["dict(os.environ)"], tools);
    expect(env).toContain("got {");
    expect(env).not.toContain("ATELIER");
    expect(env).not.toContain("PATH=");
    expect(env).not.toContain(secret);
  });

  test("no other process", async () => {
    const seen = await attempt(
      ["os.fork()", "os.execv('/bin/sh', ['sh'])", "__import__('subprocess').run(['true'])", "os.kill(1, 0)"],
      tools,
    );
    expect(seen.filter((line) => !line.startsWith("refused"))).toEqual([]);
    // Emscripten would start a shell: Node refuses it, and that is the end of Python.
    const shell = await run([`import os\nos.system('touch ${join(folder, "spawned")}')`]);
    expect(shell).toMatchObject({ failure: "run-ended" });
    expect(existsSync(join(folder, "spawned"))).toBe(false);
  });

  test("no network", async () => {
    heard = [];
    const address = `http://127.0.0.1:${port()}/`;
    const seen = await attempt(
      [
        `__import__('urllib.request').request.urlopen('${address}').read()`,
        `__import__('socket').create_connection(('127.0.0.1', ${port()}), 2).send(b'GET /socket HTTP/1.0\\r\\n\\r\\n')`,
        `__import__('pyodide.http').http.open_url('${address}').read()`,
        `js.XMLHttpRequest.new()`,
        `js.WebSocket.new('ws://127.0.0.1:${port()}')`,
      ],
      tools,
    );
    expect(seen.filter((line) => !line.startsWith("refused"))).toEqual([]);
    expect(heard).toEqual([]);
  });

  test("nothing that another run has left", async () => {
    await run(["open('left.txt', 'w').write('secret')\nimport builtins\nbuiltins.left = 'secret'"]);
    const seen = await attempt(["open('left.txt').read()", "__import__('builtins').left"], tools);
    expect(seen.map((line) => line.split(":")[0])).toEqual([
      "refused FileNotFoundError",
      "refused AttributeError",
    ]);
  });

  test("its own files, and the time", async () => {
    const seen = await attempt([
      "open('own.txt', 'w').write('own') and open('own.txt').read()",
      "__import__('time').sleep(0.01)",
      "__import__('secrets').token_hex(4) != __import__('secrets').token_hex(4)",
    ]);
    expect(seen).toEqual(["got own", "got None", "got True"]);
  });
});

describe("a run is ended", () => {
  const endless = ["ready = 1", "while True: pass"];

  test("after its time, and the cell is named", async () => {
    const result = await run(endless, { limits: { seconds: 5 } });
    expect(result).toMatchObject({ failure: "run-timeout", cell: idOf(endless, 1) });
  });

  test("when it floods, and what it says is not kept", async () => {
    const flood = ["import mograder._results as results\nwhile True: results.listener({'x': 'y' * 100_000})"];
    const result = await run(flood, { limits: { output: 4_000_000 } });
    expect(result).toMatchObject({ failure: "run-output", cell: idOf(flood, 0) });
  });

  test("when Python's memory is full, by an error that Python itself raises", async () => {
    const hungry = ["rows = []\nwhile True: rows.append(bytearray(10_000_000))"];
    const result = await run(hungry, { limits: { memory: 300 * 1024 ** 2 } });
    if (isFailure(result)) return expect.fail(result.failure);
    expect(result.problems).toMatchObject([{ message: expect.stringContaining("MemoryError") }]);
  });

  test("when it takes memory beside Python's", async () => {
    const code = [
      "from pyodide.ffi import to_js",
      "import js",
      "held = []",
      "while True:",
      "    held.append(js.Uint8Array.new(100_000_000))",
      "    held[-1].fill(1)",
    ].join("\n");
    expect(await run([code])).toMatchObject({ failure: "run-memory" });
  });

  test("when it ends Python", async () => {
    const result = await run(["import os\nos._exit(3)"]);
    expect(result).toMatchObject({ failure: "run-ended" });
  });

  test("at once, in the middle of a cell that never ends", async () => {
    const { source, notebook } = notebookOf(endless);
    let running: (() => void) | undefined;
    const inLoop = new Promise<void>((resolve) => {
      running = resolve;
    });
    const loop = notebook.cells[1]?.id;
    const limits = { seconds: 60, memory: memoryLimit, output: outputLimit };
    const kept = await prepareStart(notebookProcess.runtime);
    const child = startNotebookProcess({ ...notebookProcess, kept }, limits, (event) => {
      const begins = event.kind === "kernel" && event.text.includes('"status":"running"');
      if (begins && event.text.includes(`"cell_id":"${loop}"`)) running?.();
    });
    const cells = notebook.cells.map(({ id, code }) => ({ id, code, disabled: false }));
    child.send({ kind: "open", filename: "hostile.py", source, cells, files: [], addresses: undefined });
    await inLoop;
    const began = performance.now();
    child.stop();
    await child.ended;
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(childrenOf(process.pid)).toEqual([]);
  });

  test("by Ctrl-C", async () => {
    const interruption = new AbortController();
    const running = run(endless, { signal: interruption.signal });
    while (childrenOf(process.pid).length === 0) await pause(5);
    interruption.abort();
    await expect(running).rejects.toThrow("aborted");
    expect(childrenOf(process.pid)).toEqual([]);
  });
});
