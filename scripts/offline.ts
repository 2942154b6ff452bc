/** Writes into the worker of the assembled build which files of the app it keeps for use without a network. */
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";

/**
 * Without packs, which the page keeps unpacked (src/app/platform/part-store.ts), without courses, and without the
 * cockpit: it is nothing without its server, which has the newest.
 */
const KEPT =
  /^((?!cockpit\.)[\w-]+\.(html|webmanifest|png)|(assets|frame)\/(?!cockpit-).+|(runtime|islands)\/manifest\.json)$/;

const sha256 = (content: string | Buffer): string => createHash("sha256").update(content).digest("hex");

/** The plan that sw/plan.ts describes, for a folder with a finished build. */
async function planOf(folder: string) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => KEPT.test(path))
    .sort();
  const files = await Promise.all(
    paths.map(async (path) => ({ path, sha256: sha256(await readFile(join(folder, path))) })),
  );
  return { build: sha256(JSON.stringify(files)).slice(0, 10), files };
}

/** Puts the plan in front of the worker. Twice is once: a changed copy of a build gets a new plan. */
export async function writePlan(folder: string): Promise<void> {
  const path = join(folder, "service-worker.js");
  const worker = (await readFile(path, "utf8")).replace(/^self\.atelierPlan=.*\n/, "");
  await writeFile(path, `self.atelierPlan=${JSON.stringify(await planOf(folder))};\n${worker}`);
}
