/** Follows the room, and connects again for as long as it takes. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import { type Deadline, deadlinesOf } from "../../core/live/deadline.ts";
import type { Room } from "../../core/live/protocol.ts";
import { readRoom } from "../../core/live/read.ts";
import type { CockpitPorts, Ending } from "./ports.ts";

export type FeedState =
  | { readonly kind: "connecting" }
  | { readonly kind: "live" }
  /** The server does not answer; it is asked again by itself. */
  | { readonly kind: "lost" }
  /** Asking again would not help. */
  | { readonly kind: "refused"; readonly why: Exclude<Ending, "lost"> };

export interface Feed {
  readonly state: ReadonlySignal<FeedState>;
  readonly room: ReadonlySignal<Room | null>;
  readonly countdowns: ReadonlySignal<readonly Deadline[]>;
  /** Nothing the server says counts any more. */
  refuse(why: Exclude<Ending, "lost">): void;
  close(): void;
}

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 8_000;
/** A server that lives says so more often than that. */
const SILENCE = 45_000;

export function createFeed({ server, clock }: CockpitPorts): Feed {
  const state = signal<FeedState>({ kind: "connecting" });
  const room = signal<Room | null>(null);
  const countdowns = signal<readonly Deadline[]>([]);
  let current = new AbortController();
  let pause = FIRST_PAUSE;
  let isOver = false;
  let cancelSilence = () => {};
  let cancelNext = () => {};

  function stop(): void {
    isOver = true;
    current.abort();
    cancelSilence();
    cancelNext();
  }

  function refuse(why: Exclude<Ending, "lost">): void {
    stop();
    state.value = { kind: "refused", why };
  }

  function take({ name, data }: { name: string; data: string }): void {
    const next = name === "room" ? readRoom(data) : undefined;
    if (next === undefined) return;
    pause = FIRST_PAUSE;
    countdowns.value = deadlinesOf(next.countdowns, clock.now());
    room.value = next;
    state.value = { kind: "live" };
  }

  async function connect(): Promise<void> {
    const connection = new AbortController();
    current = connection;
    const isCurrent = (): boolean => !isOver && current === connection;
    const heard = (): void => {
      cancelSilence();
      cancelSilence = clock.after(SILENCE, () => lose());
    };
    const lose = (): void => {
      if (!isCurrent()) return;
      connection.abort();
      cancelSilence();
      current = new AbortController();
      state.value = { kind: "lost" };
      cancelNext = clock.after(pause, () => void connect());
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    };
    heard();
    const ending = await server.follow(
      { heard: () => isCurrent() && heard(), event: (event) => isCurrent() && take(event) },
      connection.signal,
    );
    if (!isCurrent()) return;
    if (ending === "lost") lose();
    else refuse(ending);
  }

  void connect();
  return { state, room, countdowns, refuse, close: stop };
}
