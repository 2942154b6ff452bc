/**
 * The session of this notebook in Python, across Stops: what is created, what must wait, what was stopped.
 * It knows no DOM and no signals; `create-model.ts` draws from what it tells.
 */
import type { CellView, Settings } from "../runtime/contract.ts";
import type { WorkerRequest } from "../runtime/worker/protocol.ts";

export interface NotebookSessionPort {
  send(request: WorkerRequest): void;
  cells(): readonly CellView[];
  /** Cells that are handed to the kernel now, with the code that it gets. */
  submitted(cells: readonly CellView[]): void;
}

export interface NotebookSession {
  /** The worker has opened the notebook: requests that waited go out. */
  opened(): void;
  /** The worker is gone; `running` cells are held back until they are run on purpose. */
  stopped(running: readonly string[]): void;
  run(cells: readonly string[]): void;
  /** A new cell that others will need; before the first run, and after Stop, the next run has it anyway. */
  runIfOthersHave(cell: string): void;
  runAll(): void;
  /** An output component's request: a slider moved, a table page asked for. */
  control(request: string): void;
  remove(cell: string): void;
  configure(cell: string, disabled: boolean): void;
  applySettings(settings: Settings): void;
  source(source: string): void;
}

export function createNotebookSession(port: NotebookSessionPort): NotebookSession {
  /** False: Python is not there yet, or has just been stopped. */
  let open = false;
  /** False: nothing has run in this Python; the first run hands over all cells. */
  let created = false;
  const wanted: (() => void)[] = [];
  const held = new Set<string>();
  const values: Record<string, unknown> = {};

  const whenOpen = (action: () => void) => {
    if (open) action();
    else wanted.push(action);
  };
  const create = () => {
    created = true;
    const cells = port.cells();
    const plan = {
      cells: cells.map(({ id, code, disabled }) => ({ id, code, disabled })),
      values,
      skip: [...held],
      run: true,
    };
    port.send({ kind: "create", plan });
    port.submitted(cells.filter((cell) => !held.has(cell.id)));
  };
  const execute = (ids: readonly string[]) => {
    const cells = port.cells().filter((cell) => ids.includes(cell.id));
    if (cells.length === 0) return;
    const enable = cells.filter((cell) => held.delete(cell.id)).map((cell) => cell.id);
    port.send({ kind: "execute", cells: cells.map(({ id, code }) => ({ id, code })), enable });
    port.submitted(cells);
  };

  return {
    opened() {
      open = true;
      for (const action of wanted.splice(0)) action();
    },
    stopped(running) {
      open = false;
      created = false;
      wanted.length = 0;
      for (const cell of running) held.add(cell);
    },
    run: (ids) =>
      whenOpen(() => {
        if (created) return execute(ids);
        // A fresh session is given every cell but those that are still held back.
        for (const id of ids) held.delete(id);
        create();
      }),
    runIfOthersHave(cell) {
      if (created) execute([cell]);
    },
    runAll: () =>
      whenOpen(() => {
        if (created) return execute(port.cells().map((cell) => cell.id));
        held.clear();
        create();
      }),
    control: (request) =>
      whenOpen(() => {
        remember(values, request);
        if (created) port.send({ kind: "control", request });
        else create();
      }),
    remove(cell) {
      held.delete(cell);
      if (created) port.send({ kind: "delete", cell });
    },
    configure(cell, disabled) {
      if (created) port.send({ kind: "configure", cell, disabled });
    },
    applySettings(settings) {
      if (open) port.send({ kind: "settings", settings });
    },
    source(source) {
      if (open) port.send({ kind: "source", source });
    },
  };
}

/** The values of UI elements are what a rebuilt session must start from. */
function remember(values: Record<string, unknown>, request: string): void {
  const { type, objectIds, values: next } = JSON.parse(request);
  if (type !== "update-ui-element" || !Array.isArray(objectIds) || !Array.isArray(next)) return;
  objectIds.forEach((id, index) => {
    values[String(id)] = next[index];
  });
}
