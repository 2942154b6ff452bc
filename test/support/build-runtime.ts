/** Before the tests that run Python under Node: `dist/runtime` is made if it is not there or out of date. */
import { buildRuntime } from "../../scripts/runtime/build.ts";
import { runtimeFolder } from "../../scripts/runtime/paths.ts";

export async function setup(): Promise<void> {
  await buildRuntime(runtimeFolder, console.log);
}
