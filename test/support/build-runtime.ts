/** Before the tests that run Python under Node: `dist/runtime` and `dist-cli` are made if they are not there or out of date. */
import { buildCache } from "../../scripts/build.ts";
import { buildCommandLine } from "../../scripts/command-line.ts";
import { buildRuntime } from "../../scripts/runtime/build.ts";
import { runtimeFolder } from "../../scripts/runtime/paths.ts";
import { alone } from "../../scripts/stages.ts";

export async function setup(): Promise<void> {
  await alone(buildCache, () => buildRuntime(runtimeFolder, console.log));
  await buildCommandLine();
}
