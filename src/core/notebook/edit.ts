/** Edits of a notebook. Each gives a new notebook and leaves the old one alone; an unknown cell changes nothing. */
import { freeId } from "./ids.ts";
import { markdownCode, markdownOf } from "./markdown.ts";
import {
  type Cell,
  type CellConfig,
  DEFAULT_CONFIG,
  DEFAULT_NAME,
  findCell,
  kindAfterEdit,
  type Notebook,
  SETUP_NAME,
} from "./notebook.ts";
import { isGrammatical } from "./python/module.ts";
import { isBlank } from "./text.ts";

export function setCode(notebook: Notebook, id: string, code: string): Notebook {
  const unix = code.replace(/\r\n?/g, "\n");
  return change(notebook, id, (cell) => restored({ ...cell, kind: kindAfterEdit(cell, unix), code: unix }));
}

function isSetup(cell: Cell | undefined): boolean {
  return cell?.id === SETUP_NAME;
}

/** An edit that comes back to what was read is no edit. */
function restored(cell: Cell): Cell {
  return cell.written !== null && cell.written.code === cell.code
    ? { ...cell, kind: cell.written.kind }
    : cell;
}

export function setConfig(notebook: Notebook, id: string, config: Partial<CellConfig>): Notebook {
  return change(notebook, id, (cell) => ({ ...cell, config: { ...cell.config, ...config } }));
}

/**
 * "" takes the name away. A name that no cell can have changes nothing; the setup cell keeps its own, and functions
 * and classes are called as their code says.
 */
export function rename(notebook: Notebook, id: string, name: string): Notebook {
  const isFixed = (cell: Cell): boolean => isSetup(cell) || cell.kind === "function" || cell.kind === "class";
  if (name !== "" && !isCellName(name)) return notebook;
  return change(notebook, id, (cell) => (isFixed(cell) ? cell : { ...cell, name: name || DEFAULT_NAME }));
}

const IDENTIFIER = /^[\p{XID_Start}_][\p{XID_Continue}]*$/u;

/** Whether a cell may have this name: an identifier, and not the one by which marimo knows the setup cell. */
export function isCellName(name: string): boolean {
  return name !== SETUP_NAME && IDENTIFIER.test(name) && isGrammatical(`def ${name}(): pass`);
}

export interface NewCell {
  code: string;
  name?: string;
  config?: Partial<CellConfig>;
  /** The first of marimo's ids that the notebook has not used, when not given. */
  id?: string;
}

/** Adds a cell behind another one, or in front of all when `after` is null; never in front of the setup cell. */
export function insertAfter(notebook: Notebook, after: string | null, given: NewCell): Notebook {
  const taken = new Set([...notebook.cells, ...notebook.read].map((cell) => cell.id));
  const cell: Cell = {
    id: given.id ?? freeId(taken),
    kind: "code",
    name: given.name ?? DEFAULT_NAME,
    code: given.code,
    config: { ...DEFAULT_CONFIG, ...given.config },
    lead: "",
    written: null,
  };
  const index =
    after === null ? firstPlace(notebook) : notebook.cells.findIndex((one) => one.id === after) + 1;
  if (index === 0 && after !== null) return notebook;
  return { ...notebook, cells: notebook.cells.toSpliced(index, 0, cell) };
}

function firstPlace({ cells }: Notebook): number {
  return isSetup(cells[0]) ? 1 : 0;
}

/** Takes a cell out. Text in front of it that belonged to no cell stays. */
export function remove(notebook: Notebook, id: string): Notebook {
  const index = notebook.cells.findIndex((cell) => cell.id === id);
  const cell = notebook.cells[index];
  if (cell === undefined) return notebook;
  const next = notebook.cells[index + 1];
  const cells = notebook.cells.toSpliced(index, 1);
  if (isBlank(cell.lead)) return { ...notebook, cells };
  if (next === undefined) return { ...notebook, cells, trailer: cell.lead.trimEnd() + notebook.trailer };
  const lead = cell.lead.trimEnd() + next.lead;
  return { ...notebook, cells: cells.with(index, { ...next, lead }) };
}

/** Puts a cell behind another one, or in front of all when `after` is null. The setup cell stays first. */
export function move(notebook: Notebook, id: string, after: string | null): Notebook {
  const cell = findCell(notebook, id);
  if (cell === undefined || isSetup(cell) || id === after) return notebook;
  if (after !== null && findCell(notebook, after) === undefined) return notebook;
  const others = notebook.cells.filter((one) => one.id !== id);
  const index =
    after === null
      ? firstPlace({ ...notebook, cells: others })
      : others.findIndex((one) => one.id === after) + 1;
  return { ...notebook, cells: others.toSpliced(index, 0, cell) };
}

/** The cell's text becomes the text of a markdown cell. */
export function convertToMarkdown(notebook: Notebook, id: string): Notebook {
  const cell = findCell(notebook, id);
  if (cell === undefined || isSetup(cell) || markdownOf(cell.code) !== undefined) return notebook;
  const hidden = setConfig(notebook, id, { hideCode: true });
  return setCode(hidden, id, markdownCode(cell.code));
}

/** The text of a markdown cell becomes the cell's code. */
export function convertToCode(notebook: Notebook, id: string): Notebook {
  const cell = findCell(notebook, id);
  const markdown = cell === undefined ? undefined : markdownOf(cell.code);
  if (markdown === undefined) return notebook;
  return setCode(setConfig(notebook, id, { hideCode: false }), id, markdown);
}

function change(notebook: Notebook, id: string, edit: (cell: Cell) => Cell): Notebook {
  return { ...notebook, cells: notebook.cells.map((cell) => (cell.id === id ? edit(cell) : cell)) };
}
