/** Solution blocks in the lines of a cell, and what is wrong with their markers. */
import { fixedDedent } from "../notebook/python/dedent.ts";
import { strip } from "../notebook/text.ts";

export type Marker = (typeof markers)[number];

/** A line belongs to a block when it is nothing but its marker, whatever it is indented by. */
const markers = [
  "### BEGIN SOLUTION",
  "### END SOLUTION",
  "### BEGIN HIDDEN TESTS",
  "### END HIDDEN TESTS",
] as const;

export type MarkerProblem =
  /** A block begins inside another, which began on line `opened`. */
  | { kind: "nested-marker"; line: number; marker: Marker; opened: number }
  | { kind: "unopened-marker"; line: number; marker: Marker }
  /** The cell ends before the block does. */
  | { kind: "unclosed-marker"; line: number; marker: Marker }
  | { kind: "marker-outside-cell"; line: number; marker: Marker };

export interface Block {
  /** File line of its BEGIN. */
  readonly line: number;
  readonly code: string;
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
      if (marker === "### END SOLUTION") blocks.push({ line: open.line, code: open.inner.join("\n") });
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

/** The blocks of a cell as one text, moved to the left margin; empty when there is nothing in them. */
export function solutionText(blocks: readonly Block[]): string {
  const text = blocks.map(({ code }) => code).join("\n");
  return strip(text) === "" ? "" : fixedDedent(text).replace(/^(?:[ \t\f]*\n)+|\s+$/g, "");
}

function markerOf(text: string): Marker | undefined {
  const line = strip(text);
  return markers.find((marker) => marker === line);
}
