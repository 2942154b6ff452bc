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
  /** Folder of what is kept for this person, outside of any course. It need not exist. */
  readonly settings: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly random: Random;
  readonly crypto: SolutionCrypto;
  /** Aborts when the person presses Ctrl-C. */
  readonly signal: AbortSignal;
  /** One line or more of result, to standard output. */
  print(text: string): void;
  /** Progress and notices, to standard error. */
  tell(text: string): void;
  readonly ask: Ask;
  readonly git: Git;
  readonly run: RunNotebook;
}

/**
 * The line that the person answers; where nobody sits at a terminal, the next line of standard input. A hidden one is
 * not shown while it is typed. Undefined when there will be no answer.
 */
export type Ask = (question: string, answer: "shown" | "hidden") => Promise<string | undefined>;

export interface GitAnswer {
  /** Exit code; `undefined` when there is no git on this machine. */
  readonly code: number | undefined;
  readonly output: string;
  readonly error: string;
}

export type Git = (folder: string, ...command: string[]) => Promise<GitAnswer>;
