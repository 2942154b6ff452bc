/** What the frame's components draw, and all they may ask for. Built once by `createModel` (create-model.ts). */
import type { ReadonlySignal, Signal } from "@preact/signals";
import type { CellStatus, CellView, Settings } from "../runtime/contract.ts";

/** A piece of a cell's console, in order of arrival. */
export interface ConsolePart {
  readonly channel: "stdout" | "stderr" | "media";
  readonly mimetype: string;
  /** Text, or the HTML of a traceback when `mimetype` says so (marimo's own, highlighted). */
  readonly data: string;
}

/** A problem with a cell in marimo's own words. */
export interface CellProblem {
  /** marimo's error type: "syntax", "multiple-defs", "cycle", "exception", "ancestor-stopped", … */
  readonly type: string;
  readonly message: string;
  /** Cells that are part of the problem: the other definition, the members of a cycle. */
  readonly cells: readonly string[];
}

export interface CellRun {
  readonly status: CellStatus;
  readonly console: readonly ConsolePart[];
  readonly problems: readonly CellProblem[];
  /** False while there is nothing to show under the cell. */
  readonly hasOutput: boolean;
  /** The output is from before Stop: shown, but marked. */
  readonly fromBefore: boolean;
  /** When the current or last run of this cell began and ended, in ms of `performance.now()`. */
  readonly started: number | null;
  readonly ended: number | null;
}

export interface FrameCell {
  readonly id: string;
  readonly view: ReadonlySignal<CellView>;
  readonly run: ReadonlySignal<CellRun>;
}

export interface Completion {
  readonly name: string;
  /** jedi's kind: "function", "module", "param", … */
  readonly type: string;
  readonly info: string;
}

export type PythonState =
  | { readonly kind: "waiting" }
  | { readonly kind: "starting" }
  | { readonly kind: "ready" }
  | { readonly kind: "stopped" }
  | { readonly kind: "failed"; readonly detail: string };

export interface FrameActions {
  /** What its editor holds now, at every change: the Markdown of a text cell, the code of any other. */
  write(cell: string, text: string): void;
  rename(cell: string, name: string): void;
  configure(cell: string, config: { hideCode?: boolean; disabled?: boolean }): void;
  /** Adds an empty cell and returns its id; `after: null` is the top. */
  insert(after: string | null, markdown: boolean): string;
  remove(cell: string): void;
  move(cell: string, to: "up" | "down"): void;
  convert(cell: string, to: "code" | "markdown"): void;
  run(cells: readonly string[]): void;
  runAll(): void;
  runStale(): void;
  stop(): void;
  /** Completions at `cursor` (UTF-16 offset in `code`); empty while Python is busy or absent. */
  complete(cell: string, code: string, cursor: number): Promise<readonly Completion[]>;
  /** Puts marimo's rendering of the cell's output into `host`; the returned function takes it out. */
  mountOutput(cell: string, host: HTMLElement): () => void;
  /** Says a short sentence to screen readers, through the shell's live region. */
  announce(text: string): void;
}

export interface FrameModel {
  readonly cells: ReadonlySignal<readonly FrameCell[]>;
  readonly settings: ReadonlySignal<Settings>;
  readonly python: ReadonlySignal<PythonState>;
  /** The cell that has, or last had, the focus: what "run focused" runs. */
  readonly focused: Signal<string | null>;
  /** Set by the page when a cell must be scrolled to and focused; components clear it. */
  readonly reveal: Signal<string | null>;
  readonly actions: FrameActions;
}
