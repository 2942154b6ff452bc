/** The command line as a person meets it, in a folder of its own. Randomness and Python are the test's. */
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { onTestFinished } from "vitest";
import type { Random } from "../../../src/core/solutions/crypto.ts";
import { webCrypto } from "../../../src/core/solutions/web-crypto.ts";
import type { Ask, Effects } from "../../../workshop/effects.ts";
import { explain } from "../../../workshop/explain.ts";
import { git } from "../../../workshop/node-effects.ts";
import { runCommand } from "../../../workshop/program.ts";
import type { RunNotebook } from "../../../workshop/run-notebook.ts";
import { passingRun } from "./fake-run.ts";

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface TerminalOptions {
  readonly random?: Random;
  readonly run?: RunNotebook;
  readonly signal?: AbortSignal;
  readonly environment?: Readonly<Record<string, string>>;
  /** What is typed where something is asked, line by line. */
  readonly typed?: readonly string[];
}

export type Terminal = ReturnType<typeof openTerminal>;

export const realRandom: Random = (length) => crypto.getRandomValues(new Uint8Array(length));

/** An empty folder with a small stand-in for the built app beside it; both go when the test is over. */
export function openTerminal(options: TerminalOptions = {}) {
  const top = mkdtempSync(join(tmpdir(), "atelier-workshop-"));
  onTestFinished(() => rmSync(top, { recursive: true, force: true }));
  const folder = join(top, "course");
  const app = join(top, "app");
  const path = (name: string) => join(folder, name);
  mkdirSync(folder);
  const put = (file: string, text: string | Uint8Array) => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  put(join(app, "index.html"), "<!doctype html><title>Atelier</title>\n");
  put(join(app, "assets/app-0123456789.js"), "console.log('the app');\n");
  put(join(app, "demo/course.json"), "{}\n");
  put(join(app, "courses.json"), '{"courses": ["demo/course.json"]}\n');

  /** The world of one command; what it says goes into the two lists. */
  function effectsIn(cwd: string, own: TerminalOptions, out: string[], err: string[]): Effects {
    const lines = [...(own.typed ?? options.typed ?? [])];
    const ask: Ask = async (question) => {
      err.push(question);
      return lines.shift();
    };
    return {
      cwd,
      app,
      version: "1.2.3",
      settings: join(top, "settings"),
      environment: own.environment ?? options.environment ?? {},
      random: own.random ?? options.random ?? realRandom,
      crypto: webCrypto(),
      signal: own.signal ?? options.signal ?? new AbortController().signal,
      print: (text: string) => void out.push(text),
      tell: (text: string) => void err.push(text),
      ask,
      git,
      run: own.run ?? options.run ?? passingRun(),
    };
  }

  async function runIn(cwd: string, words: readonly string[], own: TerminalOptions = {}): Promise<Ended> {
    const out: string[] = [];
    const err: string[] = [];
    const effects = effectsIn(cwd, own, out, err);
    const code = await runCommand(words, effects).then(
      () => 0,
      (error: unknown) => {
        const { exitCode, message } = explain(error, effects.signal);
        err.push(message);
        return exitCode;
      },
    );
    return { code, out: out.join("\n"), err: err.join("\n") };
  }

  return {
    folder,
    app,
    path,
    run: (...words: string[]) => runIn(folder, words),
    /** For what is called without a command line. */
    effects: (err: string[] = []) => effectsIn(folder, {}, [], err),
    runWith: (own: TerminalOptions, ...words: string[]) => runIn(folder, words, own),
    write: (name: string, text: string | Uint8Array) => put(path(name), text),
    edit: (name: string, change: (text: string) => string) =>
      put(path(name), change(readFileSync(path(name), "utf8"))),
    read: (name: string) => readFileSync(path(name), "utf8"),
    json: (name: string): unknown => JSON.parse(readFileSync(path(name), "utf8")),
    remove: (name: string) => rmSync(path(name), { recursive: true }),
    mode: (name: string) => (statSync(path(name)).mode & 0o777).toString(8),
    copyIn: (from: string) => cpSync(from, folder, { recursive: true }),
    /** Every file below a folder, by path relative to it. */
    files: (name = ".") => filesBelow(path(name)),
    git: async (...command: string[]) => {
      const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org"];
      const { code, output, error } = await git(folder, ...identity, ...command);
      if (code !== 0) throw new Error(`git ${command.join(" ")}: ${error}`);
      return output;
    },
  };
}

export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((name) => !name.startsWith(".git/"))
    .sort();
}
