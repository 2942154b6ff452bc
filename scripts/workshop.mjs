/** `npm run workshop`: install and build what is not up to date, told on standard error, then the command line. */
import { enter, installPackages, requireTools } from "./setup.mjs";

const { write } = process.stdout;

await enter(async () => {
  // What the command prints is for machines, too.
  process.stdout.write = (...parameters) => process.stderr.write(...parameters);
  await requireTools();
  await installPackages();
  const { tsImport } = await import("tsx/esm/api");
  const { build } = await tsImport("./build.ts", import.meta.url);
  const { buildCommandLine } = await tsImport("./command-line.ts", import.meta.url);
  await build();
  await buildCommandLine();
  process.stdout.write = write;
  await import("../dist-cli/cli.mjs");
});
