/** Writes the parts of the runtime under names that carry their hash. */
import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { RuntimeManifest, RuntimePart, RuntimePartName } from "../../src/runtime/manifest.ts";

export type PartSource = {
  /** File name without hash: `pyodide.asm.wasm`. */
  name: string;
  bytes: Uint8Array;
  encoding: RuntimePart["encoding"];
};

/** Writes every part into `folder` and says where each one lies. */
export async function writeParts(
  folder: string,
  sources: Record<RuntimePartName, PartSource>,
): Promise<RuntimeManifest["parts"]> {
  const { pyodideModule, asmModule, wasm, stdlib, lock, snapshot, msgspec } = sources;
  const { files, filesIndex, filesLater, filesLaterIndex } = sources;
  const write = (source: PartSource) => writePart(folder, source);
  return {
    pyodideModule: await write(pyodideModule),
    asmModule: await write(asmModule),
    wasm: await write(wasm),
    stdlib: await write(stdlib),
    lock: await write(lock),
    snapshot: await write(snapshot),
    msgspec: await write(msgspec),
    files: await write(files),
    filesIndex: await write(filesIndex),
    filesLater: await write(filesLater),
    filesLaterIndex: await write(filesLaterIndex),
  };
}

async function writePart(folder: string, { name, bytes, encoding }: PartSource): Promise<RuntimePart> {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const dot = name.lastIndexOf(".");
  const hashed = `${name.slice(0, dot)}.${sha256.slice(0, 8)}${name.slice(dot)}`;
  const file = encoding === "gzip" ? `${hashed}.gz` : hashed;
  const stored = encoding === "gzip" ? await promisify(gzip)(bytes, { level: 9 }) : bytes;
  await writeFile(join(folder, file), stored);
  return { file, encoding, bytes: bytes.length, transfer: stored.length, sha256 };
}
