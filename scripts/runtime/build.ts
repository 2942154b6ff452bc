/** Builds `dist/runtime`: Python, marimo and our own packages as hashed parts, with a memory snapshot. */
import { createHash } from "node:crypto";
import { chmod, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { type RuntimeManifest, readManifest } from "../../src/runtime/manifest.ts";
import { hashInputs } from "./inputs.ts";
import { writeLicences } from "./licences.ts";
import { writeParts } from "./parts.ts";
import { runtimeFolder } from "./paths.ts";
import { collectSources } from "./sources.ts";
import { getWheels } from "./wheels.ts";

type Log = (line: string) => void;

/**
 * Leaves a complete runtime in `outputFolder`, and the licences of its Python side in `licences/python.txt` beside it.
 * Does nothing when one of the same inputs is there.
 */
export async function buildRuntime(outputFolder: string, log: Log): Promise<RuntimeManifest> {
  const inputs = await hashInputs();
  const licences = join(dirname(outputFolder), "licences/python.txt");
  const present = await readBuilt(outputFolder);
  if (present?.inputs === inputs && (await sizeOf(licences)) > 0) return present;

  const wheels = await getWheels(log);
  const { sources, versions } = await collectSources(wheels, log);
  log("Writing the parts");
  await mkdir(dirname(outputFolder), { recursive: true });
  const folder = await mkdtemp(join(dirname(outputFolder), `.${basename(outputFolder)}-`));
  // A temporary folder is for its owner alone; what is published is for the web server too.
  await chmod(folder, 0o755);
  try {
    const parts = await writeParts(folder, sources);
    const build = createHash("sha256");
    for (const [name, { sha256 }] of Object.entries(parts)) build.update(`${name} ${sha256}\n`);
    const manifest: RuntimeManifest = {
      format: "atelier-runtime",
      version: 1,
      build: build.digest("hex"),
      inputs,
      ...versions,
      parts,
    };
    await writeFile(join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
    await writeLicences(licences, wheels, versions.pyodide);
    await replaceFolder(folder, outputFolder);
    return manifest;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The manifest of an earlier build, if all its files are still there. */
async function readBuilt(folder: string): Promise<RuntimeManifest | undefined> {
  const text = await readFile(join(folder, "manifest.json"), "utf8").catch(() => "");
  const manifest = readManifest(text);
  if ("failure" in manifest) return undefined;
  const parts = Object.values(manifest.parts);
  const sizes = await Promise.all(parts.map(({ file }) => sizeOf(join(folder, file))));
  return parts.every(({ transfer }, position) => sizes[position] === transfer) ? manifest : undefined;
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => -1,
  );
}

/** The old folder steps aside whole, so that nobody ever reads a mixture of two builds. */
async function replaceFolder(from: string, to: string): Promise<void> {
  const old = await mkdtemp(`${from}-old-`);
  try {
    for (let attempt = 0; ; attempt++) {
      await rename(to, join(old, String(attempt))).catch(unless("ENOENT"));
      const code = await rename(from, to).then(() => "", codeOf);
      if (code === "") return;
      // Another build, of a second process, came in between.
      if (attempt === 5 || (code !== "ENOTEMPTY" && code !== "EEXIST")) throw new Error(`${to}: ${code}`);
    }
  } finally {
    await rm(old, { recursive: true, force: true });
  }
}

function unless(expected: string): (error: unknown) => void {
  return (error) => {
    if (codeOf(error) !== expected) throw error;
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const began = performance.now();
  const { parts, build } = await buildRuntime(runtimeFolder, console.log);
  for (const [name, { bytes, transfer }] of Object.entries(parts)) {
    console.log(`${name.padEnd(16)} ${String(bytes).padStart(10)} ${String(transfer).padStart(10)}`);
  }
  console.log(
    `Runtime ${build.slice(0, 8)} ready after ${((performance.now() - began) / 1000).toFixed(1)} s`,
  );
}
