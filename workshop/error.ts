/** 1: the input is at fault; 2: usage; 3: machine or network; 130: interrupted. */
export type ExitCode = 1 | 2 | 3 | 130;

/**
 * Ends a command. Thrown anywhere in this room, caught in `cli.ts`; the message is for the person at the terminal, and
 * "" when all has been said.
 */
export class CliError extends Error {
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, message: string) {
    super(message);
    this.exitCode = exitCode;
  }
}

export function inputError(sentence: string, file?: string, line?: number): CliError {
  return new CliError(1, place(file, line) + sentence);
}

export function usageError(sentence: string): CliError {
  return new CliError(2, sentence);
}

export function machineError(sentence: string): CliError {
  return new CliError(3, sentence);
}

/** `intro.py:12: ` as compilers write it, so that editors can jump there. */
export function place(file: string | undefined, line?: number): string {
  if (file === undefined) return "";
  return line === undefined ? `${file}: ` : `${file}:${line}: `;
}

export function isNodeError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error && "syscall" in error;
}

export function isMissing(error: unknown): boolean {
  return isNodeError(error) && (error.code === "ENOENT" || error.code === "ENOTDIR");
}
