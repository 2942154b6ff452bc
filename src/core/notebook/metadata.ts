/** The PEP 723 block in a notebook's header: `# /// script … # ///`. */
import { parse, TomlError } from "smol-toml";
import type { MetadataFailure } from "./failure.ts";
import type { Notebook } from "./notebook.ts";
import { lineAt, unixLines } from "./text.ts";

/** TOML as plain values; dates and times are text. */
export type PlainValue =
  | string
  | number
  | boolean
  | readonly PlainValue[]
  | { readonly [key: string]: PlainValue };

export type PlainTable = { readonly [key: string]: PlainValue };

export interface NotebookMetadata {
  /** Requirements as PEP 508 writes them. */
  dependencies: readonly string[];
  requiresPython: string | null;
  /** `[tool.mograder]` and what is below it; empty when it is missing. */
  mograder: PlainTable;
  /** `[tool.workshop]`. */
  workshop: PlainTable;
  /** Everything in the block. */
  all: PlainTable;
}

// The regular expression of PEP 723, for the type "script".
const BLOCK = /^# \/\/\/ script$\s((?:^#(?:| .*)$\s)+)^# \/\/\/$/gm;

/** What a notebook says about itself; all empty without a block. A second block or wrong TOML is a failure. */
export function readMetadata(notebook: Notebook): NotebookMetadata | MetadataFailure {
  return readBlock(unixLines(notebook.preamble));
}

/** The `dependencies` of a notebook's text, before it is parsed; none where its header has none or cannot be read. */
export function scriptDependencies(source: string): readonly string[] {
  // The header stands in front of the cells: a large notebook is not searched.
  const end = source.search(/^app\s*=/m);
  const metadata = readBlock(unixLines(end < 0 ? source : source.slice(0, end)));
  return "failure" in metadata ? [] : metadata.dependencies;
}

function readBlock(text: string): NotebookMetadata | MetadataFailure {
  const [block, second] = [...text.matchAll(BLOCK)];
  if (second !== undefined) return { failure: "metadata-syntax", line: lineAt(text, second.index) };
  if (block === undefined)
    return { dependencies: [], requiresPython: null, mograder: {}, workshop: {}, all: {} };
  const first = lineAt(text, block.index) + 1;
  const toml = (block[1] ?? "").replace(/^# ?/gm, "");
  try {
    return describe(tableOf(parse(toml)), toml, first);
  } catch (error) {
    if (error instanceof TomlError) return { failure: "metadata-syntax", line: first + error.line - 1 };
    throw error;
  }
}

function describe(all: PlainTable, toml: string, first: number): NotebookMetadata | MetadataFailure {
  const { dependencies = [], "requires-python": requiresPython = null } = all;
  const wrong = (key: string): MetadataFailure => {
    const at = toml.search(new RegExp(`^\\s*"?${key}"?\\s*=`, "m"));
    return { failure: "metadata-syntax", line: first + lineAt(toml, Math.max(at, 0)) - 1 };
  };
  if (!isTextList(dependencies)) return wrong("dependencies");
  if (requiresPython !== null && typeof requiresPython !== "string") return wrong("requires-python");
  const tool = asTable(all.tool);
  const mograder = asTable(tool.mograder);
  return { dependencies, requiresPython, mograder, workshop: asTable(tool.workshop), all };
}

function isTextList(value: PlainValue): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function isTable(value: PlainValue): value is PlainTable {
  return typeof value === "object" && !Array.isArray(value);
}

function asTable(value: PlainValue | undefined): PlainTable {
  return value !== undefined && isTable(value) ? value : {};
}

function tableOf(table: object): PlainTable {
  return Object.fromEntries(Object.entries(table).map(([key, value]) => [key, plain(value)]));
}

function plain(value: unknown): PlainValue {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" && value !== null ? tableOf(value) : String(value);
}

/** What `mograder generate` notes in a header by lines of its own, which its readers find by these names. */
export interface ReleaseNotes {
  assignment: string | null;
  /** First eight hex digits of each hashed cell's SHA-256, in order. */
  cellHashes: readonly string[];
  hasHiddenTests: boolean;
  type: string;
}

export function readReleaseNotes(notebook: Notebook): ReleaseNotes {
  const text = unixLines(notebook.preamble);
  const hashes = /#\s*mograder-cell-hashes\s*=\s*"([^"]+)"/.exec(text)?.[1];
  return {
    assignment: /#\s*mograder-assignment\s*=\s*"([^"]+)"/.exec(text)?.[1] ?? null,
    cellHashes: hashes?.split(",").map((hash) => hash.trim()) ?? [],
    hasHiddenTests: /#\s*mograder-hidden-tests\s*=\s*true/.test(text),
    type: /^# mograder-type\s*=\s*"([^"]+)"/m.exec(text)?.[1] ?? "assignment",
  };
}
