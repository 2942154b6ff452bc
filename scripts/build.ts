/** Builds the app and the demo course into `dist/`: `npx tsx scripts/build.ts`, or `build()` from start and tests. */
import { existsSync } from "node:fs";
import { cp, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleScript, bundleShell, writeHashed } from "./bundle.ts";
import { packIslands } from "./islands/pack.ts";
import { writeLicenceIndex } from "./licences.ts";
import { writePlan } from "./offline.ts";
import { tell, timed } from "./progress.ts";
import { buildRuntime } from "./runtime/build.ts";
import { alone, runStages, type Stage } from "./stages.ts";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Where finished stages are kept, and the lock that lets one build at a time into `dist/`. */
export const buildCache = join(root, ".cache", "build");

/** What every bundle depends on: the rooms that both sides share, the packages, and how they are bundled. */
export const sharedInputs = [
  "pnpm-lock.yaml",
  "tsconfig.base.json",
  "scripts/bundle.ts",
  "scripts/licences.ts",
  "src/core",
  "src/words",
  "src/look",
  "src/runtime",
];

const runtime: Stage = {
  name: "runtime",
  title: "Python",
  inputs: [
    "scripts/runtime",
    "scripts/compress.ts",
    "scripts/wheels.txt",
    "src/runtime/python",
    "src/runtime/boot.ts",
    "src/runtime/files.ts",
    "src/runtime/manifest.ts",
    "node_modules/pyodide/package.json",
  ],
  async fill(folder) {
    // The Python tests bring `dist/runtime` up to date by themselves: what is current there is not made again.
    for (const name of ["runtime", "licences/python.txt"]) {
      const made = join(root, "dist", name);
      if (existsSync(made)) await cp(made, join(folder, name), { recursive: true });
    }
    await buildRuntime(join(folder, "runtime"), tell);
  },
};

const islands: Stage = {
  name: "islands",
  title: "Output components",
  inputs: [
    "scripts/islands",
    "scripts/compress.ts",
    "node_modules/@marimo-team/islands/package.json",
    "node_modules/vite/package.json",
  ],
  async fill(folder) {
    await packIslands(folder);
  },
};

const frame: Stage = {
  name: "frame",
  title: "Notebook frame",
  inputs: [...sharedInputs, "src/frame"],
  async fill(folder) {
    const target = join(folder, "frame");
    const { script, style } = await bundleScript(root, "src/frame/main.ts", folder);
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
    "index.html",
    "repair.html",
    "selftest.html",
    "sso.html",
    "cockpit.html",
    "vite.config.ts",
  ],
  async fill(folder) {
    await bundleShell(
      root,
      ["index.html", "repair.html", "selftest.html", "sso.html", "cockpit.html"],
      folder,
    );
    await cp(join(root, "src/app/offline/install"), folder, { recursive: true });
    const fonts = join(root, "src/look/fonts");
    for (const name of (await readdir(fonts)).filter((file) => file.endsWith("-LICENSE.txt"))) {
      await cp(join(fonts, name), join(folder, "licences", name));
    }
  },
};

const worker: Stage = {
  name: "worker",
  title: "Service worker",
  inputs: ["pnpm-lock.yaml", "scripts/bundle.ts", "scripts/offline.ts", "sw"],
  async fill(folder) {
    // Beside the page, for it answers only for what lies below it.
    const { script } = await bundleScript(root, "sw/service-worker.ts", folder);
    await writeFile(join(folder, "service-worker.js"), script);
  },
};

const demo: Stage = {
  name: "demo",
  title: "Demo course",
  inputs: ["public"],
  async fill(folder) {
    await cp(join(root, "public"), folder, { recursive: true });
  },
};

const demoWorkshop: Stage = {
  name: "demo-workshop",
  title: "Demo workshop",
  inputs: ["scripts/bundle.ts", "scripts/demo-workshop", "src/core", "src/runtime", "workshop"],
  async fill(folder, earlier) {
    // Only a build that has to seal loads the command's code.
    const { sealDemoWorkshop } = await import("./demo-workshop/seal.ts");
    const python = join(earlier.get(runtime.name) ?? "", "runtime");
    await sealDemoWorkshop(python, join(folder, "demo", "workshop"));
  },
};

const stages = [runtime, islands, frame, shell, worker, demo, demoWorkshop];

/** What needs to see the whole build. */
async function complete(folder: string): Promise<void> {
  await writeLicenceIndex(folder);
  await writePlan(folder);
}

/** Brings `dist/` up to date and returns its path. Two builds at once wait for one another. */
export async function build(): Promise<string> {
  const out = join(root, "dist");
  const place = { root, cache: buildCache, timed };
  await alone(buildCache, () => runStages(stages, place, out, complete));
  return out;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
