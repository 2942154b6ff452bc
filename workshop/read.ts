import { readFile, stat } from "node:fs/promises";
import { dirname, isAbsolute, relative, resolve } from "node:path";
import { isMissing } from "./error.ts";

/** The text of a file, or `undefined` when there is none. */
export async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** True for the folder itself and everything below it. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === "" || (!isAbsolute(way) && way.split(/[\\/]/)[0] !== "..");
}

/** A path as it is shown: relative where that is shorter. */
export function shown(path: string, cwd: string): string {
  const short = relative(cwd, resolve(path));
  return short === "" ? "." : short.startsWith("..") ? path : short;
}

/** The folder itself, or the nearest one above it that exists. */
export async function nearestFolder(folder: string): Promise<string> {
  for (let there = folder; ; there = dirname(there)) {
    if (there === dirname(there)) return there;
    const found = await stat(there).catch(() => undefined);
    if (found?.isDirectory()) return there;
  }
}
