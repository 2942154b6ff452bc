/**
 * The other end of islands' worker protocol (npm `rpc-anywhere`; @marimo-team/islands src/core/islands/bridge.ts).
 * islands believes that it made a worker; this object stands there in its place, stays when a Stop swaps the real
 * worker, and passes on what the kernel says.
 */
import { createRPC, createTransportFromMessagePort, type RPCSchema } from "rpc-anywhere";
import * as v from "valibot";
import type { CellView } from "../../runtime/contract.ts";

const TRANSPORT_ID = "marimo-transport";
/** Cells that islands is told of before they exist: telling it later would draw every output anew. */
const SPARE_CELLS = 256;

const kernelEnvelope = v.object({
  op: v.string(),
  data: v.optional(
    v.looseObject({
      cell_id: v.nullish(v.string()),
      output: v.nullish(v.looseObject({ channel: v.string() })),
    }),
    {},
  ),
});

export interface IslandsPeer {
  /** What islands gets for its `new Worker(…)`: a port is all it needs of one. To be started once islands listens. */
  readonly worker: MessagePort;
  /** Passes a kernel message on. The first `kernel-ready` is rewritten to our cells; later ones are dropped. */
  deliver(envelope: unknown, text: string): void;
  /** Makes sure that islands knows these cells. */
  register(cells: readonly CellView[]): void;
  /** An id for a new cell that islands knows already. */
  newCellId(): string;
}

export interface IslandsPeerOptions {
  readonly cells: readonly CellView[];
  /** A control request from an output component, as JSON text. */
  control(request: string): void;
  randomId(): string;
}

type OurSchema = RPCSchema<{
  requests: {
    startSession: { params: { sessionGeneration: number } };
    replaceSession: { params: unknown };
    stopSession: { params: unknown };
    loadPackages: { params: unknown };
    bridge: { params: { functionName: string; payload: unknown }; response: null };
  };
  messages: {
    ready: Record<string, never>;
    initialized: Record<string, never>;
    kernelMessage: { message: string; sessionGeneration: number };
  };
}>;
type IslandsSchema = RPCSchema<{ messages: { consumerReady: Record<string, never> } }>;

export function createIslandsPeer(options: IslandsPeerOptions): IslandsPeer {
  const { port1: worker, port2: ours } = new MessageChannel();
  const pass = answerIslands(ours, options.control);
  const lastOutputs = new Map<string, string>();
  const known = new Map<string, CellView | null>(options.cells.map((cell) => [cell.id, cell]));
  const spares: string[] = [];
  let kernelReady: object | null = null;

  const addSpares = () => {
    for (let i = 0; i < SPARE_CELLS; i++) spares.push(options.randomId());
    for (const id of spares) known.set(id, null);
  };
  const announceCells = () => {
    if (!kernelReady) return;
    const cells = [...known];
    const data = {
      ...kernelReady,
      cell_ids: cells.map(([id]) => id),
      codes: cells.map(([, cell]) => cell?.code ?? ""),
      names: cells.map(() => "_"),
      configs: cells.map(() => ({ column: null, disabled: false, hide_code: false })),
    };
    pass(JSON.stringify({ op: "kernel-ready", data }));
    for (const text of lastOutputs.values()) pass(text);
  };

  addSpares();
  return {
    worker,
    deliver(envelope, text) {
      const message = v.parse(kernelEnvelope, envelope);
      if (message.op === "kernel-ready") {
        if (kernelReady) return;
        kernelReady = message.data;
        announceCells();
        return;
      }
      const { cell_id: cell, output } = message.op === "cell-op" ? message.data : {};
      const shown = output?.channel === "marimo-error" ? withoutOutput(message) : text;
      if (cell && output) lastOutputs.set(cell, shown);
      pass(shown);
    },
    register(cells) {
      const unknown = cells.filter((cell) => !known.has(cell.id));
      for (const cell of cells) known.set(cell.id, cell);
      if (unknown.length === 0) return;
      addSpares();
      announceCells();
    },
    newCellId() {
      if (spares.length === 0) {
        addSpares();
        announceCells();
      }
      return spares.pop() ?? options.randomId();
    },
  };
}

/** Plays the worker on `port`; returns what hands a kernel message to islands, held until it listens. */
function answerIslands(port: MessagePort, control: (request: string) => void): (text: string) => void {
  let generation = 1;
  let held: string[] | null = [];
  const pass = (text: string) => {
    if (held) held.push(text);
    else rpc.send("kernelMessage", { message: text, sessionGeneration: generation });
  };
  const rpc = createRPC<OurSchema, IslandsSchema>({
    transport: createTransportFromMessagePort(port, { transportId: TRANSPORT_ID }),
    requestHandler: {
      startSession: ({ sessionGeneration }) => {
        generation = sessionGeneration;
        rpc.send("initialized", {});
        // islands shows no output before a first run is over; a slow cell must not hide the quick ones.
        pass(JSON.stringify({ op: "completed-run", data: { op: "completed-run" } }));
      },
      replaceSession: () => undefined,
      stopSession: () => undefined,
      loadPackages: () => undefined,
      bridge: ({ functionName, payload }) => {
        if (functionName === "put_control_request") {
          control(typeof payload === "string" ? payload : JSON.stringify(payload));
        }
        return null;
      },
    },
  });
  rpc.addMessageListener("consumerReady", () => {
    const texts = held ?? [];
    held = null;
    for (const text of texts) pass(text);
  });
  port.start();
  rpc.send("ready", {});
  return pass;
}

/** Problems are drawn by us, in the cell (cells/problems.tsx). */
function withoutOutput(message: v.InferOutput<typeof kernelEnvelope>): string {
  const output = { channel: "output", mimetype: "text/plain", data: "", timestamp: 0 };
  return JSON.stringify({ ...message, data: { ...message.data, output } });
}
