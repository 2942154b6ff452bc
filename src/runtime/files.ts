/** Python packages as one pack of bytes and an index: thousands of files in about a tenth of a second. */
import type { FileIndex } from "./manifest.ts";

export const sitePackages = "/lib/python3.14/site-packages";

export type PackedFiles = { bytes: Uint8Array; index: FileIndex };

/** What is needed of Emscripten's `FS`. */
export type FileSystem = {
  mkdirTree(path: string): void;
  writeFile(path: string, data: Uint8Array, options: { canOwn: boolean }): void;
};

/**
 * Writes every file below `root`. The file system keeps views of `bytes` (nothing is copied), so the caller must leave
 * them alone afterwards. Python looks again only after `importlib.invalidate_caches()`.
 */
export function writePackedFiles(fs: FileSystem, { bytes, index }: PackedFiles, root = sitePackages): void {
  const folders = new Set<string>();
  for (const [path, offset, length] of index) {
    const target = `${root}/${path}`;
    const folder = target.slice(0, target.lastIndexOf("/"));
    if (!folders.has(folder)) fs.mkdirTree(folder);
    folders.add(folder);
    fs.writeFile(target, bytes.subarray(offset, offset + length), { canOwn: true });
  }
}
