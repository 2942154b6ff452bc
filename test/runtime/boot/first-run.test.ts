/** A new process has run a notebook soon after it began. The figure goes to the log; a crowded machine may be slow. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import * as v from "valibot";
import { expect, test } from "vitest";

const Figures = v.object({ how: v.string(), rendered: v.boolean(), milliseconds: v.number() });

test("a process starts, restores Python, runs a notebook and ends by itself", async () => {
  const script = fileURLToPath(new URL("first-run.ts", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", script]);
  const { how, rendered, milliseconds } = v.parse(Figures, JSON.parse(stdout));
  console.log(`Process start to the first finished run, under Node: ${milliseconds} ms`);
  expect({ how, rendered }).toEqual({ how: "snapshot", rendered: true });
});
