/** Where the exercises stand in a notebook to which the attendee has added cells. */
import { cellNames } from "../notebook/names.ts";
import type { Cell } from "../notebook/notebook.ts";
import { parseNotebook } from "../notebook/parse.ts";
import { findExercises } from "../solutions/exercises.ts";

/** Places among all cells. */
export interface ExercisePlace {
  /** Its first cell that was handed out. */
  readonly from: number;
  /** Its last check. */
  readonly check: number;
  /** Behind its last cell: what was added below the check is still its own. */
  readonly end: number;
}

/**
 * Finds the exercises, by id, in a text that began as `handedOut`; none in a text that is no notebook. An exercise goes
 * from its first handed-out cell up to the next one's: a cell that was added belongs to the exercise that it stands in or
 * below.
 */
export function exercisePlacer(handedOut: string): (source: string) => ReadonlyMap<string, ExercisePlace> {
  const given = new Map(sectionsOf(handedOut).map((section) => [section.id, recogniser(section)]));
  return (source) => {
    const sections = sectionsOf(source);
    const starts = sections.map(({ id, first, cells }) => {
      const start = cells.findIndex(given.get(id) ?? (() => false));
      if (start >= 0) return first + start;
      // Where nothing is as it was, all of it is taken for the work; behind the last exercise, for an addition to that.
      return id === null ? first + cells.length : first;
    });
    return new Map(
      sections.flatMap(({ id, first, cells }, index) => {
        const from = starts[index] ?? first;
        const check = first + cells.length - 1;
        return id === null ? [] : [[id, { from, check, end: starts[index + 1] ?? check + 1 }]];
      }),
    );
  };
}

/** The cells behind the check before, up to an exercise's own last check; at the end those that are left, of no exercise. */
interface Section {
  readonly id: string | null;
  readonly first: number;
  readonly cells: readonly Cell[];
}

function sectionsOf(source: string): readonly Section[] {
  const notebook = parseNotebook(source);
  if ("failure" in notebook) return [];
  const { exercises } = findExercises(notebook);
  const checks = exercises
    .flatMap(({ id, checkCells }) => checkCells.map((cell) => ({ id, cell })))
    .map(({ id, cell }) => ({ id, end: notebook.cells.findIndex((one) => one.id === cell) + 1 }))
    .sort((one, other) => one.end - other.end);
  // Two checks of one exercise are one section, with what stands between them.
  const ends = checks.filter(({ id }, index) => checks[index + 1]?.id !== id);
  return [...ends, { id: null, end: notebook.cells.length }].map(({ id, end }, index) => {
    const first = ends[index - 1]?.end ?? 0;
    return { id, first, cells: notebook.cells.slice(first, end) };
  });
}

/** Knows a handed-out cell by its code, or, once that was changed, by a name that it still defines. */
function recogniser({ id, cells: all }: Section): (cell: Cell) => boolean {
  // An exercise's check ends its section in any case, and says nothing of where it begins.
  const cells = id === null ? all : all.slice(0, -1);
  const codes = new Set(cells.map(({ code }) => code));
  const names = new Set(cells.flatMap(definedBy));
  return (cell) => codes.has(cell.code) || definedBy(cell).some((name) => names.has(name));
}

function definedBy({ code, id }: Cell): readonly string[] {
  const names = cellNames(code, id);
  return "message" in names ? [] : [...names.defs];
}
