/** The exercises of a workshop as an attendee meets them: in order, each with how far one is. */
import type { CheckItem } from "../checks/list.ts";
import { parseNotebook } from "../notebook/parse.ts";
import { findExercises } from "../solutions/exercises.ts";

export interface WorkshopExercise {
  readonly id: string;
  readonly title: string;
  /** Labels of its checks; it has passed when all of these have. */
  readonly labels: readonly string[];
  /** Code of the cells to fill in, as the text has it. */
  readonly cells: readonly string[];
}

/** The exercises of a handed-out notebook; none for a text that is no notebook. */
export function readExercises(source: string): readonly WorkshopExercise[] {
  const notebook = parseNotebook(source);
  if ("failure" in notebook) return [];
  const { exercises } = findExercises(notebook);
  const codes = new Map(notebook.cells.map(({ id, code }) => [id, code]));
  return exercises.map(({ id, title, labels, cells }) => {
    return { id, title, labels, cells: cells.map((cell) => codes.get(cell) ?? "") };
  });
}

export type Progress = "to-do" | "in-progress" | "passed";

/** Where an exercise stands by its checks; `undefined` while none of them has run in this page. */
export function progressOf(labels: readonly string[], checks: readonly CheckItem[]): Progress | undefined {
  const states = labels.map((label) => checks.find((check) => check.label === label)?.state ?? "idle");
  if (states.every((state) => state === "idle")) return undefined;
  if (states.every((state) => state === "passed")) return "passed";
  return states.every((state) => state === "idle" || state === "waiting") ? "to-do" : "in-progress";
}
