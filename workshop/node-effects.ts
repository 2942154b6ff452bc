/** The world of a real terminal. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { webCrypto } from "../src/core/solutions/web-crypto.ts";
import type { Effects, Git } from "./effects.ts";
import { runNotebook } from "./run-notebook.ts";

/** `interruptible` is called around what blocks Ctrl-C, see `cli.ts`. */
export function nodeEffects(
  signal: AbortSignal,
  blocking: <T>(work: () => Promise<T>) => Promise<T>,
): Effects {
  return {
    cwd: process.cwd(),
    app: fileURLToPath(new URL("../dist", import.meta.url)),
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    crypto: webCrypto(),
    signal,
    print: (text) => process.stdout.write(`${text}\n`),
    tell: (text) => process.stderr.write(`${text}\n`),
    git,
    run: (request, runSignal) => blocking(() => runNotebook(request, runSignal)),
  };
}

export const git: Git = (folder, ...command) =>
  new Promise((resolve) => {
    execFile("git", ["-C", folder, ...command], { maxBuffer: 64 * 1024 * 1024 }, (failed, output, error) => {
      const code = failed ? (typeof failed.code === "number" ? failed.code : undefined) : 0;
      resolve({ code, output, error });
    });
  });
