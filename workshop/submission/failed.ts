/** From what a transport answers to how a command ends. */
import { isTransportFailure, type TransportFailure } from "../../src/core/submission/failure.ts";
import { printTime } from "../../src/words/submission-commands.ts";
import { terminalWords } from "../../src/words/transport-terminal.ts";
import { CliError, type ExitCode } from "../error.ts";

/** The answer; a failure ends the command. */
export function required<T>(answer: T | TransportFailure): T {
  if (isTransportFailure(answer)) throw failed(answer);
  return answer;
}

export function failed(failure: TransportFailure): CliError {
  return new CliError(exitCode(failure), terminalWords(failure, printTime));
}

/** What another day or another machine would let through is no fault of the input. */
function exitCode({ failure }: TransportFailure): ExitCode {
  switch (failure) {
    case "interrupted":
      return 130;
    case "unreachable":
    case "mixed-content":
    case "server-broken":
    case "redirected":
    case "pages-refused":
    case "too-many-tries":
    case "not-moodle":
    case "services-off":
    case "maintenance":
    case "left-as-draft":
    case "not-stored":
      return 3;
    default:
      return 1;
  }
}
