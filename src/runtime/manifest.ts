/** What `dist/runtime/manifest.json` says: which file holds which part of Python, and how to know it is whole. */
import * as v from "valibot";

const hex = (digits: number) => v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-f]{${digits}}$`)));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const PartSchema = v.object({
  /** Name of the file beside the manifest; it carries the first 8 digits of `sha256`. */
  file: v.pipe(v.string(), v.regex(/^[\w.-]+$/)),
  /** `gzip` and `zstd` (RFC 8878) are unpacked by the reader: static hosts do not compress types they do not know. */
  encoding: v.picklist(["zstd", "gzip", "identity"]),
  /** Bytes once unpacked. */
  bytes: count,
  /** Bytes of the file as it is. */
  transfer: count,
  /** Of the unpacked bytes. */
  sha256: hex(64),
});

const ManifestSchema = v.object({
  format: v.literal("atelier-runtime"),
  version: v.literal(1),
  /** Hash of all parts: a snapshot, a cache entry and a page belong together only when it is the same. */
  build: hex(64),
  /** Hash of everything this was built from; equal inputs need no new build. */
  inputs: hex(64),
  pyodide: v.string(),
  python: v.string(),
  marimo: v.string(),
  /** The packages inside `files`, by name as in the lock file: nothing of them is ever fetched. */
  packages: v.record(v.string(), v.string()),
  parts: v.object({
    /** `pyodide.mjs`, exporting `loadPyodide`. */
    pyodideModule: PartSchema,
    /** `pyodide.asm.mjs`, whose default export creates the Emscripten module. */
    asmModule: PartSchema,
    wasm: PartSchema,
    /** Python's standard library, a zip. */
    stdlib: PartSchema,
    /** Pyodide's lock file with our own packages in it. */
    lock: PartSchema,
    /** The memory of an interpreter that has marimo imported. */
    snapshot: PartSchema,
    /** msgspec's compiled extension, linked before the memory is restored. */
    msgspec: PartSchema,
    /** Every package's files end to end, and where each one lies: see `FileIndexSchema`. */
    files: PartSchema,
    filesIndex: PartSchema,
    /** Files that only code completion reads (jedi's stubs for the standard library). */
    filesLater: PartSchema,
    filesLaterIndex: PartSchema,
  }),
});

export type RuntimeManifest = v.InferOutput<typeof ManifestSchema>;
export type RuntimePart = v.InferOutput<typeof PartSchema>;
export type RuntimePartName = keyof RuntimeManifest["parts"];

/** `[path below site-packages, offset, length]` of each file in a pack. */
const FileIndexSchema = v.array(v.tuple([v.string(), count, count]));
export type FileIndex = v.InferOutput<typeof FileIndexSchema>;

export type ManifestFailure = { failure: "runtime-manifest-unreadable"; detail: string };

/** The manifest in `text`, or a failure when it is not one of this version. */
export function readManifest(text: string): RuntimeManifest | ManifestFailure {
  return read(ManifestSchema, text);
}

/** The index of a pack of files. */
export function readFileIndex(text: string): FileIndex | ManifestFailure {
  return read(FileIndexSchema, text);
}

function read<T>(schema: v.GenericSchema<unknown, T>, text: string): T | ManifestFailure {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
  if (result.success) return result.output;
  return { failure: "runtime-manifest-unreadable", detail: v.summarize(result.issues) };
}
