/** The real mograder from PyPI: its command line, its server and its client, for tests against them. */
import { type ChildProcessByStdio, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { cacheFolder } from "../../scripts/runtime/paths.ts";

const list = fileURLToPath(new URL("mograder-packages.txt", import.meta.url));

export interface Mograder {
  readonly python: string;
  /** So that `python` finds mograder, and no settings of the person who runs the tests. A test that signs in sets its own `HOME`. */
  readonly env: NodeJS.ProcessEnv;
  /** What stands before mograder's own arguments: `spawn(python, [...cli, "serve", folder], { env })`. */
  readonly cli: readonly string[];
}

/** Installs `mograder-packages.txt` once below `.cache/`, by pip, with pinned hashes. Safe where several tests begin at once. */
export async function installMograder(): Promise<Mograder> {
  const python = "python3";
  const folder = join(cacheFolder, "mograder", await nameOfFolder(python));
  if ((await stat(folder).catch(() => undefined)) === undefined) await install(python, folder);
  return {
    python,
    env: {
      ...process.env,
      HOME: join(folder, "nobody"),
      PYTHONPATH: folder,
      PYTHONNOUSERSITE: "1",
      PYTHONUNBUFFERED: "1",
      MOGRADER_SKIP_UPDATE_CHECK: "1",
    },
    cli: ["-c", "from mograder.cli import cli; cli(prog_name='mograder')"],
  };
}

/** Another list or another Python is another folder. */
async function nameOfFolder(python: string): Promise<string> {
  const { stdout, error } = spawnSync(python, ["--version"], { encoding: "utf8" });
  if (error) throw new Error("python3 was not found: install Python 3.11 or newer with pip (python3-pip).");
  const inputs = `${stdout}${process.platform} ${process.arch}\n${await readFile(list, "utf8")}`;
  return createHash("sha256").update(inputs).digest("hex").slice(0, 12);
}

/** Aside, and then moved to its name as a whole. Whoever comes second throws theirs away. */
async function install(python: string, folder: string): Promise<void> {
  await mkdir(join(cacheFolder, "mograder"), { recursive: true });
  const aside = await mkdtemp(join(cacheFolder, "mograder", ".aside-"));
  const pip = [
    "-m",
    "pip",
    "install",
    "--no-deps",
    "--only-binary=:all:",
    "--require-hashes",
    "--no-compile",
    "--quiet",
  ];
  const child = spawn(python, [...pip, "--target", aside, "-r", list], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint += text;
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`pip could not install mograder:\n${complaint.trim()}`);
  await rename(aside, folder).catch(() => rm(aside, { recursive: true }));
}

export interface RunningMograder {
  /** Without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

/** `mograder serve` on a free port: `serveMograder(folder, "--enrollment-code", "open")`. */
export async function serveMograder(folder: string, ...options: string[]): Promise<RunningMograder> {
  const { python, env, cli } = await installMograder();
  const child = spawn(python, [...cli, "serve", folder, "--port", "0", ...options], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  return { url: await urlOf(child), close: () => end(child) };
}

type Server = ChildProcessByStdio<null, Readable, null>;

async function urlOf(child: Server): Promise<string> {
  for await (const line of createInterface(child.stdout)) {
    const url = /URL: (http:\S+)/.exec(line)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error("mograder serve ended before it listened.");
}

async function end(child: Server): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGKILL");
  await once(child, "exit");
}
