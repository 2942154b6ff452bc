/** Python's bytes on their way to the frame, and how far its start has come. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { Environment, Progress } from "../environment.ts";
import type { ShellFailure } from "../failure.ts";
import type {
  BootStage,
  FrameMessage,
  IslandsPieces,
  LatePieces,
  PythonPieces,
  ShellMessage,
} from "../wall.ts";
import { createLatePieces } from "./late-pieces.ts";

export type PythonState =
  | { readonly kind: "loading"; readonly progress: Progress | null }
  | { readonly kind: "starting"; readonly stage: BootStage }
  | { readonly kind: "ready"; readonly how: "snapshot" | "ordinary" | null }
  | { readonly kind: "failed"; readonly failure: ShellFailure };

export interface Python {
  readonly state: ReadonlySignal<PythonState>;
  /** A frame is there: gives it what has arrived, and the rest as it arrives. */
  deliver(): void;
  booted(message: Extract<FrameMessage, { kind: "boot" }>): void;
  fail(failure: ShellFailure): void;
  /** The frame wants what it was not given at first. */
  want(kind: LatePieces["kind"]): void;
  /** The frame is gone; the next one is given everything again. */
  restart(): void;
  /** After a failure of Python itself, the next start does without the memory snapshot. */
  reconsider(): void;
}

/** Failures that another way of starting may avoid. */
const startFailures: ReadonlySet<string> = new Set(["python-failed", "frame-keeps-failing"]);

export function createPython(
  environment: Pick<Environment, "pieces" | "clock">,
  aborted: AbortSignal,
  /** Whether outputs are drawn: validation does without. */
  draws: boolean,
  send: (message: ShellMessage) => void,
): Python {
  const state = signal<PythonState>({ kind: "loading", progress: null });
  let python: PythonPieces | undefined;
  let islands: IslandsPieces | undefined;
  let boot: PythonPieces["boot"] = "snapshot";
  let frameIsThere = false;
  const loading = { python: false, islands: false };
  const late = createLatePieces(environment, aborted);

  /** Asks for what is neither here nor on its way. */
  function load(): void {
    if (python === undefined && !loading.python) void loadPython();
    if (draws && islands === undefined && !loading.islands) void loadIslands();
  }

  async function loadPython(): Promise<void> {
    loading.python = true;
    const got = await environment.pieces.python((progress) => {
      if (state.value.kind === "loading") state.value = { kind: "loading", progress };
    }, aborted);
    loading.python = false;
    if (aborted.aborted) return;
    if ("failure" in got) return fail(got);
    python = got;
    if (frameIsThere) sendPython();
  }

  async function loadIslands(): Promise<void> {
    loading.islands = true;
    const got = await environment.pieces.islands(aborted);
    loading.islands = false;
    if (aborted.aborted) return;
    if ("failure" in got) return fail(got);
    islands = got;
    if (frameIsThere) send(islands);
  }

  function sendPython(): void {
    if (python === undefined) return;
    state.value = { kind: "starting", stage: "restoring" };
    send({ ...python, boot });
  }

  function fail(failure: ShellFailure): void {
    state.value = { kind: "failed", failure };
  }

  load();
  return {
    state,
    deliver() {
      frameIsThere = true;
      if (islands !== undefined) send(islands);
      sendPython();
    },
    booted({ stage, how, detail = "" }) {
      if (stage === "failed") fail({ failure: "python-failed", detail });
      else state.value = stage === "ready" ? { kind: "ready", how } : { kind: "starting", stage };
    },
    async want(kind) {
      const got = await late(kind);
      if (got !== undefined && frameIsThere) send(got);
    },
    fail,
    restart() {
      frameIsThere = false;
      state.value = { kind: "loading", progress: null };
      load();
    },
    reconsider() {
      const { value } = state;
      // Bytes that did not come say nothing against the snapshot.
      if (value.kind === "failed" && startFailures.has(value.failure.failure)) boot = "ordinary";
    },
  };
}
