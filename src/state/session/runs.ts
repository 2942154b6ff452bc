/** What is known of runs: which one is current, the status of each cell, the last record of each check. */
import { computed, type ReadonlySignal, signal } from "@preact/signals-core";
import type { CheckRecord } from "../../core/checks/record.ts";
import type { CellStatus, FrameMessage } from "../wall.ts";

export type RunState = "none" | "running" | "finished" | "stopped";
export type RunMessage = Extract<FrameMessage, { kind: "run" | "cell" | "check" }>;

export interface Runs {
  readonly state: ReadonlySignal<RunState>;
  readonly statuses: ReadonlySignal<ReadonlyMap<string, CellStatus>>;
  readonly records: ReadonlySignal<readonly CheckRecord[]>;
  /** Labels whose record is no word on the code as it is: their cell has since failed, or has not come to them. */
  readonly outdated: ReadonlySignal<ReadonlySet<string>>;
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
/** A cell in one of these has not run to its end since it was last changed. */
const unfinished: ReadonlySet<CellStatus> = new Set(["error", "stale", "stopped", "disabled", "edited"]);

export function createRuns(): Runs {
  const state = signal<RunState>("none");
  const statuses = signal<ReadonlyMap<string, CellStatus>>(new Map());
  const records = signal<readonly CheckRecord[]>([]);
  const missed = createMissed(records);
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
    missed.follow(cell, status);
  }

  return {
    state,
    statuses,
    records,
    outdated: computed(() => outdatedOf(records.value, statuses.value, missed.labels.value)),
    number: () => current,
    take(message) {
      if (message.kind === "run") return takeRun(message);
      if (message.run < current) return false;
      if (message.kind === "cell") takeCell(message.cell, message.status);
      else {
        missed.reached(message.record);
        const others = records.value.filter((record) => record.label !== message.record.label);
        records.value = [...others, message.record].slice(-MOST_RECORDS);
      }
      return true;
    },
    interrupt() {
      // A new frame counts its runs from the start.
      current = -1;
      if (state.value === "running") state.value = "stopped";
      for (const cell of [...statuses.value.keys()]) takeCell(cell, "stale");
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

/** A check that waits claims nothing that could be outdated. */
function outdatedOf(
  records: readonly CheckRecord[],
  statuses: ReadonlyMap<string, CellStatus>,
  missed: ReadonlySet<string>,
): ReadonlySet<string> {
  const isOutdated = ({ cell, label }: CheckRecord) =>
    missed.has(label) || (cell !== null && unfinished.has(statuses.get(cell) ?? "idle"));
  return new Set(
    records.filter((record) => record.status !== "warn" && isOutdated(record)).map(({ label }) => label),
  );
}

/** Labels that the last run of their cell did not come to; that cell's next run alone does not bring them back. */
function createMissed(records: ReadonlySignal<readonly CheckRecord[]>) {
  const labels = signal<ReadonlySet<string>>(new Set());
  /** What each cell has checked since it began to run. */
  const reachedBy = new Map<string, Set<string>>();

  function miss(cell: string, reached: ReadonlySet<string>): void {
    const lost = records
      .peek()
      .filter(
        (record) => record.cell === cell && !reached.has(record.label) && !labels.peek().has(record.label),
      );
    if (lost.length > 0) labels.value = new Set([...labels.peek(), ...lost.map(({ label }) => label)]);
  }

  return {
    labels,
    reached({ cell, label }: CheckRecord): void {
      if (cell !== null) reachedBy.get(cell)?.add(label);
      if (!labels.peek().has(label)) return;
      labels.value = new Set([...labels.peek()].filter((one) => one !== label));
    },
    follow(cell: string, status: CellStatus): void {
      if (status === "running") {
        // One run may say so more than once.
        if (!reachedBy.has(cell)) reachedBy.set(cell, new Set());
        return;
      }
      const reached = reachedBy.get(cell);
      if (status === "queued" || status === "edited") return;
      if (status !== "idle") miss(cell, new Set());
      else if (reached !== undefined) miss(cell, reached);
      reachedBy.delete(cell);
    },
  };
}
