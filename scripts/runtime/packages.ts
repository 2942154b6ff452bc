/** From wheels and our own Python to the files that the browser gets. */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { unzipSync } from "fflate";
import type { PackedFiles } from "../../src/runtime/files.ts";
import type { FileIndex } from "../../src/runtime/manifest.ts";
import { pythonSources } from "./paths.ts";
import type { Wheel } from "./wheels.ts";

/** Paths below site-packages, in the order in which they are packed. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** SHA-256 over the names and bytes of PyYAML's files: those of the pure wheel that its source distribution gives. */
const pyyamlFiles = "512e714a786aa6ff7474187411e9d23d0bcb427369a4588d9cc9c7dcb05e5c1e";

const unwanted = [
  // Stubs for Django, which does not run here.
  /^jedi\/third_party\/django-stubs\//,
  // Files of a wheel for people who develop the package.
  /\/tests?\/|^marimo\/_smoke_tests\//,
  // Linux machine code of PyYAML.
  /x86_64-linux-gnu\.so$/,
];

const onlyForCompletion = /^jedi\/third_party\/typeshed\//;

/** Everything that lies in site-packages; `versions` are those of packages that no wheel brings under that name. */
export async function collectFiles(
  wheels: readonly Wheel[],
  versions: Record<string, string>,
): Promise<Files> {
  const files = new Map<string, Uint8Array>();
  for (const wheel of wheels) {
    for (const [path, bytes] of unpack(wheel)) files.set(path, bytes);
  }
  for (const [path, bytes] of await readPythonSources()) files.set(path, bytes);
  for (const [name, version] of Object.entries(versions)) {
    const text = `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`;
    files.set(`${name}-${version}.dist-info/METADATA`, new TextEncoder().encode(text));
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function unpack(wheel: Wheel): [string, Uint8Array][] {
  const all = Object.entries(unzipSync(wheel.bytes)).filter(([path]) => !path.endsWith("/"));
  const wanted = all.filter(([path]) => !unwanted.some((pattern) => pattern.test(path)));
  if (wheel.name === "pyyaml") checkPyyaml(wanted);
  return wanted;
}

function checkPyyaml(files: [string, Uint8Array][]): void {
  const hash = createHash("sha256");
  for (const [path, bytes] of files.filter(([path]) => path.endsWith(".py")).sort())
    hash.update(path).update(bytes);
  if (hash.digest("hex") !== pyyamlFiles)
    throw new Error("PyYAML's unpacked files are not the ones we know.");
}

/** The packages of `src/runtime/python`, without their tests. */
export async function readPythonSources(): Promise<[string, Uint8Array][]> {
  const entries = await readdir(pythonSources, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && /\.(py|typed)$/.test(entry.name))
    .map((entry) => relative(pythonSources, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => path.includes("/") && !/(^|\/)(tests?|__pycache__)\//.test(path))
    .sort();
  return Promise.all(
    paths.map(async (path): Promise<[string, Uint8Array]> => {
      return [path, new Uint8Array(await readFile(join(pythonSources, path)))];
    }),
  );
}

/** The files of the start and those that can wait until somebody asks for a completion. */
export function splitFiles(files: Files): { now: Files; later: Files } {
  const entries = [...files];
  return {
    now: new Map(entries.filter(([path]) => !onlyForCompletion.test(path))),
    later: new Map(entries.filter(([path]) => onlyForCompletion.test(path))),
  };
}

export function packFiles(files: Files): PackedFiles {
  const index: FileIndex = [];
  let offset = 0;
  for (const [path, bytes] of files) {
    index.push([path, offset, bytes.length]);
    offset += bytes.length;
  }
  return { bytes: new Uint8Array(Buffer.concat([...files.values()])), index };
}
