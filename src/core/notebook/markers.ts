/** mograder's marker lines, which are matched on the whole line without the space around it. */
import { splitLines, strip } from "./text.ts";

export type BlockKind = "solution" | "hidden-tests";

/** Lines count from 1; `begin` and `end` are the marker lines themselves. */
export interface MarkedBlock {
  kind: BlockKind;
  begin: number;
  end: number;
  /** White space in front of the begin marker. */
  indentation: string;
}

export interface MarkerProblem {
  line: number;
  /** nested: a block begins in another one; unmatched: an end without its begin; unclosed: a begin without its end. */
  problem: "nested" | "unmatched" | "unclosed";
  kind: BlockKind;
}

export interface Markers {
  blocks: readonly MarkedBlock[];
  problems: readonly MarkerProblem[];
}

export const PLACEHOLDER = "# YOUR CODE HERE";
export const HIDDEN_PLACEHOLDER = "# HIDDEN TESTS";

const MARKERS: Record<string, { kind: BlockKind; begins: boolean }> = {
  "### BEGIN SOLUTION": { kind: "solution", begins: true },
  "### END SOLUTION": { kind: "solution", begins: false },
  "### BEGIN HIDDEN TESTS": { kind: "hidden-tests", begins: true },
  "### END HIDDEN TESTS": { kind: "hidden-tests", begins: false },
};

/** Solution and hidden-test blocks of a text, a whole notebook's or a cell's, and what is wrong with its markers. */
export function findMarkers(text: string): Markers {
  const blocks: MarkedBlock[] = [];
  const problems: MarkerProblem[] = [];
  let open: MarkedBlock | null = null;
  for (const [index, content] of splitLines(text).entries()) {
    const marker = MARKERS[strip(content)];
    if (marker === undefined) continue;
    const line = index + 1;
    const { kind, begins } = marker;
    if (begins) {
      if (open !== null) problems.push({ line, problem: "nested", kind });
      else open = { kind, begin: line, end: line, indentation: /^\s*/.exec(content)?.[0] ?? "" };
    } else if (open?.kind === kind) {
      blocks.push({ ...open, end: line });
      open = null;
    } else problems.push({ line, problem: "unmatched", kind });
  }
  if (open !== null) problems.push({ line: open.begin, problem: "unclosed", kind: open.kind });
  return { blocks, problems };
}

/** Whether a cell waits for a student's answer, or holds the author's. */
export function isAnswerCell(code: string): boolean {
  return splitLines(code).some(
    (line) => strip(line) === PLACEHOLDER || MARKERS[strip(line)]?.kind === "solution",
  );
}

export type CellMarker =
  | "marks"
  | "exercises"
  | "submit"
  | "verification-summary"
  | "marker-feedback"
  | "workshop-solution";

const CELL_MARKERS: readonly [RegExp, CellMarker][] = [
  [/# === MOGRADER: MARKS ===/, "marks"],
  [/# === MOGRADER: EXERCISES ===/, "exercises"],
  [/# === MOGRADER: SUBMIT ===/, "submit"],
  [/# === MOGRADER: VERIFICATION SUMMARY ===/, "verification-summary"],
  // mograder 0.0.11 called it so.
  [/# === MOGRADER: (?:MARKER|GTA) FEEDBACK ===/, "marker-feedback"],
  [/# === MOGRADER: WORKSHOP SOLUTION .* ===/, "workshop-solution"],
];

/** Which of mograder's cells this is, by the first marker in it. */
export function cellMarker(code: string): CellMarker | undefined {
  return CELL_MARKERS.find(([pattern]) => pattern.test(code))?.[1];
}
