/** The real process: exit codes, what goes to which stream, and Ctrl-C. */
import { spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { notebook, q1 } from "./support/notebooks.ts";

const cli = fileURLToPath(new URL("../../workshop/cli.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "atelier-process-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

interface RunOptions {
  /** What is done to the process as soon as it has said that on standard error. */
  readonly whenSaid?: { readonly text: string; readonly signal: NodeJS.Signals };
  readonly started?: (process: number) => void;
  readonly env?: NodeJS.ProcessEnv;
}

const run = (words: readonly string[], options?: RunOptions) =>
  start(process.execPath, ["--import", import.meta.resolve("tsx"), cli, ...words], options);

function start(program: string, words: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const { whenSaid, env, started } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { cwd: folder, env: { ...process.env, ...env } });
    if (child.pid !== undefined) started?.(child.pid);
    let out = "";
    let err = "";
    child.stdout.on("data", (data) => {
      out += data;
    });
    child.stderr.on("data", (data) => {
      err += data;
      if (whenSaid && err.includes(whenSaid.text)) child.kill(whenSaid.signal);
    });
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal, out, err }));
  });
}

/** The process that runs the notebook, once it is there: Linux tells the children of a process. */
async function notebookProcessOf(process: number): Promise<string> {
  for (;;) {
    const children = readFileSync(`/proc/${process}/task/${process}/children`, "utf8").trim().split(" ");
    const found = children.find((child) => commandOf(child).includes("notebook-process"));
    if (found !== undefined) return found;
    await pause(5);
  }
}

function commandOf(process: string): string {
  const file = `/proc/${process}/cmdline`;
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

test("0: the result on standard output, progress on standard error", async () => {
  writeFileSync(join(folder, "intro.py"), notebook());
  const { code, out, err } = await run(["encrypt", "intro.py", "--json"]);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ notebooks: [{ notebook: "intro" }] });
  expect(err).toBe("intro: sealing 2 exercises…\n");
});

test("1: the input is at fault, in one sentence", async () => {
  expect(await run(["encrypt", "none.py"])).toMatchObject({
    code: 1,
    out: "",
    err: "none.py: There is no such file.\n",
  });
});

test("2: usage, in one sentence", async () => {
  const { code, out, err } = await run(["relase-key"]);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toBe("unknown command 'relase-key' (Did you mean release-key?): see `workshop help`.\n");
});

test("2: a command that others stand below, alone, with its help and no word more", async () => {
  const { code, out, err } = await run(["https"]);
  expect([code, err]).toEqual([2, ""]);
  expect(out).toMatch(/^Usage: workshop https /);
  expect(out).not.toContain("outputHelp");
});

test("3: the machine", async () => {
  const plain = join(folder, "plain");
  writeFileSync(plain, "a file where a folder should be");
  chmodSync(plain, 0o444);
  const { code, err } = await run(["encrypt", "intro.py", "-o", "plain/site", "--private", "elsewhere"]);
  expect(code).toBe(3);
  expect(err).toContain("plain");
  expect(readdirSync(folder)).not.toContain("elsewhere");
});

test("130: Ctrl-C while it seals, and nothing is written", async () => {
  // Words take a third of a second each to derive a key from.
  writeFileSync(
    join(folder, "slow.py"),
    notebook(
      Array.from({ length: 20 }, (_, k) => ({ ...q1, id: `Q${k}` })),
      ['unlock = ["phrase"]'],
    ),
  );
  const before = readdirSync(folder);
  const { code, err } = await run(["encrypt", "slow.py", "-o", "slow", "--private", "slow-private"], {
    whenSaid: { text: "sealing", signal: "SIGINT" },
  });
  expect([code, err]).toEqual([130, "slow: sealing 20 exercises…\nInterrupted; nothing was written.\n"]);
  expect(readdirSync(folder)).toEqual(before);
});

const endless = [{ ...q1, solution: ["while True: total = 1"] }];

test("130: Ctrl-C while a notebook runs that never ends, and no process is left", async () => {
  writeFileSync(join(folder, "endless.py"), notebook(endless));
  const words = ["export", "endless.py", "-o", "endless", "--private", "endless-private"];
  let command = 0;
  const ended = run(words, { started: (process) => (command = process) });
  const child = await notebookProcessOf(command);
  process.kill(command, "SIGINT");
  const { code, err } = await ended;
  expect([code, err]).toEqual([
    130,
    "endless: running the solved notebook…\nInterrupted; nothing was written.\n",
  ]);
  expect(commandOf(child)).toBe("");
  expect(readdirSync(folder).filter((name) => name.startsWith("endless"))).toEqual(["endless.py"]);
});

test("1: a notebook that runs longer than --timeout, with the line of the cell", async () => {
  writeFileSync(join(folder, "long.py"), notebook(endless));
  const words = ["export", "long.py", "-o", "long", "--private", "long-private", "--timeout", "5"];
  const { code, err } = await run(words);
  expect([code, err.split("\n")[1]]).toEqual([
    1,
    "long.py:16: The notebook still ran after 5 seconds and was stopped: shorten what it does, or allow more with --timeout.",
  ]);
  expect(await run(["export", "long.py", "--timeout", "soon"])).toMatchObject({
    code: 2,
    err: "--timeout takes a number of seconds, at most 86400.\n",
  });
});

describe("relative paths", () => {
  test("mean where the person stands, whom `npm run workshop` leaves for the repository", async () => {
    const repository = fileURLToPath(new URL("../..", import.meta.url));
    const words = ["--prefix", repository, "run", "workshop", "--", "new", "by-npm"];
    const { code, err } = await start("npm", words);
    expect(code, err).toBe(0);
    expect(readdirSync(folder)).toContain("by-npm");
  });

  test("mean the folder that another script has gone to", async () => {
    const env = { npm_lifecycle_event: "workshop", INIT_CWD: tmpdir() };
    expect(await run(["new", "by-script"], { env })).toMatchObject({ code: 0 });
    expect(readdirSync(folder)).toContain("by-script");
  });
});
