/** The submissions on their way as they are on disk, where other tabs change them, too. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import { isFailure } from "../../core/failure.ts";
import type { Queued, Receipt } from "../../core/submission/records.ts";
import type { ShellFailure } from "../failure.ts";
import type { Submissions } from "./ports.ts";

export interface Queue {
  /** Oldest first. */
  readonly items: ReadonlySignal<readonly Queued[]>;
  /** Reads it again. */
  load(): Promise<void>;
  /** On disk when it resolves. */
  add(queued: Queued): Promise<undefined | ShellFailure>;
  /** Nothing where it has gone. */
  change(queued: Queued): Promise<void>;
  remove(id: string): Promise<void>;
  /** The receipt takes its place. */
  arrived(id: string, receipt: Receipt): Promise<void>;
}

export function createQueue(submissions: Submissions): Queue {
  const items = signal<readonly Queued[]>([]);
  const drop = (id: string): void => {
    items.value = items.value.filter((one) => one.id !== id);
  };
  return {
    items,
    async load() {
      const queued = await submissions.queued();
      if (!isFailure(queued)) items.value = queued;
    },
    async add(queued) {
      const failure = await submissions.add(queued);
      if (failure === undefined) items.value = [...items.value, queued];
      return failure;
    },
    async change(queued) {
      items.value = items.value.map((one) => (one.id === queued.id ? queued : one));
      await submissions.change(queued);
    },
    async remove(id) {
      drop(id);
      await submissions.remove(id);
    },
    async arrived(id, receipt) {
      await submissions.arrived(id, receipt);
      drop(id);
    },
  };
}
