/** The instructor's side of a live workshop: what the room does, and what is released to it. */
import { computed, effect, type ReadonlySignal, signal } from "@preact/signals-core";
import type { Deadline } from "../../core/live/deadline.ts";
import type { ReleaseRequest, Room } from "../../core/live/protocol.ts";
import { readReleaseAnswer } from "../../core/live/read.ts";
import { createFeed, type FeedState } from "./feed.ts";
import type { CockpitPorts } from "./ports.ts";

export interface Cockpit {
  readonly state: ReadonlySignal<FeedState>;
  /** The last that was heard; null before the first time. It stays when the connection is lost. */
  readonly room: ReadonlySignal<Room | null>;
  readonly countdowns: ReadonlySignal<readonly Deadline[]>;
  /** What the last press of a button came to, or a countdown that has ended; null before, and while one waits. */
  readonly outcome: ReadonlySignal<Outcome | null>;
  /** Whether an answer to a press is on its way. */
  readonly isBusy: ReadonlySignal<boolean>;
  send(request: ReleaseRequest): Promise<void>;
  close(): void;
}

export type Outcome =
  | { readonly kind: "released"; readonly exercises: readonly string[] }
  | { readonly kind: "counting"; readonly exercises: readonly string[] }
  | { readonly kind: "cancelled"; readonly exercise: string }
  /** Everything that was asked for is released already. */
  | { readonly kind: "already" }
  /** The server's own sentence. */
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "unreachable" };

export function createCockpit(ports: CockpitPorts): Cockpit {
  const feed = createFeed(ports);
  const outcome = signal<Outcome | null>(null);
  const waiting = signal(0);
  const stopWatching = watchReleases(feed.room, (exercises) => {
    outcome.value = { kind: "released", exercises };
  });

  async function ask(request: ReleaseRequest): Promise<Outcome | null> {
    const answer = await ports.server.release(request);
    if (answer === "wrong-token" || answer === "too-many") {
      feed.refuse(answer);
      return null;
    }
    return answer === "lost" ? { kind: "unreachable" } : outcomeOf(request, answer.text);
  }

  return {
    state: feed.state,
    room: feed.room,
    countdowns: feed.countdowns,
    outcome,
    isBusy: computed(() => waiting.value > 0),
    async send(request) {
      waiting.value += 1;
      outcome.value = null;
      const result = await ask(request);
      waiting.value -= 1;
      outcome.value = result;
    },
    close() {
      stopWatching();
      feed.close();
    },
  };
}

/** Countdowns end, and another cockpit may release as well: what opens while one looks is told. */
function watchReleases(
  room: ReadonlySignal<Room | null>,
  opened: (exercises: readonly string[]) => void,
): () => void {
  let known: ReadonlySet<string> | undefined;
  return effect(() => {
    if (room.value === null) return;
    const released = room.value.notebooks.flatMap(({ id: notebook, exercises }) =>
      exercises.filter((exercise) => exercise.released).map(({ id }) => ({ id, name: `${notebook}/${id}` })),
    );
    const before = known;
    known = new Set(released.map(({ name }) => name));
    const news = released.filter(({ name }) => before !== undefined && !before.has(name));
    if (news.length > 0) opened(news.map(({ id }) => id));
  });
}

function outcomeOf(request: ReleaseRequest, text: string): Outcome {
  const answer = readReleaseAnswer(text);
  if (answer === undefined) return { kind: "unreachable" };
  if ("failure" in answer) return { kind: "refused", message: answer.message };
  if (request.kind === "cancel") return { kind: "cancelled", exercise: request.exercise };
  if (answer.counting.length > 0) return { kind: "counting", exercises: answer.counting };
  if (answer.released.length > 0) return { kind: "released", exercises: answer.released };
  return { kind: "already" };
}
