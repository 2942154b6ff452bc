import { workshopWords } from "../src/words/workshop.ts";
import { CliError, type ExitCode, isNodeError } from "./error.ts";

/** What the person reads when a command has ended early, and the exit code. */
export function explain(error: unknown, signal: AbortSignal): { exitCode: ExitCode; message: string } {
  if (error instanceof CliError) return { exitCode: error.exitCode, message: error.message };
  if (signal.aborted) return { exitCode: 130, message: workshopWords.interrupted };
  if (isNodeError(error)) return { exitCode: 3, message: error.message };
  // A mistake of ours: whoever reports it needs to know where.
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { exitCode: 3, message: detail };
}
