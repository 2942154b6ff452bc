/** Unpacks and hashes parts of the build beside the page, in two threads: the largest part is as long as all others. */
import type { PartPlan } from "./part-store.ts";
import type { PartTask, UnpackedPart } from "./part-worker.ts";

/** Threads that have had nothing to do for so long are ended: they hold on to much memory. Milliseconds. */
const IDLE = 2_000;

interface Thread {
  readonly worker: Worker;
  /** Bytes of the tasks that wait for it. */
  load: number;
}

let threads: Thread[] = [];

/** Rejects for bytes that are damaged. */
export async function unpackPart(raw: Blob, encoding: PartPlan["encoding"]): Promise<UnpackedPart> {
  if (threads.length < 2) threads.push({ worker: startWorker(), load: 0 });
  const thread = threads.reduce((one, other) => (other.load < one.load ? other : one));
  thread.load += raw.size;
  try {
    return await ask(thread.worker, { raw, encoding });
  } finally {
    thread.load -= raw.size;
    setTimeout(endIdle, IDLE);
  }
}

function startWorker(): Worker {
  return new Worker(new URL("./part-worker.ts", import.meta.url), { type: "module" });
}

function endIdle(): void {
  if (threads.some(({ load }) => load > 0)) return;
  for (const { worker } of threads) worker.terminate();
  threads = [];
}

/**
 * A worker whose script cannot be had, for want of a network, says nothing of the part: one that is not packed is handed
 * back to be hashed on the page.
 */
function ask(worker: Worker, task: PartTask): Promise<UnpackedPart> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve, reject) => {
    port1.onmessage = ({ data }: MessageEvent<UnpackedPart | null>) => {
      if (data === null) reject(new Error("damaged"));
      else resolve(data);
    };
    worker.addEventListener("error", () => {
      threads = threads.filter((thread) => thread.worker !== worker);
      if (task.encoding === "identity") resolve({ blob: task.raw, digest: null });
      else reject(new Error("the unpacker did not start"));
    });
    worker.postMessage(task, [port2]);
  });
}
