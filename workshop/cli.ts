#!/usr/bin/env node
/** `workshop`: the only place that catches and the only one that sets the exit code. */
import { explain } from "./explain.ts";
import { nodeEffects } from "./node-effects.ts";
import { runCommand } from "./program.ts";

const interruption = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => interruption.abort());
}

/** The end is ours to make, when all has been written: what still waits is of no use to anybody. */
function end(exitCode: number): void {
  process.stdout.write("", () => process.stderr.write("", () => process.exit(exitCode)));
}

// Whoever reads our output may stop reading (`workshop status | head`).
process.stdout.on("error", () => process.exit(0));

try {
  await runCommand(process.argv.slice(2), nodeEffects(interruption.signal));
  end(0);
} catch (error) {
  const { exitCode, message } = explain(error, interruption.signal);
  if (message !== "") process.stderr.write(`${message}\n`);
  end(exitCode);
}
