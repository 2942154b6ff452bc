/** Builds the app and the demo course into `dist/`: `npx tsx scripts/build.ts`, or `build()` from start and tests. */
import { existsSync } from "node:fs";
import { cp, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleScript, bundleShell, writeHashed } from "./bundle.ts";
import { writeLicenceIndex } from "./licences.ts";
import { timed } from "./progress.ts";
import { alone, runStages, type Stage } from "./stages.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** What every bundle depends on: the rooms that both sides share, the packages, and how they are bundled. */
const sharedInputs = [
  "pnpm-lock.yaml",
  "tsconfig.base.json",
  "scripts/bundle.ts",
  "scripts/licences.ts",
  "src/core",
  "src/words",
  "src/look",
  "src/runtime",
];

const frame: Stage = {
  name: "frame",
  title: "Notebook frame",
  inputs: [...sharedInputs, "src/frame", "src/frame/main.tsx"],
  async fill(folder) {
    const target = join(folder, "frame");
    const { script, style } = await bundleScript(root, "src/frame/main.tsx", folder);
    const worker = await bundleScript(root, "src/runtime/worker/main.ts", folder);
    const manifest = {
      frame: await writeHashed(target, "frame", "js", script),
      style: await writeHashed(target, "frame", "css", style),
      worker: await writeHashed(target, "worker", "js", worker.script),
    };
    await writeFile(join(target, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  },
};

const shell: Stage = {
  name: "shell",
  title: "App",
  inputs: [
    ...sharedInputs,
    "src/state",
    "src/storage",
    "src/transport",
    "src/app",
    "src/app/main.tsx",
    "index.html",
  ],
  fill: (folder) => bundleShell(root, ["index.html"], folder),
};

const demo: Stage = {
  name: "demo",
  title: "Demo course",
  inputs: ["public"],
  async fill(folder) {
    await cp(join(root, "public"), folder, { recursive: true });
    await writeFile(
      join(folder, "courses.json"),
      `${JSON.stringify({ courses: ["demo/course.json"] }, null, 2)}\n`,
    );
  },
};

/** Brings `dist/` up to date and returns its path. Two builds at once wait for one another. */
export async function build(): Promise<string> {
  const cache = join(root, ".cache", "build");
  const out = join(root, "dist");
  const ready = [frame, shell, demo].filter(({ inputs }) =>
    inputs.every((input) => existsSync(join(root, input))),
  );
  await alone(cache, () => runStages(ready, { root, cache, timed }, out, writeLicenceIndex));
  return out;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
