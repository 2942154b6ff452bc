/** From the target of a request to a file of the folder that is served, and to nothing outside of it. */
import { realpath, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";

export interface FoundFile {
  /** Absolute, with every link followed. */
  readonly path: string;
  /** Relative to the folder, with slashes. */
  readonly name: string;
  readonly bytes: number;
  /** Another one when the file has changed: its size and time, short. */
  readonly version: string;
}

/**
 * The path of a request's target below `base` as decoded names, `index.html` added to a folder's. `undefined` for
 * what no browser asks for when it means a file: dot segments and dot-files, encoded separators, NUL, wrong escapes.
 */
export function readTarget(target: string, base = "/"): readonly string[] | undefined {
  const path = /^[^?#]*/.exec(target)?.[0] ?? "";
  if (!path.startsWith(base)) return undefined;
  const names = path.slice(base.length).split("/").map(decode);
  if (names.at(-1) === "") names[names.length - 1] = "index.html";
  const known = names.filter((name) => name !== undefined);
  return known.length === names.length && known.every(isPlainName) ? known : undefined;
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

function isPlainName(name: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is refused
  return name !== "" && !name.startsWith(".") && !/[/\\\u0000-\u001f\u007f]/.test(name);
}

/** The file of these names; undefined for what is missing, no file, or reached by a link that leaves the folder. */
export async function findFile(folder: string, names: readonly string[]): Promise<FoundFile | undefined> {
  try {
    const root = await realpath(folder);
    const path = await realpath(join(root, ...names));
    if (!path.startsWith(root.endsWith(sep) ? root : root + sep)) return undefined;
    const real = relative(root, path).split(sep);
    const entry = await stat(path);
    if (!entry.isFile() || !real.every(isPlainName)) return undefined;
    const version = `${entry.size.toString(16)}-${Math.round(entry.mtimeMs * 1_000).toString(16)}`;
    return { path, name: real.join("/"), bytes: entry.size, version };
  } catch {
    return undefined;
  }
}
