import { cellText } from "./codegen.ts";
import { type CellForm, layOut, type NamesCache } from "./layout.ts";
import type { Cell, CellConfig, CellContent, Notebook } from "./notebook.ts";
import { withSignature } from "./splice.ts";
import { isBlank } from "./text.ts";

/**
 * The notebook's text. Cells that were not edited stay byte for byte as they were read; edited and new ones are
 * written as marimo writes them. Where an edit changes what another cell takes or gives, that cell's signature and
 * return change with it, its body does not.
 */
export function printNotebook(notebook: Notebook): string {
  const texts = isUntouched(notebook) ? notebook.cells.map(writtenText) : cellTexts(notebook);
  const previous = new Map(notebook.read.map((cell, index) => [cell.id, notebook.read[index - 1]?.id]));
  const parts = notebook.cells.map((cell, index) => {
    const moved = !previous.has(cell.id) || previous.get(cell.id) !== notebook.cells[index - 1]?.id;
    return (moved ? newLead(cell, index, notebook.newline) : cell.lead) + (texts[index] ?? "");
  });
  return [notebook.bom, notebook.preamble, ...parts, trailer(notebook)].join("");
}

function isUntouched({ cells, read }: Notebook): boolean {
  return (
    cells.length === read.length &&
    cells.every((cell, index) => cell.id === read[index]?.id && isAsWritten(cell))
  );
}

function writtenText(cell: Cell): string {
  return cell.written?.text ?? "";
}

function isAsWritten(cell: Cell): boolean {
  return cell.written !== null && sameContent(cell, cell.written);
}

export function sameContent(left: CellContent, right: CellContent): boolean {
  return (
    left.kind === right.kind &&
    left.name === right.name &&
    left.code === right.code &&
    configKey(left.config) === configKey(right.config)
  );
}

function configKey({ hideCode, disabled, column, other }: CellConfig): string {
  return JSON.stringify([hideCode, disabled, column, Object.entries(other)]);
}

function cellTexts(notebook: Notebook): string[] {
  const cache: NamesCache = new Map();
  const before = new Map(layOut(notebook.read, cache).map((form, index) => [notebook.read[index]?.id, form]));
  const forms = layOut(notebook.cells, cache);
  return notebook.cells.map((cell, index) => {
    const form = forms[index];
    return form === undefined ? writtenText(cell) : textOf(cell, form, before.get(cell.id), notebook.newline);
  });
}

function textOf(cell: Cell, form: CellForm, before: CellForm | undefined, newline: string): string {
  if (cell.written !== null && before !== undefined && isAsWritten(cell)) {
    if (formKey(form) === formKey(before)) return cell.written.text;
    const isCell = form.kind === "cell" && before.kind === "cell" && cell.kind === "code";
    const spliced = isCell ? withSignature(cell.written.text, form, newline) : undefined;
    if (spliced !== undefined) return spliced;
  }
  return cellText(cell, form).replaceAll("\n", newline);
}

/** Forms with the same key are written the same way. */
function formKey(form: CellForm): string {
  if (form.kind !== "cell") return form.kind;
  return JSON.stringify([form.name, form.names.isCoroutine, form.parameters, form.returns]);
}

/** What stands in front of a cell that is not where it was: marimo's two blank lines, and text that was there. */
function newLead(cell: Cell, index: number, newline: string): string {
  const gap = newline.repeat(cell.kind === "setup" && index === 0 ? 2 : 3);
  return isBlank(cell.lead) ? gap : gap + cell.lead.replace(/^\s*[\r\n]/, "");
}

function trailer({ cells, read, trailer: text, newline }: Notebook): string {
  if (cells.at(-1)?.id === read.at(-1)?.id || isBlank(text)) return text;
  return newline.repeat(3) + text.replace(/^\s*[\r\n]/, "");
}
