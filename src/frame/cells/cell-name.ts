import { notebookWords } from "../../words/notebook.ts";
import type { FrameModel } from "../model.ts";

/** What people call a cell: its own name, else its place in the notebook. Undefined for a cell that is gone. */
export function cellName(model: FrameModel, id: string): string | undefined {
  const position = model.cells.value.findIndex((cell) => cell.id === id);
  const name = model.cells.value[position]?.view.value.name;
  return name === undefined || name !== "" ? name : notebookWords.cellNumber(position + 1);
}
