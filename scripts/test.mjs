/** `npm test`: install and build what is needed, then every test. `npm test -- unit browser` runs only those stages. */
import { enter, installPackages, Refusal, requireTools } from "./setup.mjs";

await enter(async () => {
  await requireTools();
  await installPackages();
  const { tsImport } = await import("tsx/esm/api");
  const { runTests, stageNames } = await tsImport("./run-tests.ts", import.meta.url);
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !stageNames.includes(name));
  if (unknown !== undefined) {
    throw new Refusal(`There is no test stage "${unknown}": choose from ${stageNames.join(", ")}.`, 2);
  }
  process.exitCode = (await runTests(wanted.length > 0 ? wanted : stageNames)) ? 0 : 1;
});
