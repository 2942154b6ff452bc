/** Submissions on their way, of all courses: when each is tried, and what a person may do about it. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { Queued, Receipt } from "../../core/submission/records.ts";
import type { ShellFailure } from "../failure.ts";
import { noteActivity } from "./activity.ts";
import { dispatch } from "./dispatch.ts";
import type { CoursePorts } from "./ports.ts";
import { createQueue, type Queue } from "./queue.ts";
import { createRounds } from "./rounds.ts";

export interface Outbox {
  /** Oldest first. */
  readonly items: Queue["items"];
  /** Ids of what is being sent at this moment. */
  readonly sending: ReadonlySignal<ReadonlySet<string>>;
  /** Takes up what earlier visits and other tabs left. */
  load(): Promise<void>;
  /** Keeps it, and begins to send it. It is on disk when this resolves. */
  add(queued: Queued): Promise<undefined | ShellFailure>;
  /** Sends now whatever waits: the network is back, or somebody has signed in. */
  sendNow(): void;
  /** Sends this one now, also one that was refused. */
  retry(id: string): void;
  /** Takes it away. What has gone out may have arrived already. */
  cancel(id: string): Promise<void>;
  /** Hears of every receipt, until the returned function is called. */
  onReceipt(listener: (receipt: Receipt) => void): () => void;
  close(): void;
}

export function createOutbox(ports: CoursePorts): Outbox {
  const queue = createQueue(ports.submissions);
  const sending = signal<ReadonlySet<string>>(new Set());
  const listeners = new Set<(receipt: Receipt) => void>();
  const closing = new AbortController();
  const find = (id: string) => queue.items.value.find((one) => one.id === id);
  const rounds = createRounds(ports, queue, async (queued) => {
    sending.value = new Set([...sending.value, queued.id]);
    const receipt = await dispatch(ports, queue, queued, closing.signal);
    sending.value = new Set([...sending.value].filter((id) => id !== queued.id));
    if (receipt !== undefined) for (const listener of listeners) listener(receipt);
  });

  const stopListening = ports.connection.onReturn(() => void rounds.hurry());
  return {
    items: queue.items,
    sending,
    async load() {
      await queue.load();
      if (queue.items.value.length > 0) void rounds.start();
    },
    async add(queued) {
      const failure = await queue.add(queued);
      if (failure !== undefined) return failure;
      const { filename, content, digest, user } = queued;
      noteActivity(ports, queued, { kind: "queued", filename, bytes: content.size, digest, user });
      void rounds.hurry();
      return undefined;
    },
    sendNow: () => void rounds.hurry(),
    retry(id) {
      const queued = find(id);
      if (queued !== undefined)
        void queue.change({ ...queued, nextTry: 0, trouble: null }).then(rounds.start);
    },
    async cancel(id) {
      const queued = find(id);
      await queue.remove(id);
      if (queued !== undefined) noteActivity(ports, queued, { kind: "cancelled", user: queued.user });
    },
    onReceipt(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      closing.abort();
      rounds.close();
      stopListening();
    },
  };
}
