/**
 * Tells a live server how far the attendee is, for as long as they let it: a random id, states and counts, and nothing
 * that they wrote. The switch holds for the whole workshop in this browser.
 */
import { computed, effect, type ReadonlySignal, signal } from "@preact/signals-core";
import { printKeptAttendee, readKeptAttendee } from "../../core/live/kept-presence.ts";
import { PRESENCE_EVERY, type Presence as PresenceMessage } from "../../core/live/protocol.ts";
import type { DraftKey } from "../environment.ts";
import type { Card } from "./cards.ts";
import type { WorkshopPorts } from "./ports.ts";
import type { Step } from "./steps.ts";
import type { VaultState } from "./vault-loader.ts";

export interface Presence {
  readonly isOn: ReadonlySignal<boolean>;
  turn(isOn: boolean): void;
  /** The server may have begun anew, and know nobody any more. */
  again(): void;
  close(): void;
}

export interface ProgressParts {
  readonly vault: ReadonlySignal<VaultState>;
  readonly steps: ReadonlySignal<readonly Step[]>;
  readonly cards: ReadonlySignal<ReadonlyMap<string, Card>>;
  readonly tries: ReadonlySignal<ReadonlyMap<string, number>>;
}

/** However fast somebody works, one message in this time is enough. */
const AT_MOST_EVERY = 2_000;

export function createPresence(
  ports: Pick<WorkshopPorts, "presence" | "kept" | "clock" | "attention" | "randomId">,
  url: string,
  { course, notebook }: DraftKey,
  progress: ProgressParts,
): Presence {
  const { clock, kept } = ports;
  const name = `presence:${JSON.stringify([course])}`;
  const attendee = signal<string | null>(recall());
  const exercises = computed(() => exercisesOf(progress));
  let sent = "";
  let sentAt = Number.NEGATIVE_INFINITY;
  let sending = Promise.resolve();
  let isOver = false;
  let cancelNext = () => {};

  /** Another tab may have turned it off since. */
  function recall(): string | null {
    const known = readKeptAttendee(kept.read(name));
    if (known !== undefined) return known;
    const made = ports.randomId();
    kept.write(name, printKeptAttendee(made));
    return made;
  }

  async function deliver(message: PresenceMessage): Promise<void> {
    if ((await ports.presence.send(url, JSON.stringify(message))) === "refused") close();
  }

  /** One after the other, or the server would keep what is older. */
  function post(message: PresenceMessage): void {
    sending = sending.then(() => deliver(message));
  }

  function send(deliverBy: (message: PresenceMessage) => void): void {
    attendee.value = recall();
    if (isOver || attendee.value === null || exercises.value === undefined) return;
    sent = JSON.stringify(exercises.value);
    sentAt = clock.now();
    deliverBy({ attendee: attendee.value, notebook, exercises: [...exercises.value] });
    plan();
  }

  function plan(): void {
    cancelNext();
    if (isOver || attendee.peek() === null || exercises.peek() === undefined) return;
    const pause = isNews() ? AT_MOST_EVERY : PRESENCE_EVERY;
    cancelNext = clock.after(Math.max(0, sentAt + pause - clock.now()), () => send(post));
  }

  function isNews(): boolean {
    return JSON.stringify(exercises.peek()) !== sent;
  }

  function close(): void {
    isOver = true;
    cancelNext();
    stopFollowing();
    stopLeaving();
  }

  const stopFollowing = effect(() => {
    exercises.value;
    attendee.value;
    plan();
  });
  const stopLeaving = ports.attention.onLeave(() => {
    // Nothing can be waited for any more.
    if (isNews()) send((message) => void deliver(message));
  });

  return {
    isOn: computed(() => attendee.value !== null),
    turn(isOn) {
      const before = recall();
      if (isOn === (before !== null)) return;
      const next = isOn ? ports.randomId() : null;
      kept.write(name, printKeptAttendee(next));
      // The last word, so that nobody has to wait until a silence is noticed.
      if (before !== null && sent !== "") post({ attendee: before, notebook, exercises: [], forget: true });
      sent = "";
      attendee.value = next;
    },
    again() {
      if (sent !== "") sentAt = Math.min(sentAt, clock.now() - AT_MOST_EVERY);
      sent = "";
      plan();
    },
    close,
  };
}

/** `undefined` until it is known which exercises there are: the server knows those that have a solution. */
function exercisesOf({
  vault,
  steps,
  cards,
  tries,
}: ProgressParts): PresenceMessage["exercises"] | undefined {
  if (vault.value.kind !== "loaded") return undefined;
  return steps.value.slice(0, 200).map(({ id, progress, hints }) => ({
    id,
    // Who has passed needs no solution: that it is open as well would hide the better news.
    state: progress !== "passed" && cards.value.get(id)?.kind === "open" ? "open" : progress,
    runs: tries.value.get(id) ?? 0,
    hints: hints.opened,
  }));
}
