/** One hash of everything that a build depends on: the same hash, the same result. */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { readPythonSources } from "./packages.ts";
import { pyodideFolder, repository, wheelList } from "./paths.ts";

const compressor = join(repository, "scripts/compress.ts");
const scripts = join(repository, "scripts/runtime");
const shared = ["boot.ts", "files.ts", "manifest.ts"].map((name) => join(repository, "src/runtime", name));

export async function hashInputs(): Promise<string> {
  const entries = await readdir(scripts, { recursive: true, withFileTypes: true });
  const own = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = [...own, ...shared, compressor, wheelList, join(pyodideFolder, "package.json")].sort();
  const hash = createHash("sha256").update(process.version.split(".")[0] ?? "");
  for (const path of files) hash.update(path.slice(repository.length)).update(await readFile(path));
  for (const [path, bytes] of await readPythonSources()) hash.update(path).update(bytes);
  return hash.digest("hex");
}
