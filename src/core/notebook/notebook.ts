/**
 * A marimo notebook as values. Everything that was read is kept as text beside what it means, so that an untouched
 * notebook prints byte for byte and an edited one changes only where it was edited.
 */
import type { Newline } from "./text.ts";

/** A constant in Python source, as far as options use them. */
export type OptionValue = string | number | boolean | null | readonly OptionValue[];

/**
 * code: `@app.cell`; function: `@app.function`; class: `@app.class_definition`; setup: `with app.setup`;
 * unparsable: `app._unparsable_cell`, text that Python could not compile when it was saved.
 */
export type CellKind = "code" | "function" | "class" | "setup" | "unparsable";

export interface CellConfig {
  hideCode: boolean;
  disabled: boolean;
  column: number | null;
  /** Options that marimo does not know, as the Python text of their values. */
  other: Readonly<Record<string, string>>;
}

/** What a person may change about a cell. */
export interface CellContent {
  kind: CellKind;
  /** The function's name; "_" when the cell has none, "setup" for the setup cell. */
  name: string;
  /** What marimo runs: dedented, "\n" line breaks, without signature and return. */
  code: string;
  config: CellConfig;
}

export interface Cell extends CellContent {
  /** Four letters, as marimo gives them; "setup" for the setup cell. */
  id: string;
  /** Text in front of the cell that belongs to no cell: blank lines, comments, code that marimo ignores. */
  lead: string;
  /** The cell as it stood in the file that was read; null for a cell that was made since. */
  written: Written | null;
}

/** A cell's own text, from its decorator to its last line without the line break, and what it said. */
export interface Written extends CellContent {
  text: string;
}

export interface AppOptions {
  /** Constant options of `marimo.App(…)`, unknown ones too; others are only in the text. */
  options: Readonly<Record<string, OptionValue>>;
  /** `__generated_with`; null when it is missing. */
  generatedWith: string | null;
}

export interface Notebook {
  bom: "" | "\uFEFF";
  newline: Newline;
  /** Verbatim text up to and with the `app = marimo.App(…)` statement. */
  preamble: string;
  /** The start of `preamble` before `import marimo`: licence, docstring, PEP 723 block. */
  header: string;
  app: AppOptions;
  cells: readonly Cell[];
  /** Verbatim text after the last cell, normally the run guard. */
  trailer: string;
  /** The cells as they were read: what an edit is compared with when the notebook is printed. */
  read: readonly Cell[];
}

export const DEFAULT_NAME = "_";
export const SETUP_NAME = "setup";

export const DEFAULT_CONFIG: CellConfig = { hideCode: false, disabled: false, column: null, other: {} };

/** Text that Python could not compile becomes a cell again as soon as it is edited. */
export function kindAfterEdit(
  { id, kind, code: before }: Pick<Cell, "id" | "kind" | "code">,
  code: string,
): CellKind {
  if (kind !== "unparsable" || before === code) return kind;
  return id === SETUP_NAME ? "setup" : "code";
}

export function findCell(notebook: Notebook, id: string): Cell | undefined {
  return notebook.cells.find((cell) => cell.id === id);
}
