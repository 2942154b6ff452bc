import type { NotebookFailure } from "./failure.ts";
import { marimoIds } from "./ids.ts";
import { type Cell, type Notebook, SETUP_NAME, type Written } from "./notebook.ts";
import { readPreamble } from "./preamble.ts";
import { readCell } from "./read-cell.ts";
import { splitChunks } from "./split.ts";
import { newlineOf } from "./text.ts";

export interface ParseOptions {
  /** Largest size in bytes of UTF-8; 5 MB when not given. */
  limit?: number;
  /** Ids for the cells in their order, the setup cell not counted; marimo's own ids when not given. */
  ids?: Iterator<string>;
}

export const MAXIMUM_BYTES = 5 * 1024 * 1024;

/**
 * Reads a marimo notebook. `printNotebook` of the result is the same text, whatever the text holds: a cell with a
 * syntax error is kept as it stands and leaves the others alone.
 */
export function parseNotebook(
  source: Uint8Array | string,
  options: ParseOptions = {},
): Notebook | NotebookFailure {
  const limit = options.limit ?? MAXIMUM_BYTES;
  const bytes = typeof source === "string" ? utf8Length(source, limit) : source.length;
  if (bytes > limit) return { failure: "notebook-too-large", bytes, limit };
  const decoded = typeof source === "string" ? source : decode(source);
  // Python refuses a source with null characters.
  if (decoded === undefined || decoded.includes("\0")) return { failure: "not-text" };
  const bom = decoded.startsWith("\uFEFF") ? "\uFEFF" : "";
  return readText(bom, decoded.slice(bom.length), options.ids ?? marimoIds());
}

function utf8Length(text: string, limit: number): number {
  return text.length > limit ? text.length : new TextEncoder().encode(text).length;
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function readText(bom: Notebook["bom"], text: string, ids: Iterator<string>): Notebook | NotebookFailure {
  const preamble = readPreamble(text);
  if ("failure" in preamble) return preamble;
  const cells: Cell[] = [];
  let end = preamble.end;
  for (const chunk of splitChunks(text, end)) {
    if (chunk.kind === "guard") break;
    // marimo knows a setup cell only in front of all others; elsewhere it is text that marimo ignores.
    if (chunk.kind === "setup" && cells.length > 0) continue;
    const cell = readCell(text.slice(chunk.from, chunk.to), chunk);
    const id = isSetup(cell, cells.length) ? SETUP_NAME : String(ids.next().value);
    const { text: cellText, ...content } = cell;
    cells.push({ ...content, id, lead: text.slice(end, chunk.from), written: cell });
    end = chunk.from + cellText.length;
  }
  return {
    bom,
    newline: newlineOf(text),
    preamble: text.slice(0, preamble.end),
    header: preamble.header,
    app: preamble.app,
    cells,
    trailer: text.slice(end),
    read: cells,
  };
}

/** A setup cell that Python could not compile is saved as an unparsable cell of that name. */
function isSetup({ kind, name }: Written, index: number): boolean {
  return kind === "setup" || (index === 0 && kind === "unparsable" && name === SETUP_NAME);
}
