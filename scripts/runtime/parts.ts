/** Writes the parts of the runtime under names that carry their hash. */
import type { RuntimeManifest, RuntimePartName } from "../../src/runtime/manifest.ts";
import { type Encoding, writePart } from "../compress.ts";

export type PartSource = {
  /** File name without hash: `pyodide.asm.wasm`. */
  name: string;
  bytes: Uint8Array;
  encoding: Encoding;
};

/** Writes every part into `folder` and says where each one lies. */
export async function writeParts(
  folder: string,
  sources: Record<RuntimePartName, PartSource>,
): Promise<RuntimeManifest["parts"]> {
  const { pyodideModule, asmModule, wasm, stdlib, lock, snapshot, msgspec } = sources;
  const { files, filesIndex, filesLater, filesLaterIndex } = sources;
  const write = ({ name, bytes, encoding }: PartSource) => writePart(folder, name, bytes, encoding);
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
