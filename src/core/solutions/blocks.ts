/** Solution blocks in the lines of a cell, and what is wrong with their markers. */
import { fixedDedent } from "../notebook/python/dedent.ts";
import { tokenize } from "../notebook/python/lexer.ts";
import { lineAt, strip } from "../notebook/text.ts";

export type Marker = (typeof markers)[number];

/** A line belongs to a block when it is nothing but its marker, whatever it is indented by. */
const markers = [
  "### BEGIN SOLUTION",
  "### END SOLUTION",
  "### BEGIN HIDDEN TESTS",
  "### END HIDDEN TESTS",
] as const;

const NOTES = "### NOTES";

export type MarkerProblem =
  /** A block begins inside another, which began on line `opened`. */
  | { kind: "nested-marker"; line: number; marker: Marker; opened: number }
  | { kind: "unopened-marker"; line: number; marker: Marker }
  /** The cell ends before the block does. */
  | { kind: "unclosed-marker"; line: number; marker: Marker }
  | { kind: "marker-outside-cell"; line: number; marker: Marker }
  /** Notes outside of a solution are sealed with none: everybody gets them. */
  | { kind: "stray-notes"; line: number; marker: typeof NOTES };

export interface Block {
  /** File line of its BEGIN. */
  readonly line: number;
  readonly code: string;
  /** Markdown: what `### NOTES` in the block says beside the code. */
  readonly notes: string;
}

export interface Blocks {
  readonly blocks: readonly Block[];
  readonly problems: readonly MarkerProblem[];
}

interface Open {
  readonly marker: Marker;
  readonly line: number;
  readonly inner: string[];
}

/** Reads the lines of one cell; `first` is the file line of the first of them. */
export function readBlocks(lines: readonly string[], first: number): Blocks {
  const blocks: Block[] = [];
  const problems: MarkerProblem[] = [];
  let open: Open | undefined;
  for (const [index, text] of lines.entries()) {
    const line = first + index;
    const marker = markerOf(text);
    if (!marker) open?.inner.push(text);
    else if (marker.startsWith("### BEGIN")) {
      if (open) problems.push({ kind: "nested-marker", line, marker, opened: open.line });
      else open = { marker, line, inner: [] };
    } else if (open?.marker !== marker.replace("END", "BEGIN")) {
      problems.push({ kind: "unopened-marker", line, marker });
    } else {
      if (marker === "### END SOLUTION") blocks.push({ line: open.line, ...takeNotes(open.inner) });
      open = undefined;
    }
  }
  if (open) problems.push({ kind: "unclosed-marker", line: open.line, marker: open.marker });
  return { blocks, problems };
}

/** Markers where no cell is: neither stripping nor sealing would see them. */
export function strayMarkers(lines: readonly string[], first: number): MarkerProblem[] {
  return lines.flatMap((text, index): MarkerProblem[] => {
    const marker = markerOf(text);
    return marker ? [{ kind: "marker-outside-cell", line: first + index, marker }] : [];
  });
}

/** Comments of a cell that begin notes where no block is. In a text they are a heading, which is the author's own. */
export function strayNotes(lines: readonly string[], first: number): MarkerProblem[] {
  const outside: number[] = [];
  let isInside = false;
  for (const [index, line] of lines.entries()) {
    const marker = markerOf(line);
    if (marker) isInside = marker.startsWith("### BEGIN");
    else if (!isInside && isNotesMarker(line)) outside.push(index + 1);
  }
  if (outside.length === 0) return [];
  const text = lines.join("\n");
  const comments = tokenize(text).tokens.filter(({ kind }) => kind === "comment");
  const commented = new Set(comments.map(({ from }) => lineAt(text, from)));
  return outside
    .filter((line) => commented.has(line))
    .map((line) => ({ kind: "stray-notes", line: first + line - 1, marker: NOTES }));
}

/** The blocks of a cell as one text, moved to the left margin; empty when there is nothing in them. */
export function solutionText(blocks: readonly Block[]): string {
  const text = blocks.map(({ code }) => code).join("\n");
  return strip(text) === "" ? "" : fixedDedent(text).replace(/^(?:[ \t\f]*\n)+|\s+$/g, "");
}

/** Notes are the comments and empty lines below `### NOTES`, up to the next line of code or the end of the block. */
export function isNotesMarker(line: string): boolean {
  return strip(line) === NOTES;
}

/** A line without the `#` that makes it a comment. */
export function commentText(line: string): string {
  return line.replace(/^\s*# ?/, "").trimEnd();
}

function takeNotes(inner: readonly string[]): { code: string; notes: string } {
  const code: string[] = [];
  const notes: string[] = [];
  let noting = false;
  for (const line of inner) {
    if (isNotesMarker(line)) {
      if (notes.length > 0) notes.push("");
      noting = true;
      continue;
    }
    noting &&= /^\s*(#|$)/.test(line);
    if (noting) notes.push(commentText(line));
    else code.push(line);
  }
  return { code: code.join("\n"), notes: notes.join("\n").trim() };
}

function markerOf(text: string): Marker | undefined {
  const line = strip(text);
  return markers.find((marker) => marker === line);
}
