/** What a notebook is in a course, by what its author has put into it. */
import { findCheckCalls } from "../checks/calls.ts";
import { cellMarker, isAnswerCell } from "../notebook/markers.ts";
import { readReleaseNotes } from "../notebook/metadata.ts";
import type { Notebook } from "../notebook/notebook.ts";

export type NotebookKind = "workshop" | "assignment" | "lecture";

/**
 * A workshop lists its exercises; an assignment has marks, checks or something to fill in; anything else is to be read.
 * What mograder's header says goes first, as far as it says more than its default.
 */
export function notebookKind(notebook: Notebook): NotebookKind {
  const { type } = readReleaseNotes(notebook);
  if (type !== "assignment") return "lecture";
  const markers = notebook.cells.map(({ code }) => cellMarker(code));
  if (markers.includes("exercises")) return "workshop";
  const isAsked = notebook.cells.some(
    ({ code }) => isAnswerCell(code) || findCheckCalls(code).length > 0 || cellMarker(code) === "marks",
  );
  return isAsked ? "assignment" : "lecture";
}
