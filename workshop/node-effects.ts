/** The world of a real terminal. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as v from "valibot";
import { webCrypto } from "../src/core/solutions/web-crypto.ts";
import { createAsk } from "./ask.ts";
import type { Effects, Git } from "./effects.ts";
import { notebookRunner } from "./run-notebook.ts";

/** The package's folder: this file lies one below it in the repository, and so does the bundle in what npm installs. */
const root = dirname(dirname(fileURLToPath(import.meta.url)));

export function nodeEffects(signal: AbortSignal): Effects {
  const app = join(root, "dist");
  const program = join(root, "dist-cli", "notebook-process.mjs");
  return {
    cwd: startingFolder(process.env, process.cwd()),
    app,
    version: readVersion(),
    settings: settingsFolder(process.env),
    environment: process.env,
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    crypto: webCrypto(),
    signal,
    print: (text) => process.stdout.write(`${text}\n`),
    tell: (text) => process.stderr.write(`${text}\n`),
    ask: createAsk(process.stdin, process.stderr, signal),
    git,
    run: notebookRunner({ program, runtime: join(app, "runtime") }),
  };
}

/** Where the person stands: `npm run workshop` goes to the repository's folder first, and tells where it came from. */
function startingFolder(env: NodeJS.ProcessEnv, cwd: string): string {
  const moved = env.npm_lifecycle_event === "workshop" && cwd === root;
  return moved ? (env.INIT_CWD ?? cwd) : cwd;
}

/** Where programs keep what is a person's (XDG Base Directory Specification). */
function settingsFolder({ XDG_CONFIG_HOME }: NodeJS.ProcessEnv): string {
  return join(XDG_CONFIG_HOME || join(homedir(), ".config"), "atelier");
}

function readVersion(): string {
  const about = v.pipe(v.string(), v.parseJson(), v.object({ version: v.string() }));
  return v.parse(about, readFileSync(join(root, "package.json"), "utf8")).version;
}

export const git: Git = (folder, ...command) =>
  new Promise((resolve) => {
    execFile("git", ["-C", folder, ...command], { maxBuffer: 64 * 1024 * 1024 }, (failed, output, error) => {
      const code = failed ? (typeof failed.code === "number" ? failed.code : undefined) : 0;
      resolve({ code, output, error });
    });
  });
