/**
 * Validates a notebook as the frame does, with Python under Node in the place of the worker: the frame's own modules
 * hear it, and what they tell the shell is returned.
 */
import { parseNotebook } from "../../src/core/notebook/parse.ts";
import { createCompletions } from "../../src/frame/completions.ts";
import type { NotebookContext } from "../../src/frame/context.ts";
import { createModel } from "../../src/frame/create-model.ts";
import { hearShell } from "../../src/frame/hear-shell.ts";
import { hearWorker } from "../../src/frame/hear-worker.ts";
import { createHintCount } from "../../src/frame/hints.ts";
import { createEarlyOutputs } from "../../src/frame/islands/early-outputs.ts";
import { createLazyModules } from "../../src/frame/islands/lazy-modules.ts";
import { createTextsFirst } from "../../src/frame/islands/texts-first.ts";
import { createNotebookSession } from "../../src/frame/notebook-session.ts";
import { type FrameMessage, readFrameMessage, type ShellMessageOf } from "../../src/runtime/contract.ts";
import { startPython } from "../../src/runtime/node.ts";
import { NOTEBOOK_FOLDER, type NotebookSession, openSession } from "../../src/runtime/session.ts";
import type { WorkerRequest } from "../../src/runtime/worker/protocol.ts";
import { viewCell } from "../../src/state/session/cell-view.ts";

export interface ValidateOptions {
  readonly filename: string;
  /** Data files beside the notebook. */
  readonly files?: Readonly<Record<string, string>>;
}

/** Everything that the frame tells the shell, up to the end of the run. */
export async function validateInNode(source: string, options: ValidateOptions): Promise<FrameMessage[]> {
  const { filename, files = {} } = options;
  const notebook = parseNotebook(source);
  if ("failure" in notebook) throw new Error(notebook.failure);
  const settings = { onChange: "reactive", theme: "light", editor: "code" } as const;
  const cells = notebook.cells.map(viewCell);
  const open = {
    kind: "open",
    version: 1,
    purpose: "validate",
    filename,
    source,
    cells,
    settings,
    files: [],
    added: [],
    autorun: true,
  } satisfies ShellMessageOf<"open">;
  const python = await startPython();
  for (const [name, text] of Object.entries(files)) python.writeFile(`${NOTEBOOK_FOLDER}/${name}`, text);
  const told: FrameMessage[] = [];
  let finish = () => {};
  const over = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const context = createContext(open, tell, (request) => answer(session, request));
  // Python's messages come in the middle of our requests; a worker's come one by one.
  const hear = (event: Parameters<typeof hearWorker>[1]) => setImmediate(() => hearWorker(context, event));
  const session = openSession(python.pyodide, open, {
    kernel: (text) => hear({ kind: "kernel", text }),
    result: (text) => hear({ kind: "result", text }),
  });

  function tell(message: FrameMessage): void {
    // What the contract does not let through never arrives.
    const read = readFrameMessage(message);
    if (read === undefined) throw new Error(`The contract refuses ${message.kind}`);
    told.push(read);
    if (read.kind === "run" && read.state === "finished") finish();
  }

  hearShell(context, { kind: "limits", cell: 60, all: 120 });
  context.session.opened();
  context.session.runAll();
  await over;
  python.close();
  return told;
}

function createContext(
  open: ShellMessageOf<"open">,
  tell: NotebookContext["tell"],
  send: (request: WorkerRequest) => void,
): NotebookContext {
  const session = createNotebookSession({
    send,
    cells: () => model.views(),
    submitted: (cells) => model.submitted(cells),
  });
  const nothing = () => {};
  const model = createModel(open.cells, open.settings, {
    propose: () => 0,
    newCellId: () => "",
    session: () => session,
    stop: nothing,
    complete: async () => [],
    mountOutput: () => nothing,
    announce: nothing,
  });
  return {
    open,
    tell,
    send,
    model,
    session,
    completions: createCompletions(send),
    hints: createHintCount(),
    peer: null,
    lazyModules: createLazyModules(nothing),
    source: open.source,
    settings: open.settings,
    added: new Map(),
    worker: undefined,
    validation: undefined,
    run: 0,
    running: false,
    restWanted: false,
    early: createEarlyOutputs(),
    textsFirst: createTextsFirst(1),
  };
}

function answer(session: NotebookSession, request: WorkerRequest): void {
  if (request.kind === "create") session.create(request.plan);
  else if (request.kind === "execute") session.execute(request.cells, request.enable);
  else if (request.kind === "control") session.control(request.request);
}
