/** Builds what the components draw, and keeps it in step with the shell above and Python below. */
import { batch, computed, type Signal, signal } from "@preact/signals";
import { markdownCode } from "../core/notebook/markdown.ts";
import { kindAfterEdit } from "../core/notebook/notebook.ts";
import type { CellEdit, CellView, Settings } from "../runtime/contract.ts";
import { afterCellOp, afterConversion, afterStop, NOT_RUN } from "./cell-run.ts";
import type { CellOp } from "./kernel-message.ts";
import type { CellRun, FrameActions, FrameCell, FrameModel, PythonState } from "./model.ts";
import type { NotebookSession } from "./notebook-session.ts";

interface OwnCell extends FrameCell {
  readonly view: Signal<CellView>;
  readonly kernel: Signal<CellRun>;
  /** The code that Python last got; null before the first time. */
  readonly submitted: Signal<string | null>;
  /** Number of the last edit of its text: older words of the shell do not overwrite it. */
  lastEdit: number;
}

export interface ModelPorts {
  /** Sends an edit to the shell; returns its number, counting from 1. */
  propose(edit: CellEdit): number;
  newCellId(): string;
  session(): NotebookSession;
  stop(): void;
  complete: FrameActions["complete"];
  mountOutput: FrameActions["mountOutput"];
  announce(text: string): void;
}

export interface OwnModel extends FrameModel {
  readonly python: Signal<PythonState>;
  readonly settings: Signal<Settings>;
  /** The shell's word on the notebook, as of our edit number `seen`. Returns the cells that are gone. */
  take(cells: readonly CellView[], seen: number): readonly string[];
  views(): readonly CellView[];
  submitted(cells: readonly CellView[]): void;
  cellOp(op: CellOp): void;
  /** Marks everything as from before; returns the cells that were running. */
  stopped(): readonly string[];
  isRunning(): boolean;
  runOf(cell: string): CellRun | undefined;
}

export function createModel(cells: readonly CellView[], settings: Settings, ports: ModelPorts): OwnModel {
  const own = signal<readonly OwnCell[]>(cells.map(createCell));
  const python = signal<PythonState>({ kind: "waiting" });
  const settingsSignal = signal(settings);
  const find = (id: string) => own.peek().find((cell) => cell.id === id);
  const views = () => own.peek().map((cell) => cell.view.peek());

  const take = (next: readonly CellView[], seen: number): readonly string[] => {
    const before = own.peek();
    const known = new Map(before.map((cell) => [cell.id, cell]));
    batch(() => {
      for (const view of next) {
        const cell = known.get(view.id);
        if (!cell) continue;
        const { code, markdown } = cell.view.peek();
        const newest = cell.lastEdit > seen ? { ...view, code, markdown } : view;
        if (code !== newest.code && markdown === null && newest.markdown !== null)
          becomeText(cell, newest.code);
        if (!sameView(cell.view.peek(), newest)) cell.view.value = newest;
      }
      const list = next.map((view) => known.get(view.id) ?? createCell(view));
      if (list.some((cell, index) => cell !== before[index]) || list.length !== before.length)
        own.value = list;
    });
    return before.filter((cell) => !next.some((view) => view.id === cell.id)).map((cell) => cell.id);
  };

  return {
    cells: own,
    settings: settingsSignal,
    python,
    focused: signal(null),
    reveal: signal(null),
    take,
    views,
    submitted(list) {
      for (const { id, code } of list) {
        const cell = find(id);
        if (cell) cell.submitted.value = code;
      }
    },
    cellOp(op) {
      const cell = find(op.cell_id);
      if (cell) cell.kernel.value = afterCellOp(cell.kernel.peek(), op, performance.now());
    },
    stopped() {
      const now = performance.now();
      const running = own.peek().filter((cell) => cell.kernel.peek().status === "running");
      batch(() => {
        for (const cell of own.peek()) cell.kernel.value = afterStop(cell.kernel.peek(), now);
      });
      return running.map((cell) => cell.id);
    },
    isRunning: () => own.peek().some(({ kernel }) => ["running", "queued"].includes(kernel.peek().status)),
    runOf: (id) => find(id)?.run.peek(),
    actions: createActions(ports, { find, views, take }),
  };
}

