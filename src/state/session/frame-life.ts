/** The frame of a session from its building to its replacement, with Python inside. Nothing here re-runs by itself. */
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals-core";
import type { Clock, DraftKey, Environment, FramePieces } from "../environment.ts";
import type { Notices } from "../notices.ts";
import type { FrameLink, FrameMessage, ShellMessage } from "../wall.ts";
import type { Hosts } from "./hosts.ts";
import { createPython, type Python } from "./python.ts";
import type { Runs } from "./runs.ts";
import type { Source } from "./source.ts";
import { createWire } from "./wire.ts";

export interface FramePlan {
  readonly generation: number;
  readonly pieces: FramePieces;
  /** Hosts that notebook code may reach. */
  readonly hosts: readonly string[];
}

export interface FrameSize {
  readonly width: number;
  readonly height: number;
}

export interface FrameLife {
  /** What the page must show as frame; null until its script is there. */
  readonly plan: ReadonlySignal<FramePlan | null>;
  readonly python: Python;
  /** How wide the frame is and how tall the whole notebook in it, in CSS pixels; as the frame says. */
  readonly size: Signal<FrameSize>;
  connect(generation: number, link: FrameLink): void;
  receive(generation: number, data: unknown): void;
  /** The frame's document went away: a notebook navigated it, or the browser ended its process. */
  lost(generation: number): void;
  send(message: ShellMessage): void;
  /** Resolves when everything typed in the frame before has arrived; or soon, when the frame hangs. */
  caughtUp(): Promise<void>;
  /** Tells the frame how the notebook stands now. */
  sendNotebook(source: Pick<Source, "text" | "cells">): void;
  /** `mayRun`: the new frame runs the cells as the first one would have. */
  rebuild(mayRun?: boolean): void;
  /** Stops what runs; a frame that does not answer is replaced. */
  stop(): void;
  /**
   * Builds the frame and Python anew after a failure; without the snapshot when Python itself has failed. A first
   * start that failed before anything ran is made up for: it runs the cells.
   */
  retry(): void;
  /** Keeps in mind over a reload that something runs. */
  markRunning(running: boolean): void;
  close(): void;
}

export interface FrameLifeParts {
  readonly environment: Environment;
  readonly notices: Notices;
  readonly key: DraftKey;
  readonly runs: Runs;
  readonly hosts: Hosts;
  /** The first message to a new frame. */
  opening(autorun: boolean): ShellMessage;
  receive(message: FrameMessage): void;
}

/** How long Stop may take before the whole frame is replaced. */
const STOP_LIMIT = 3_000;
/** Losses within a minute that the frame may have before we give it up. */
const MOST_LOSSES = 3;

export function createFrameLife(parts: FrameLifeParts): FrameLife {
  const { environment, notices, runs, hosts } = parts;
  const aborter = new AbortController();
  const pieces = signal<FramePieces | null>(null);
  const mark = createRunningMark(environment, parts.key);
  let autorun = !mark.wasSet;
  const losses = createLosses(environment.clock);
  if (mark.wasSet) notices.tell({ fact: "interrupted-run" });
  const python = createPython(environment, aborter.signal, true, (message) => wire.send(message));
  const wire = createWire(environment, {
    connected() {
      wire.send(parts.opening(autorun));
      python.deliver();
    },
    message(message) {
      if (message.kind === "run") autorun = false;
      parts.receive(message);
    },
    lost,
  });
  void loadPieces();

  async function loadPieces(): Promise<void> {
    const got = await environment.pieces.frame(aborter.signal);
    if (aborter.signal.aborted) return;
    if ("failure" in got) python.fail(got);
    else pieces.value = got;
  }

  function rebuild(mayRun = false): void {
    autorun = mayRun;
    runs.interrupt();
    mark.set(false);
    python.restart();
    wire.rebuild();
  }

  function lost(): void {
    const inAMinute = losses.add();
    rebuild();
    if (inAMinute <= MOST_LOSSES) notices.tell({ fact: "frame-rebuilt" });
    else {
      pieces.value = null;
      python.fail({ failure: "frame-keeps-failing" });
    }
  }

  return {
    plan: computed(() => planOf(wire.generation.value, pieces.value, hosts.allowed.value)),
    python,
    size: signal({ width: 0, height: 0 }),
    connect: wire.connect,
    receive: wire.receive,
    lost: (of) => (of === wire.generation.value ? lost() : undefined),
    send: wire.send,
    caughtUp: wire.caughtUp,
    sendNotebook: (source) => wire.send(notebookMessage(source, wire.edits())),
    rebuild,
    stop() {
      wire.send({ kind: "command", command: "stop" });
      unlessStopped(environment.clock, wire.generation, runs, lost);
    },
    retry() {
      losses.forget();
      python.reconsider();
      rebuild(autorun);
      if (pieces.value === null) void loadPieces();
    },
    markRunning: mark.set,
    close() {
      aborter.abort();
      mark.set(false);
      wire.close();
    },
  };
}

/** Calls back when the same run still goes on after a while; somebody may have run something else meanwhile. */
function unlessStopped(
  clock: Clock,
  generation: ReadonlySignal<number>,
  runs: Runs,
  giveUp: () => void,
): void {
  const frame = generation.value;
  const run = runs.number();
  clock.after(STOP_LIMIT, () => {
    const isSame = generation.value === frame && runs.number() === run;
    if (isSame && runs.state.value === "running") giveUp();
  });
}

function notebookMessage({ text, cells }: Pick<Source, "text" | "cells">, seen: number): ShellMessage {
  return { kind: "notebook", source: text.value, cells: [...cells.value], seen };
}

/** Counts how often the frame was lost within the last minute. */
function createLosses(clock: Clock) {
  let times: number[] = [];
  return {
    add(): number {
      const now = clock.now();
      times = [...times.filter((at) => now - at < 60_000), now];
      return times.length;
    },
    forget() {
      times = [];
    },
  };
}

function planOf(generation: number, pieces: FramePieces | null, hosts: readonly string[]): FramePlan | null {
  return pieces && { generation, pieces, hosts };
}

/** Set while something runs, so that a reload in the middle of an endless loop does not start it again. */
function createRunningMark(environment: Pick<Environment, "preferences">, key: DraftKey) {
  const name = `running:${JSON.stringify([key.course, key.notebook])}`;
  return {
    wasSet: environment.preferences.read(name) !== null,
    set: (running: boolean) => environment.preferences.write(name, running ? "yes" : null),
  };
}
