/** The files of a published folder, as they are or as they are about to be. */
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { bytesOf, type FileChange } from "../changes.ts";
import { isMissing } from "../error.ts";
import { isInside } from "../read.ts";
import type { PublicFile } from "./audit.ts";

/** Everything below the folder but its own git repository, with the changes as if they had been made. */
export async function siteFiles(site: string, changes: readonly FileChange[]): Promise<PublicFile[]> {
  const files = new Map<string, PublicFile>();
  for (const path of await listFiles(site)) {
    files.set(path, { path, read: () => readFile(join(site, path)) });
  }
  for (const { path: absolute, content } of changes) {
    if (!isInside(absolute, site)) continue;
    const path = slashes(relative(site, absolute));
    if (content === "removed") files.delete(path);
    else files.set(path, { path, read: () => bytesOf(content) });
  }
  return [...files.values()];
}

/** Paths of all files below a folder, relative to it, with slashes; none when there is no such folder. */
export async function listFiles(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => slashes(relative(folder, join(entry.parentPath, entry.name))))
      .filter((path) => !path.startsWith(".git/"))
      .sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function slashes(path: string): string {
  return path.split(sep).join("/");
}
