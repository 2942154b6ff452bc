/** Python packages as one pack of bytes and an index: thousands of files in a few hundredths of a second. */
import type { FileIndex } from "./manifest.ts";

export const sitePackages = "/lib/python3.14/site-packages";

export type PackedFiles = { bytes: Uint8Array; index: FileIndex };

/** What is needed of Emscripten's `FS`. */
export type FileSystem = {
  mkdirTree(path: string): void;
  writeFile(path: string, data: Uint8Array, options: { canOwn: boolean }): void;
  lookupPath(path: string): { node: MemoryFolder };
};

/** A folder and a file of Emscripten's in-memory file system, as they are inside. */
export type MemoryFolder = {
  contents: Record<string, unknown>;
  node_ops: { mknod(parent: MemoryFolder, name: string, mode: number, device: number): MemoryFile };
};
export type MemoryFile = { contents: Uint8Array; usedBytes: number };

const ordinaryFile = 0o100_666;

/**
 * Writes every file below `root`. The file system keeps views of `bytes` (nothing is copied), so the caller must leave
 * them alone afterwards. Python looks again only after `importlib.invalidate_caches()`.
 */
export function writePackedFiles(fs: FileSystem, { bytes, index }: PackedFiles, root = sitePackages): void {
  const folders = new Map<string, MemoryFolder>();
  for (const [path, offset, length] of index) {
    const cut = path.lastIndexOf("/");
    const folder = cut < 0 ? root : `${root}/${path.slice(0, cut)}`;
    const parent = folders.get(folder) ?? makeFolder(fs, folder);
    folders.set(folder, parent);
    writeFile(fs, parent, folder, path.slice(cut + 1), bytes.subarray(offset, offset + length));
  }
}

function makeFolder(fs: FileSystem, path: string): MemoryFolder {
  fs.mkdirTree(path);
  return fs.lookupPath(path).node;
}

/** A new file is put into its folder by hand: `FS.writeFile`, which walks the whole path, takes five times as long. */
function writeFile(fs: FileSystem, parent: MemoryFolder, folder: string, name: string, data: Uint8Array) {
  if (Object.hasOwn(parent.contents, name)) {
    fs.writeFile(`${folder}/${name}`, data, { canOwn: true });
    return;
  }
  const file = parent.node_ops.mknod(parent, name, ordinaryFile, 0);
  file.contents = data;
  file.usedBytes = data.length;
}
