/** {@link SolutionCrypto} for pages without `crypto.subtle`: in workers, so that the page stays alive meanwhile. */
import { signal as createSignal, type Signal } from "@preact/signals";
import type { Box, Bytes, SolutionCrypto } from "../../core/solutions/crypto.ts";
import type { SlowWork } from "../../state/workshop/ports.ts";
import type { CryptoAnswer, CryptoRequest, CryptoWork } from "./crypto-messages.ts";

export interface WorkerCrypto extends SlowWork {
  readonly crypto: SolutionCrypto;
}

/** How often a person sees how far it is. */
const EVERY = 250;

export function createWorkerCrypto(): WorkerCrypto {
  const quick = createLine();
  const progress = createSignal<number | null>(null);
  return {
    progress,
    crypto: {
      sha256: (data) => quick.bytes({ kind: "sha256", data }),
      pbkdf2: (secret, salt, rounds, signal) =>
        derive({ kind: "pbkdf2", secret, salt, rounds }, signal, progress),
      hkdf: (key, info) => quick.bytes({ kind: "hkdf", key, info }),
      wrapKey: (wrappingKey, key) => quick.bytes({ kind: "wrapKey", wrappingKey, key }),
      unwrapKey: (wrappingKey, key) => quick.ask({ kind: "unwrapKey", wrappingKey, key }),
      encrypt: (key, iv, plaintext, additional) =>
        quick.box({ kind: "encrypt", key, iv, plaintext, additional }),
      decrypt: (key, iv, box, additional) => quick.ask({ kind: "decrypt", key, iv, box, additional }),
    },
  };
}

/** In a worker of its own, which is ended when nobody wants the result any more. */
async function derive(
  work: CryptoWork,
  signal: AbortSignal | undefined,
  progress: Signal<number | null>,
): Promise<Bytes> {
  signal?.throwIfAborted();
  const began = performance.now();
  let timer: ReturnType<typeof setInterval> | undefined;
  const line = createLine((milliseconds) => {
    const total = performance.now() - began + milliseconds;
    timer = setInterval(() => {
      progress.value = Math.min(0.99, (performance.now() - began) / total);
    }, EVERY);
  });
  const aborted = new Promise<never>((_, reject) =>
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true }),
  );
  progress.value = 0;
  try {
    return await Promise.race([line.bytes(work), aborted]);
  } finally {
    clearInterval(timer);
    line.close();
    progress.value = null;
  }
}

interface Line {
  ask(work: CryptoWork): Promise<Bytes | undefined>;
  bytes(work: CryptoWork): Promise<Bytes>;
  box(work: CryptoWork): Promise<Box>;
  close(): void;
}

/** One worker, started at the first question. */
function createLine(estimated: (milliseconds: number) => void = () => {}): Line {
  const waiting = new Map<number, (answer: CryptoAnswer) => void>();
  let worker: Worker | undefined;
  let last = 0;

  function start(): Worker {
    const started = new Worker(new URL("./crypto-worker.ts", import.meta.url), { type: "module" });
    started.addEventListener("message", ({ data }: MessageEvent<CryptoAnswer>) => {
      if (data.kind === "estimate") return estimated(data.milliseconds);
      waiting.get(data.id)?.(data);
      waiting.delete(data.id);
    });
    return started;
  }

  function send(work: CryptoWork): Promise<CryptoAnswer> {
    worker ??= start();
    const id = ++last;
    worker.postMessage({ id, work } satisfies CryptoRequest);
    return new Promise((resolve) => waiting.set(id, resolve));
  }

  const ask = async (work: CryptoWork): Promise<Bytes | undefined> => {
    const answer = await send(work);
    return answer.kind === "bytes" ? answer.bytes : undefined;
  };
  return {
    ask,
    async bytes(work) {
      const bytes = await ask(work);
      if (bytes === undefined) throw new TypeError(`${work.kind} has no result`);
      return bytes;
    },
    async box(work) {
      const answer = await send(work);
      if (answer.kind !== "box") throw new TypeError(`${work.kind} has no result`);
      return answer.box;
    },
    close: () => worker?.terminate(),
  };
}
