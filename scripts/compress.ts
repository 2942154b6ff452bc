/** How parts of the build are packed for the way to the browser, which static hosts do not do for types they do not know. */
import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { Zstd } from "@hpcc-js/wasm-zstd";
import type { RuntimePart } from "../src/runtime/manifest.ts";

export type Encoding = RuntimePart["encoding"];

const extensions: Record<Encoding, string> = { identity: "", gzip: ".gz", zstd: ".zst" };

/** Beyond this level Zstandard (RFC 8878) takes a window that would not fit into a phone's memory. */
const zstdLevel = 19;

async function compress(bytes: Uint8Array, encoding: Encoding): Promise<Uint8Array> {
  if (encoding === "identity") return bytes;
  if (encoding === "gzip") return promisify(gzip)(bytes, { level: 9 });
  return (await Zstd.load()).compress(bytes, zstdLevel);
}

/** Writes one part under a name that carries its hash; `name` is a file name without: `pyodide.asm.wasm`. */
export async function writePart(
  folder: string,
  name: string,
  bytes: Uint8Array,
  encoding: Encoding,
): Promise<RuntimePart> {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const dot = name.lastIndexOf(".");
  const file = `${name.slice(0, dot)}.${sha256.slice(0, 8)}${name.slice(dot)}${extensions[encoding]}`;
  const stored = await compress(bytes, encoding);
  await writeFile(join(folder, file), stored);
  return { file, encoding, bytes: bytes.length, transfer: stored.length, sha256 };
}
