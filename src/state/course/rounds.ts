/** When the queue is worked through: one submission after another, each when it is due, in one tab at a time. */
import type { Queued } from "../../core/submission/records.ts";
import type { CoursePorts } from "./ports.ts";
import type { Queue } from "./queue.ts";

export interface Rounds {
  /** Works through what is due now; resolves when that is done. */
  start(): Promise<void>;
  /** Whatever waits is due now. */
  hurry(): Promise<void>;
  close(): void;
}

/** Milliseconds; a page that wakes up is not to ask for everything at the same instant. */
const SHORTEST_PAUSE = 1_000;

export function createRounds(
  { clock, exclusively }: Pick<CoursePorts, "clock" | "exclusively">,
  queue: Queue,
  send: (queued: Queued) => Promise<void>,
): Rounds {
  let isClosed = false;
  let cancelTimer = () => {};
  let round: Promise<void> | undefined;
  /** Those that are due whatever their time is. */
  const hurried = new Set<string>();
  const waiting = () => (isClosed ? [] : queue.items.value.filter(isWaiting));
  const nextDue = () => waiting().find(({ id, nextTry }) => hurried.has(id) || nextTry <= clock.now());

  async function workThrough(): Promise<void> {
    const isOurs = await exclusively("outbox", async () => {
      await queue.load();
      for (let next = nextDue(); next !== undefined; next = nextDue()) {
        hurried.delete(next.id);
        await send(next);
      }
      return true;
    });
    // Another tab sends: what it has done by now is on disk.
    if (isOurs === undefined) await queue.load();
  }

  function start(): Promise<void> {
    round ??= workThrough().finally(() => {
      round = undefined;
      waitForNext();
    });
    return round;
  }

  function waitForNext(): void {
    cancelTimer();
    const times = waiting().map(({ id, nextTry }) => (hurried.has(id) ? 0 : nextTry));
    if (times.length === 0) return;
    const pause = Math.max(SHORTEST_PAUSE, Math.min(...times) - clock.now());
    cancelTimer = clock.after(pause, () => void start());
  }

  return {
    start,
    async hurry() {
      for (const { id } of waiting()) hurried.add(id);
      await round;
      await start();
    },
    close() {
      isClosed = true;
      cancelTimer();
    },
  };
}

/** What was refused waits for the person, not for a time. */
function isWaiting({ trouble }: Queued): boolean {
  return trouble?.kind !== "refused";
}
