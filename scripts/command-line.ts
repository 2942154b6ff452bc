/** The command line as plain JavaScript with all its packages inside, in `dist-cli/`: Node alone runs it. */
import { join } from "node:path";
import { buildCache, root, sharedInputs } from "./build.ts";
import { bundleForNode } from "./bundle.ts";
import { writeLicenceIndex } from "./licences.ts";
import { timed } from "./progress.ts";
import { alone, runStages, type Stage } from "./stages.ts";

const entries = { cli: "workshop/cli.ts", "notebook-process": "src/runtime/node/notebook-process.ts" };

const commandLine: Stage = {
  name: "command-line",
  title: "Command line",
  inputs: [...sharedInputs, "scripts/command-line.ts", "src/host", "src/transport", "workshop"],
  fill: (folder) => bundleForNode(root, entries, folder),
};

/** Brings `dist-cli/` up to date and returns its path. */
export async function buildCommandLine(): Promise<string> {
  const out = join(root, "dist-cli");
  const cache = join(buildCache, "command-line");
  await alone(buildCache, () => runStages([commandLine], { root, cache, timed }, out, writeLicenceIndex));
  return out;
}
