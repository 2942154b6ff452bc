/** Opens one notebook in this frame: builds its parts and draws it. */
import { effect } from "@preact/signals";
import { render } from "preact";
import type { FrameMessage, ShellMessage, ShellMessageOf } from "../runtime/contract.ts";
import { Notebook } from "./cells/notebook.tsx";
import { createCompletions } from "./completions.ts";
import { type NotebookContext, openInPython, tellStatus } from "./context.ts";
import { createModel } from "./create-model.ts";
import { hearShell } from "./hear-shell.ts";
import { createHintCount, watchHints } from "./hints.ts";
import { createEarlyOutputs } from "./islands/early-outputs.ts";
import { createLazyModules } from "./islands/lazy-modules.ts";
import { mountIsland } from "./islands/outputs.ts";
import { createIslandsPeer } from "./islands/peer.ts";
import { createTextsFirst } from "./islands/texts-first.ts";
import { acceptDrops } from "./mediate/drop.ts";
import type { CellRun } from "./model.ts";
import { createNotebookSession } from "./notebook-session.ts";
import { printFromTop, tellSize } from "./paper.ts";
import { applyTheme } from "./theme.ts";

type Tell = (message: FrameMessage) => void;

/** Returns what takes the shell's further messages. */
export function openNotebook(open: ShellMessageOf<"open">, tell: Tell): (message: ShellMessage) => void {
  const context = createContext(open, tell);
  const { model } = context;
  applyTheme(open.settings.theme);
  acceptDrops(tell);
  if (open.purpose === "edit") {
    tellUnrun(context);
    watchHints(tell);
    printFromTop();
    render(<Notebook model={model} />, document.body);
    const notebook = document.querySelector<HTMLElement>(".notebook");
    if (notebook !== null) tellSize(notebook, tell);
  }
  return (message) => hearShell(context, message);
}

function createContext(open: ShellMessageOf<"open">, tell: Tell): NotebookContext {
  const { source, settings } = open;
  const send: NotebookContext["send"] = (request) => context.worker?.send(request);
  const session = createNotebookSession({
    send,
    cells: () => model.views(),
    submitted: (cells) => model.submitted(cells),
  });
  const completions = createCompletions(send);
  // A validation draws nothing.
  const peer =
    open.purpose === "validate"
      ? null
      : createIslandsPeer({ cells: open.cells, control: (request) => session.control(request), randomId });
  let edits = 0;
  const model = createModel(open.cells, settings, {
    propose(edit) {
      tell({ kind: "edit", edit });
      edits += 1;
      return edits;
    },
    newCellId: () => peer?.newCellId() ?? randomId(),
    session: () => session,
    stop: () => stop(context),
    complete: async (cell, code, cursor) => {
      const idle = model.python.peek().kind === "ready" && !context.running;
      if (!idle) return [];
      const { run } = context;
      const found = await completions.ask(cell, code, cursor);
      // Whoever has started a run since looks at what comes of it.
      return context.running || context.run !== run ? [] : found;
    },
    mountOutput: (cell, host) => mountIsland(cell, host, context.early.htmlOf(cell)),
    announce: (text) => tell({ kind: "announce", text }),
  });
  const parts = { open, tell, send, model, session, completions };
  const context: NotebookContext = {
    ...parts,
    hints: createHintCount(),
    lazyModules: createLazyModules(() => tell({ kind: "want", pieces: "islands-lazy" })),
    peer,
    source,
    settings,
    added: new Map(open.added.map(({ name, blob }) => [name, blob])),
    worker: undefined,
    validation: undefined,
    run: 0,
    running: false,
    restWanted: false,
    early: createEarlyOutputs(),
    textsFirst: createTextsFirst(navigator.hardwareConcurrency),
  };
  return context;
}

/** Twelve hexadecimal digits. `crypto.randomUUID` is missing on plain HTTP. */
function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(6));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Typing makes a cell "edited", and typing it back ends that, without a word from Python; nor has it one for a cell
 * that is new or has come back.
 */
function tellUnrun(context: NotebookContext): void {
  let told: ReadonlySet<string> = new Set();
  effect(() => {
    const unrun = context.model.cells.value.filter((cell) => isUnrun(cell.run.value));
    const now = new Set(unrun.map((cell) => cell.id));
    for (const id of [...now, ...told]) if (now.has(id) !== told.has(id)) tellStatus(context, id);
    told = now;
  });
}

const isUnrun = ({ status, started }: CellRun) =>
  status === "edited" || (status === "stale" && started === null);

/** Ends whatever runs. Nothing re-runs by itself; everything on the page stays, marked as from before. */
function stop(context: NotebookContext): void {
  const { worker, model, session, completions, tell } = context;
  if (!worker) return;
  session.stopped(model.stopped());
  completions.abandon();
  model.python.value = { kind: "stopped" };
  context.running = false;
  context.textsFirst.end();
  worker.restart();
  openInPython(context);
  for (const { id } of model.views()) tellStatus(context, id);
  // What the notebook wrote has gone with its Python.
  tell({ kind: "files-written", files: [] });
  tell({ kind: "run", run: context.run, state: "stopped" });
}
