/** The conversation with the living frame: its generation, and whether it still answers. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { Environment } from "../environment.ts";
import type { FrameLink, FrameMessage, ShellMessage } from "../wall.ts";

export interface Wire {
  /** Counts the frames of this session; the page builds a new frame when it changes. */
  readonly generation: ReadonlySignal<number>;
  /** The page has built the frame of that generation. */
  connect(generation: number, link: FrameLink): void;
  /** Whatever arrived on the port of that generation's frame. */
  receive(generation: number, data: unknown): void;
  send(message: ShellMessage): void;
  /** How many edits this generation's frame has proposed. */
  edits(): number;
  /** Gives the frame up and asks the page for a new one. */
  rebuild(): void;
  close(): void;
}

const PING_EVERY = 5_000;
/** Pings in a row without an answer that make a frame lost. */
const PATIENCE = 3;

export function createWire(
  environment: Pick<Environment, "clock" | "readFrameMessage">,
  on: { connected(): void; message(message: FrameMessage): void; lost(): void },
): Wire {
  const generation = signal(1);
  let link: FrameLink | undefined;
  let unanswered = 0;
  let pings = 0;
  let edits = 0;
  let cancelPing: (() => void) | undefined;

  function drop(): void {
    link = undefined;
    cancelPing?.();
    cancelPing = undefined;
  }

  function beat(): void {
    if (unanswered >= PATIENCE) {
      on.lost();
      return;
    }
    unanswered++;
    link?.send({ kind: "ping", count: ++pings });
    cancelPing = environment.clock.after(PING_EVERY, beat);
  }

  return {
    generation,
    connect(of, next) {
      if (of !== generation.value) return;
      drop();
      link = next;
      unanswered = 0;
      edits = 0;
      cancelPing = environment.clock.after(PING_EVERY, beat);
      on.connected();
    },
    receive(of, data) {
      if (of !== generation.value || link === undefined) return;
      const message = environment.readFrameMessage(data);
      if (message === undefined) return;
      unanswered = 0;
      if (message.kind === "edit") edits++;
      if (message.kind !== "pong") on.message(message);
    },
    send: (message) => link?.send(message),
    edits: () => edits,
    rebuild() {
      drop();
      generation.value++;
    },
    close() {
      drop();
      generation.value = -1;
    },
  };
}
