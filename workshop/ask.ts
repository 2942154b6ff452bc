/** Questions to whoever started the command. */
import { createInterface, type Interface } from "node:readline";
import { Writable } from "node:stream";
import type { Ask } from "./effects.ts";

/** What is typed at a terminal, or comes down a pipe. */
type Input = NodeJS.ReadableStream & { readonly isTTY?: boolean };

export function createAsk(input: Input, output: NodeJS.WritableStream, signal: AbortSignal): Ask {
  let piped: AsyncIterator<string> | undefined;
  return async (question, answer) => {
    if (input.isTTY) return askTerminal(question, answer, { input, output, signal });
    piped ??= createInterface({ input })[Symbol.asyncIterator]();
    const next = await piped.next();
    return next.done ? undefined : next.value;
  };
}

interface Terminal {
  readonly input: Input;
  readonly output: NodeJS.WritableStream;
  readonly signal: AbortSignal;
}

/** A terminal that is read so hands on no Ctrl-C: what it would do is done here. */
function askTerminal(
  question: string,
  answer: "shown" | "hidden",
  { input, output, signal }: Terminal,
): Promise<string | undefined> {
  return new Promise((settle) => {
    const isHidden = answer === "hidden";
    const lines: Interface = createInterface({
      input,
      output: isHidden ? nowhere() : output,
      terminal: true,
      signal,
    });
    if (isHidden) output.write(question);
    let typed: string | undefined;
    lines.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
    lines.on("close", () => {
      if (isHidden || typed === undefined) output.write("\n");
      settle(typed);
    });
    lines.question(question, (line) => {
      typed = line;
      lines.close();
    });
  });
}

function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}
