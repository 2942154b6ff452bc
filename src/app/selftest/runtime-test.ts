/** Starts a real Python in a real frame, and measures how long its first output takes. */
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { parseNotebook } from "../../core/notebook/parse.ts";
import type { Environment, Pieces } from "../../state/environment.ts";
import { viewCell } from "../../state/session/cell-view.ts";
import type { FramePlan } from "../../state/session/frame-life.ts";
import { createPython, type PythonState } from "../../state/session/python.ts";
import { createWire } from "../../state/session/wire.ts";
import type { FrameMessage, Opening } from "../../state/wall.ts";
import type { FramePeer } from "../frame-host.tsx";

export interface RuntimeTest {
  /** The frame to show; null before its script is there, and after the end. */
  readonly plan: ReadonlySignal<FramePlan | null>;
  readonly peer: FramePeer;
  readonly python: ReadonlySignal<PythonState>;
  /** Milliseconds until the first output; `undefined` when there was none. */
  readonly done: Promise<number | undefined>;
}

/** Enough for a slow network; who is still here then would rather know. */
const PATIENCE = 300_000;

const notebook = `import marimo

app = marimo.App()


@app.cell
def _():
    sum(range(10))
    return
`;

export function createRuntimeTest(
  environment: Pick<Environment, "clock" | "readFrameMessage"> & { readonly pieces: Pieces },
): RuntimeTest {
  const { clock } = environment;
  const began = clock.now();
  const aborter = new AbortController();
  const plan = signal<FramePlan | null>(null);
  let end = (_: number | undefined): void => {};
  const ended = new Promise<number | undefined>((resolve) => {
    end = resolve;
  });
  const python = createPython(environment, aborter.signal, false, (message) => wire.send(message));
  const wire = createWire(environment, {
    connected() {
      wire.send(opening());
      wire.send({ kind: "limits", cell: 60, all: 120 });
      python.deliver();
    },
    message: hear,
    lost: () => end(undefined),
  });

  function hear(message: FrameMessage): void {
    if (message.kind === "boot") python.booted(message);
    if (message.kind === "want") python.want(message.pieces);
    if (message.kind === "output" && message.output.data.includes("45")) end(clock.now() - began);
    if (message.kind === "run" && message.state !== "started") end(undefined);
  }

  async function start(): Promise<void> {
    const pieces = await environment.pieces.frame(aborter.signal);
    if ("failure" in pieces) end(undefined);
    else plan.value = { generation: wire.generation.value, pieces, hosts: [] };
  }

  clock.after(PATIENCE, () => end(undefined));
  const unwatch = python.state.subscribe((state) => {
    if (state.kind === "failed") end(undefined);
  });
  void start();
  return {
    plan: computed(() => plan.value),
    peer: { connect: wire.connect, receive: wire.receive, lost: () => end(undefined) },
    python: python.state,
    done: ended.finally(() => {
      unwatch();
      aborter.abort();
      wire.close();
      plan.value = null;
    }),
  };
}

function opening(): Opening {
  const read = parseNotebook(notebook);
  return {
    kind: "open",
    version: 1,
    purpose: "validate",
    filename: "selftest.py",
    source: notebook,
    cells: "failure" in read ? [] : read.cells.map(viewCell),
    settings: { onChange: "reactive", theme: "light", editor: "plain" },
    files: [],
    added: [],
    autorun: true,
  };
}
