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
  /** Resolves when everything typed in the frame before has arrived; or soon, when the frame hangs. */
  caughtUp(): Promise<void>;
  /** Gives the frame up and asks the page for a new one. */
  rebuild(): void;
  close(): void;
}

const PING_EVERY = 5_000;
/** Pings in a row without an answer that make a frame lost. */
const PATIENCE = 3;
/** Milliseconds that a frame gets to hand over what was typed: marimo's components hold its thread for a while. */
const CATCH_UP = 2_000;

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
  const catchingUp = new Map<number, () => void>();

  /** Messages of a port arrive in order: with this answer, all from before that question are here. */
  function answered(count: number): void {
    for (const [asked, resolve] of catchingUp) if (asked <= count) resolve();
  }

  function drop(): void {
    link = undefined;
    cancelPing?.();
    cancelPing = undefined;
    answered(pings);
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
      if (message.kind === "pong") answered(message.count);
      else on.message(message);
    },
    send: (message) => link?.send(message),
    edits: () => edits,
    caughtUp() {
      if (link === undefined) return Promise.resolve();
      const count = ++pings;
      link.send({ kind: "ping", count });
      return new Promise((settle) => {
        const resolve = (): void => {
          cancel();
          catchingUp.delete(count);
          settle();
        };
        const cancel = environment.clock.after(CATCH_UP, resolve);
        catchingUp.set(count, resolve);
      });
    },
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
