/** What is known of runs: which one is current, the status of each cell, the last record of each check. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { CheckRecord } from "../../core/checks/record.ts";
import type { CellStatus, FrameMessage } from "../wall.ts";

export type RunState = "none" | "running" | "finished" | "stopped";
export type RunMessage = Extract<FrameMessage, { kind: "run" | "cell" | "check" }>;

export interface Runs {
  readonly state: ReadonlySignal<RunState>;
  readonly statuses: ReadonlySignal<ReadonlyMap<string, CellStatus>>;
  readonly records: ReadonlySignal<readonly CheckRecord[]>;
  /** Number of the current or last run, as the frame counts; -1 before the first. */
  number(): number;
  /** Takes a message in; false when it belongs to a run that is over and was dropped. */
  take(message: RunMessage): boolean;
  /** Nothing is running any more and everything shown is from before: the frame was lost or replaced. */
  interrupt(): void;
  /** Forgets cells and records that the notebook no longer has. */
  keep(cells: ReadonlySet<string>, labels: ReadonlySet<string>): void;
}

/** A notebook's checks can hardly be more; more labels than this are a flood. */
const MOST_RECORDS = 500;
const MOST_CELLS = 5_000;

export function createRuns(): Runs {
  const state = signal<RunState>("none");
  const statuses = signal<ReadonlyMap<string, CellStatus>>(new Map());
  const records = signal<readonly CheckRecord[]>([]);
  let current = -1;

  function takeRun(message: Extract<RunMessage, { kind: "run" }>): boolean {
    if (message.run < current) return false;
    current = message.run;
    state.value = message.state === "started" ? "running" : message.state;
    return true;
  }

  function takeCell(cell: string, status: CellStatus): void {
    if (statuses.value.size >= MOST_CELLS && !statuses.value.has(cell)) return;
    statuses.value = new Map(statuses.value).set(cell, status);
  }

  return {
    state,
    statuses,
    records,
    number: () => current,
    take(message) {
      if (message.kind === "run") return takeRun(message);
      if (message.run < current) return false;
      if (message.kind === "cell") takeCell(message.cell, message.status);
      else {
        const others = records.value.filter((record) => record.label !== message.record.label);
        records.value = [...others, message.record].slice(-MOST_RECORDS);
      }
      return true;
    },
    interrupt() {
      // A new frame counts its runs from the start.
      current = -1;
      if (state.value === "running") state.value = "stopped";
      statuses.value = new Map([...statuses.value.keys()].map((cell) => [cell, "stale"]));
    },
    keep(cells, labels) {
      const known = [...statuses.value].filter(([cell]) => cells.has(cell));
      if (known.length !== statuses.value.size) statuses.value = new Map(known);
      const kept = records.value.filter(
        (record) => labels.has(record.label) || (record.cell !== null && cells.has(record.cell)),
      );
      if (kept.length !== records.value.length) records.value = kept;
    },
  };
}
