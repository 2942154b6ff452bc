/** Everything that a command does to the world besides reading and writing files. */
import type { Random, SolutionCrypto } from "../src/core/solutions/crypto.ts";
import type { RunNotebook } from "./run-notebook.ts";

export interface Effects {
  /** The folder that relative paths start from. */
  readonly cwd: string;
  /** Folder of the built app. */
  readonly app: string;
  /** Of this package. */
  readonly version: string;
  readonly random: Random;
  readonly crypto: SolutionCrypto;
  /** Aborts when the person presses Ctrl-C. */
  readonly signal: AbortSignal;
  /** One line or more of result, to standard output. */
  print(text: string): void;
  /** Progress and notices, to standard error. */
  tell(text: string): void;
  readonly git: Git;
  readonly run: RunNotebook;
}

export interface GitAnswer {
  /** Exit code; `undefined` when there is no git on this machine. */
  readonly code: number | undefined;
  readonly output: string;
  readonly error: string;
}

export type Git = (folder: string, ...command: string[]) => Promise<GitAnswer>;
