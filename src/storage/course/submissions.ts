/** Submissions on disk: those on their way, and receipts. */
import { readQueued, readReceipt } from "../../core/submission/stored.ts";
import type { Submissions } from "../../state/course/ports.ts";
import type { Store } from "../database.ts";

const strict = { durability: "strict" } as const;

export function createSubmissions({ use }: Store): Submissions {
  return {
    queued: () =>
      use(async (database) => {
        const queued = (await database.getAll("queued")).map(readQueued).filter((one) => one !== undefined);
        return queued.sort((left, right) => left.queuedAt - right.queuedAt);
      }),
    add: (queued) =>
      use(async (database) => {
        const transaction = database.transaction("queued", "readwrite", strict);
        await Promise.all([transaction.store.put(queued), transaction.done]);
        return undefined;
      }),
    change: (queued) =>
      use(async (database) => {
        const { store, done } = database.transaction("queued", "readwrite", strict);
        if ((await store.getKey(queued.id)) !== undefined) await store.put(queued);
        await done;
        return undefined;
      }),
    remove: (id) =>
      use(async (database) => {
        await database.delete("queued", id);
        return undefined;
      }),
    arrived: (id, receipt) =>
      use(async (database) => {
        const transaction = database.transaction(["queued", "receipts"], "readwrite", strict);
        await Promise.all([
          transaction.objectStore("queued").delete(id),
          transaction.objectStore("receipts").put(receipt),
          transaction.done,
        ]);
        return undefined;
      }),
    receipts: (course) =>
      use(async (database) => {
        const found = await database.getAllFromIndex("receipts", "by-course", course);
        const receipts = found.map(readReceipt).filter((one) => one !== undefined);
        return receipts.sort((left, right) => right.seenAt - left.seenAt);
      }),
  };
}
