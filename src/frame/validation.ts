/**
 * A validation: the notebook runs once in a frame that draws nothing, so that no output's code can write the report.
 * What the cells showed goes to the shell as messages; time limits end a run that would not end.
 */
import type { CellOutput, FrameMessage } from "../runtime/contract.ts";
import type { CellOp, KernelOutput } from "./kernel-message.ts";

export interface Limits {
  /** Seconds that one cell may take. */
  readonly cell: number;
  /** Seconds that the whole run may take. */
  readonly all: number;
}

export interface Validation {
  cellOp(op: CellOp, run: number): void;
  /** The run is over: no limit can be hit any more. */
  finished(): void;
}

/** `stop` ends Python when a limit is hit. */
export function createValidation(
  limits: Limits,
  tell: (message: FrameMessage) => void,
  stop: () => void,
): Validation {
  let cellTimer: ReturnType<typeof setTimeout> | undefined;
  const hit = (cell: string | null, seconds: number) => {
    clear();
    stop();
    tell({ kind: "limit", cell, seconds });
  };
  const allTimer = setTimeout(() => hit(null, limits.all), limits.all * 1_000);
  const clear = () => {
    clearTimeout(cellTimer);
    clearTimeout(allTimer);
  };
  return {
    cellOp(op, run) {
      if (op.status) clearTimeout(cellTimer);
      if (op.status === "running") {
        cellTimer = setTimeout(() => hit(op.cell_id, limits.cell), limits.cell * 1_000);
      }
      for (const output of outputsOf(op)) tell({ kind: "output", cell: op.cell_id, output, run });
    },
    finished: clear,
  };
}

function outputsOf({ output, console }: CellOp): readonly CellOutput[] {
  const parts = [
    ...(output ? [output] : []),
    ...(console ? (Array.isArray(console) ? console : [console]) : []),
  ];
  return parts.map(asText);
}

function asText({ channel, mimetype, data }: KernelOutput): CellOutput {
  return { channel, mimetype, data: typeof data === "string" ? data : JSON.stringify(data) };
}
