/**
 * The other end of islands' worker protocol (npm `rpc-anywhere`; @marimo-team/islands src/core/islands/bridge.ts).
 * islands believes that it made a worker; this object stands there in its place, stays when a Stop swaps the real
 * worker, and passes on what the kernel says.
 */
import { createRPC, createTransportFromMessagePort, type RPCSchema } from "rpc-anywhere";
import type { CellView } from "../../runtime/contract.ts";

const TRANSPORT_ID = "marimo-transport";
/** Cells that islands is told of before they exist: telling it later would draw every output anew. */
const SPARE_CELLS = 256;

export interface IslandsPeer {
  /** What islands gets for its `new Worker(…)`: a port is all it needs of one. */
  readonly worker: MessagePort;
  /** Passes a kernel message on. The first `kernel-ready` is rewritten to our cells; later ones are dropped. */
  deliver(message: { op: string; data?: unknown }, text: string): void;
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
  const lastOutputs = new Map<string, string>();
  const known = new Map<string, CellView | null>(options.cells.map((cell) => [cell.id, cell]));
  const spares: string[] = [];
  let kernelReady: Record<string, unknown> | null = null;
  let generation = 1;
  let listening = false;
  let held: string[] = [];

  const rpc = createRPC<OurSchema, IslandsSchema>({
    transport: createTransportFromMessagePort(ours, { transportId: TRANSPORT_ID }),
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
          options.control(typeof payload === "string" ? payload : JSON.stringify(payload));
        }
        return null;
      },
    },
  });
  rpc.addMessageListener("consumerReady", () => {
    listening = true;
    for (const text of held) pass(text);
    held = [];
  });

  const pass = (text: string) => {
    if (!listening) held.push(text);
    else rpc.send("kernelMessage", { message: text, sessionGeneration: generation });
  };
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
  worker.start();
  ours.start();
  rpc.send("ready", {});
  return {
    worker,
    deliver(message, text) {
      if (message.op === "kernel-ready") {
        if (kernelReady) return;
        kernelReady = message.data as Record<string, unknown>;
        return announceCells();
      }
      const output = message.op === "cell-op" ? outputOf(message.data) : undefined;
      if (output) lastOutputs.set(output.cell, text);
      pass(text);
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

function outputOf(data: unknown): { cell: string } | undefined {
  if (typeof data !== "object" || data === null || !("cell_id" in data) || !("output" in data))
    return undefined;
  return data.output ? { cell: String(data.cell_id) } : undefined;
}
