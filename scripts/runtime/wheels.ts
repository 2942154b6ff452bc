/** The wheels of `scripts/wheels.txt`, fetched once through pip and checked against their hashes ever after. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder, wheelList } from "./paths.ts";

export type Wheel = { name: string; version: string; fileName: string; sha256: string; bytes: Uint8Array };

type Requirement = { name: string; version: string; sha256: string };

const target = [
  ["--python-version", "3.14"],
  ["--implementation", "cp"],
  ["--abi", "cp314"],
  ["--abi", "none"],
  ["--platform", "pyemscripten_2026_0_wasm32"],
  ["--platform", "manylinux2014_x86_64"],
].flat();

/** Every wheel of the list, from `.cache/wheels/` or, where one is missing there, from the package index. */
export async function getWheels(log: (line: string) => void, list = wheelList): Promise<Wheel[]> {
  const folder = join(cacheFolder, "wheels");
  await mkdir(folder, { recursive: true });
  const requirements = parseRequirements(await readFile(list, "utf8"));
  let found = await findWheels(folder, requirements);
  if (found.length < requirements.length) {
    log("Fetching Python packages with pip");
    download(folder, list);
    found = await findWheels(folder, requirements);
  }
  const missing = requirements.filter(({ name }) => !found.some((wheel) => wheel.name === name));
  if (missing.length === 0) return found;
  throw new Error(
    `pip left no file with the listed hash for: ${missing.map(({ name }) => name).join(", ")}.`,
  );
}

export function parseRequirements(text: string): Requirement[] {
  const lines = text.split("\n").filter((line) => line.trim() && !line.startsWith("#"));
  return lines.map((line) => {
    const [, name, version, sha256] = /^([\w.-]+)==(\S+) --hash=sha256:([0-9a-f]{64})$/.exec(line) ?? [];
    if (name && version && sha256) return { name, version, sha256 };
    throw new Error(`scripts/wheels.txt: expected "name==version --hash=sha256:…", found "${line}".`);
  });
}

/** Files are known by their hash, so that a file that changed on disk counts as missing. */
async function findWheels(folder: string, requirements: Requirement[]): Promise<Wheel[]> {
  const fileNames = (await readdir(folder)).filter((name) => name.endsWith(".whl")).sort();
  const files = await Promise.all(
    fileNames.map(async (fileName) => {
      const bytes = new Uint8Array(await readFile(join(folder, fileName)));
      return { fileName, bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
    }),
  );
  return requirements.flatMap((requirement) => {
    const file = files.find(({ sha256 }) => sha256 === requirement.sha256);
    return file ? [{ ...file, ...requirement }] : [];
  });
}

function download(folder: string, list: string): void {
  const pip = ["-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--require-hashes", "--quiet"];
  const result = spawnSync("python3", [...pip, ...target, "-r", list, "-d", folder], { encoding: "utf8" });
  if (result.error)
    throw new Error("python3 was not found: install Python 3.9 or newer with pip (python3-pip).");
  if (result.status === 0) return;
  throw new Error(explain(result.stderr));
}

/** One sentence for what usually goes wrong, and pip's own words for the rest. */
function explain(complaint: string): string {
  if (/No module named pip/.test(complaint)) return "Python has no pip: install python3-pip.";
  const changed = /^\s+([\w.-]+)==\S+ from [\s\S]*?Expected sha256/m.exec(complaint)?.[1];
  if (changed)
    return `The package index has another file for ${changed} than the one listed in scripts/wheels.txt.`;
  return `pip could not fetch the packages of scripts/wheels.txt:\n${complaint.trim()}`;
}
