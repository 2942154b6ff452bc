/** Which files beside a notebook are published with it: an allow-list, because folders collect things. */
import { lstat, readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { hasSolutions } from "../src/core/grading/strip.ts";

export interface DataFile {
  readonly name: string;
  /** Absolute. */
  readonly path: string;
}

/**
 * The top-level files of the notebook's folder, by name. Never dot-files, web pages and Jupyter notebooks (they may be
 * exports of the solved notebook), keys, symbolic links, marimo notebooks, or Python with solution markers.
 */
export async function listDataFiles(notebook: string): Promise<DataFile[]> {
  const folder = dirname(notebook);
  const files: DataFile[] = [];
  for (const name of (await readdir(folder)).sort()) {
    const path = join(folder, name);
    if (path !== notebook && isAllowedName(name) && (await isAllowedFile(path))) files.push({ name, path });
  }
  return files;
}

function isAllowedName(name: string): boolean {
  if (name.startsWith(".") || name.startsWith("__") || /\.(?:html?|ipynb|pyc|1)$/i.test(name)) return false;
  return !/^keys.*\.json$|^words\.json|^(?:course|mograder)\.toml$/i.test(name);
}

async function isAllowedFile(path: string): Promise<boolean> {
  if (!(await lstat(path)).isFile()) return false;
  if (!/\.py$/i.test(path)) return true;
  const text = await readFile(path, "utf8");
  return !hasSolutions(text) && !/^app = marimo\.App\(/m.test(text);
}
