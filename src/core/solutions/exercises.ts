/** The exercises of a workshop notebook: which cells answer them, which check them, and their model solutions. */
import { findCheckCalls } from "../checks/calls.ts";
import { questionKey } from "../checks/list.ts";
import type { Cell, Notebook } from "../notebook/notebook.ts";
import { splitLines } from "../notebook/text.ts";
import {
  type Block,
  type MarkerProblem,
  readBlocks,
  solutionText,
  strayMarkers,
  strayNotes,
} from "./blocks.ts";
import { type ListProblem, readExerciseList } from "./exercise-list.ts";

export interface Exercise {
  readonly id: string;
  /** The label of its first check after the colon; the id when there is nothing. */
  readonly title: string;
  /** File line of its first check cell. */
  readonly line: number;
  /** Ids of the cells to fill in: those with a solution or a placeholder, else the cell before the check. */
  readonly cells: readonly string[];
  /** Ids of the cells that check it. */
  readonly checkCells: readonly string[];
  /** Labels of its checks as far as they are written out; it has passed when all of these have. */
  readonly labels: readonly string[];
  /** The model solution, one text a cell; empty in a stripped notebook. */
  readonly code: readonly string[];
  /** Markdown that its solution blocks say beside the code; "" for nothing. */
  readonly notes: string;
}

/** `line` counts from 1 in the file; the sentence with the remedy is in `words/`. */
export type ExerciseProblem =
  | MarkerProblem
  | ListProblem
  /** No check's label begins with this id. */
  | { kind: "no-check"; line: number; id: string }
  /** As `no-check`, and no solution is left over that could be its own. */
  | { kind: "unused-id"; line: number; id: string }
  | { kind: "no-solution"; line: number; id: string }
  /** It would be stripped, and never be seen again. `next` is the id in the check that follows it, if any. */
  | { kind: "solution-without-exercise"; line: number; next: string | undefined };

export interface FoundExercises {
  /** In the order of `_exercises`; without those that no check uses. */
  readonly exercises: readonly Exercise[];
  /** In the order of the file. In a stripped notebook `no-solution` is as it should be. */
  readonly problems: readonly ExerciseProblem[];
}

const placeholder = /^[ \t]*# YOUR CODE HERE[ \t]*$/m;

/**
 * Finds the exercises of a notebook as it was read. An exercise is a string in `_exercises` (in the cell with the
 * comment `# === MOGRADER: EXERCISES ===`). Its check is a cell whose first `check(…)` has a label that begins
 * with the exercise's id and a colon; its solution is what stands between `### BEGIN SOLUTION` and
 * `### END SOLUTION` in the cells from the check before up to its own.
 */
export function findExercises(notebook: Notebook): FoundExercises {
  const cells = readCells(notebook);
  const list = readExerciseList(cells);
  const checked = new Map<string, Claim[]>();
  const unclaimed: ExerciseProblem[] = [];
  for (const claim of claimsOf(cells)) {
    if (claim.id !== undefined && list.ids.has(claim.id)) {
      checked.set(claim.id, [...(checked.get(claim.id) ?? []), claim]);
    } else {
      const lost = claim.cells.flatMap(({ blocks }) => blocks.slice(0, 1));
      const report = ({ line }: Block) => ({
        kind: "solution-without-exercise" as const,
        line,
        next: claim.id,
      });
      unclaimed.push(...lost.map(report));
    }
  }
  const exercises = [...list.ids.keys()].flatMap((id) => toExercise(id, checked.get(id)) ?? []);
  const isSolved = cells.some(({ blocks }) => blocks.length > 0);
  const problems: ExerciseProblem[] = [
    ...strayMarkers(splitLines(notebook.preamble), 1),
    ...cells.flatMap((cell) => cell.problems),
    ...(isSolved ? cells.flatMap(({ lines, line }) => strayNotes(lines, line)) : []),
    ...list.problems,
    ...unclaimed,
    ...exercises.filter(({ code }) => code.length === 0).map(({ id, line }) => noSolution(id, line)),
  ];
  for (const [id, line] of list.ids) {
    if (!checked.has(id)) problems.push({ kind: unclaimed.length > 0 ? "no-check" : "unused-id", line, id });
  }
  return { exercises, problems: problems.sort((one, other) => one.line - other.line) };
}

/** A cell with its place in the file. Its lines go up to the next cell: a last comment is often outside the code. */
export interface PlacedCell {
  readonly cell: Cell;
  readonly line: number;
  readonly lines: readonly string[];
  readonly blocks: readonly Block[];
  readonly problems: readonly MarkerProblem[];
}

function readCells(notebook: Notebook): PlacedCell[] {
  let line = splitLines(notebook.preamble).length;
  return notebook.cells.map((cell, index) => {
    line += index === 0 ? splitLines(cell.lead).length - 1 : 0;
    const after = notebook.cells[index + 1]?.lead ?? notebook.trailer;
    const lines = splitLines((cell.written?.text ?? cell.code) + after);
    const placed = { cell, line, lines, ...readBlocks(lines, line) };
    line += lines.length - 1;
    return placed;
  });
}

/** The cells from one check cell to the next, which is the last of them; the id is that check's. */
interface Claim {
  readonly id: string | undefined;
  readonly labels: readonly string[];
  readonly cells: readonly PlacedCell[];
}

function claimsOf(cells: readonly PlacedCell[]): Claim[] {
  const claims: Claim[] = [];
  let open: PlacedCell[] = [];
  for (const cell of cells) {
    open.push(cell);
    const labels = findCheckCalls(cell.cell.code).map(({ label }) => label);
    const [first] = labels;
    if (first === undefined) continue;
    const id = questionKey(first);
    claims.push({ id, labels: labels.filter((label) => questionKey(label) === id), cells: open });
    open = [];
  }
  return [...claims, { id: undefined, labels: [], cells: open }];
}

function toExercise(id: string, claims: readonly Claim[] | undefined): Exercise | undefined {
  const [first] = claims ?? [];
  const check = first?.cells.at(-1);
  if (!claims || !first || !check) return undefined;
  const labels = [...new Set(claims.flatMap((claim) => claim.labels))];
  const cells = claims.flatMap((claim) => claim.cells);
  const marked = cells.filter(({ cell, blocks }) => blocks.length > 0 || placeholder.test(cell.code));
  const before = first.cells.slice(-2, -1);
  return {
    id,
    title: titleOf(labels[0] ?? "") || id,
    line: check.line,
    cells: (marked.length > 0 ? marked : before).map(({ cell }) => cell.id),
    checkCells: claims.flatMap((claim) => claim.cells.slice(-1).map(({ cell }) => cell.id)),
    labels,
    code: cells.map(({ blocks }) => solutionText(blocks)).filter((text) => text !== ""),
    notes: cells
      .flatMap(({ blocks }) => blocks.map(({ notes }) => notes))
      .filter((text) => text !== "")
      .join("\n\n"),
  };
}

function titleOf(label: string): string {
  const colon = label.indexOf(":");
  return colon < 0 ? "" : label.slice(colon + 1).trim();
}

function noSolution(id: string, line: number): ExerciseProblem {
  return { kind: "no-solution", line, id };
}
