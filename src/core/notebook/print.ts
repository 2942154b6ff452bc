import type { Notebook } from "./notebook.ts";

/** The notebook's text. */
export function printNotebook(notebook: Notebook): string {
  const cells = notebook.cells.map((cell) => cell.lead + (cell.written?.text ?? ""));
  return [notebook.bom, notebook.preamble, ...cells, notebook.trailer].join("");
}
