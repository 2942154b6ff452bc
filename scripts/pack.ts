/** The npm package as one file: `npx tsx scripts/pack.ts [FOLDER]`, by default into `.cache/package`. */
import { execFile } from "node:child_process";
import { cp, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import * as v from "valibot";
import { build, root } from "./build.ts";
import { buildCommandLine } from "./command-line.ts";

/** What npm installs must be whole by itself: with dependencies nobody could install it without a network. */
const about = v.object({
  name: v.string(),
  version: v.string(),
  description: v.string(),
  license: v.string(),
  type: v.literal("module"),
  engines: v.object({ node: v.string() }),
});

async function stage(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const app = await build();
  const demo = [join(app, "demo"), join(app, "courses.json")];
  const filter = (path: string) => !demo.includes(path);
  await cp(app, join(folder, "dist"), { recursive: true, filter });
  await cp(await buildCommandLine(), join(folder, "dist-cli"), { recursive: true });
  for (const name of ["LICENSE", "CHANGELOG.md"]) {
    await cp(join(root, name), join(folder, name));
  }
  await cp(join(root, "docs/package.md"), join(folder, "README.md"));
  const ours = v.parse(about, JSON.parse(await readFile(join(root, "package.json"), "utf8")));
  const manifest = { ...ours, bin: { workshop: "dist-cli/cli.mjs" }, exports: {} };
  await writeFile(join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}

const packed = v.pipe(v.string(), v.parseJson(), v.tuple([v.object({ filename: v.string() })]));

/** Packs into `folder` and returns the file's path. */
async function pack(folder: string): Promise<string> {
  const staging = join(folder, "staging");
  await stage(staging);
  const parameters = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
  // On Windows npm is a script for its shell.
  const options = { cwd: staging, shell: process.platform === "win32", maxBuffer: 16 * 1024 * 1024 };
  const { stdout } = await promisify(execFile)("npm", parameters, options);
  const [{ filename }] = v.parse(packed, stdout);
  return join(folder, filename);
}

const file = await pack(resolve(process.argv[2] ?? join(root, ".cache", "package")));
const megabytes = (await stat(file)).size / 1e6;
process.stdout.write(`${megabytes.toFixed(1)} MB\n${file}\n`);
