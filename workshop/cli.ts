#!/usr/bin/env node
/** `workshop`: the only place that catches and the only one that sets the exit code. */
import { explain } from "./explain.ts";
import { nodeEffects } from "./node-effects.ts";
import { runCommand } from "./program.ts";

const interruption = new AbortController();
const interrupt = () => interruption.abort();
const signals = ["SIGINT", "SIGTERM"] as const;
for (const name of signals) process.on(name, interrupt);

/** A notebook's endless loop would never let our handler run: there, Ctrl-C ends the process as it always does. */
async function blocking<T>(work: () => Promise<T>): Promise<T> {
  for (const name of signals) process.off(name, interrupt);
  try {
    return await work();
  } finally {
    for (const name of signals) process.on(name, interrupt);
  }
}

/** Pyodide leaves things behind that keep Node awake, so the end is ours to make: when all has been written. */
function end(exitCode: number): void {
  process.stdout.write("", () => process.stderr.write("", () => process.exit(exitCode)));
}

// Whoever reads our output may stop reading (`workshop status | head`).
process.stdout.on("error", () => process.exit(0));

try {
  await runCommand(process.argv.slice(2), nodeEffects(interruption.signal, blocking));
  end(0);
} catch (error) {
  const { exitCode, message } = explain(error, interruption.signal);
  process.stderr.write(`${message}\n`);
  end(exitCode);
}