/** An edit shows at once and is proposed to the shell, whose answer (`take`) is the truth. */
function createActions(
  ports: ModelPorts,
  model: { find(id: string): OwnCell | undefined; views(): readonly CellView[]; take: OwnModel["take"] },
): FrameActions {
  const { find, views, take } = model;
  const place = (after: string | null, code: string, markdown: boolean) => {
    const id = ports.newCellId();
    const list = [...views()];
    const at = after === null ? 0 : list.findIndex((view) => view.id === after) + 1;
    const text = markdown ? { code: markdownCode(code), markdown: code } : { code, markdown: null };
    list.splice(at, 0, { ...EMPTY_CELL, id, ...text });
    take(list, Number.POSITIVE_INFINITY);
    ports.propose({ kind: "insert", after, cell: id, code, markdown });
    return id;
  };
  // As marimo's own editor does: text is `mo.md`, and whoever adds some need not know that.
  const provideMarimo = () => {
    if (views().some(({ code }) => /\bimport\s+marimo\s+as\s+mo\b/.test(code))) return;
    ports.session().runIfOthersHave(place(null, "import marimo as mo", false));
  };
  return {
    write(id, text) {
      const cell = find(id);
      if (!cell || cell.view.peek().locked) return;
      const view = cell.view.peek();
      const isText = view.markdown !== null;
      const code = isText ? markdownCode(text) : text;
      // The shell does not repeat what was typed here.
      cell.view.value = { ...view, kind: kindAfterEdit(view, code), code, markdown: isText ? text : null };
      cell.lastEdit = ports.propose({ kind: "code", cell: id, code });
    },
    rename: (cell, name) => void ports.propose({ kind: "rename", cell, name }),
    configure(cell, config) {
      ports.propose({ kind: "config", cell, ...config });
      if (config.disabled !== undefined) ports.session().configure(cell, config.disabled);
    },
    insert(after, markdown) {
      if (markdown) provideMarimo();
      return place(after, "", markdown);
    },
    remove(cell) {
      take(
        views().filter((view) => view.id !== cell),
        Number.POSITIVE_INFINITY,
      );
      ports.session().remove(cell);
      ports.propose({ kind: "delete", cell });
    },
    move(cell, to) {
      const list = [...views()];
      const from = list.findIndex((view) => view.id === cell);
      const [moved] = list.splice(from, 1);
      if (!moved) return;
      list.splice(Math.max(0, to === "up" ? from - 1 : from + 1), 0, moved);
      take(list, Number.POSITIVE_INFINITY);
      ports.propose({ kind: "move", cell, to });
    },
    convert(cell, to) {
      if (to === "markdown") provideMarimo();
      ports.propose({ kind: "convert", cell, to });
    },
    run: (cells) => ports.session().run(cells),
    runAll: () => ports.session().runAll(),
    runStale: () =>
      ports.session().run(
        views()
          .filter(({ id }) => needsRun(find(id)))
          .map(({ id }) => id),
      ),
    stop: () => ports.stop(),
    complete: (cell, code, cursor) => ports.complete(cell, code, cursor),
    mountOutput: (cell, host) => ports.mountOutput(cell, host),
    announce: (text) => ports.announce(text),
  };
}

const EMPTY_CELL = {
  name: "",
  kind: "code",
  code: "",
  hideCode: false,
  disabled: false,
  locked: null,
} as const;

function createCell(initial: CellView): OwnCell {
  const view = signal(initial);
  const kernel = signal(initial.code.trim() === "" ? { ...NOT_RUN, status: "idle" as const } : NOT_RUN);
  const submitted = signal<string | null>(null);
  const run = computed(() => {
    const { status } = kernel.value;
    const { code, disabled } = view.value;
    if (disabled) return { ...kernel.value, status: "disabled" as const };
    if (submitted.value === null && status === "idle" && code.trim() !== "")
      return { ...kernel.value, status: "stale" as const };
    const changed = submitted.value !== null && submitted.value !== code;
    return changed && (status === "idle" || status === "error")
      ? { ...kernel.value, status: "edited" as const }
      : kernel.value;
  });
  return { id: initial.id, view, kernel, submitted, run, lastEdit: 0 };
}

/** What code printed and raised is not shown under the text that it has become, unless Python has run that already. */
function becomeText({ kernel, submitted }: OwnCell, code: string): void {
  if (submitted.peek() !== code) kernel.value = afterConversion(kernel.peek());
}

function needsRun(cell: OwnCell | undefined): boolean {
  return cell !== undefined && ["stale", "edited", "stopped"].includes(cell.run.peek().status);
}

function sameView(a: CellView, b: CellView): boolean {
  return (Object.keys(b) as (keyof CellView)[]).every((key) => a[key] === b[key]);
}
