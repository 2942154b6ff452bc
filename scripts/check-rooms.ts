/** Fails when a file imports what its room may not: `npx tsx scripts/check-rooms.ts`. */
import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { checkRoom, type Violation } from "./rooms.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

async function sources(folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"));
}

const violations: Violation[] = [];
for (const folder of ["src", "sw", "workshop"]) {
  for (const file of await sources(folder)) {
    violations.push(...checkRoom(file, await readFile(join(root, file), "utf8")));
  }
}
for (const { file, line, specifier, rule } of violations) {
  console.error(`${file}:${line}: imports ${specifier}, but ${rule}.`);
}
process.exitCode = violations.length > 0 ? 1 : 0;
