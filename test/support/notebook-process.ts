/** The process that runs notebooks for the command line, as `build-runtime.ts` leaves it. */
import { join } from "node:path";
import { repository, runtimeFolder } from "../../scripts/runtime/paths.ts";

export const notebookProcess = {
  program: join(repository, "dist-cli", "notebook-process.mjs"),
  runtime: runtimeFolder,
};
