/** {@link SolutionCrypto} for pages without `crypto.subtle`: in workers, so that the page stays alive meanwhile. */
import { signal as createSignal, type Signal } from "@preact/signals";
import type { Bytes, SolutionCrypto } from "../../core/solutions/crypto.ts";
import type { SlowWork } from "../../state/workshop/ports.ts";
import { createLine } from "./line.ts";
import type { CryptoWork } from "./messages.ts";

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
      sha256: (data) => quick.bytes({ kind: "sha256", blob: new Blob([data]) }),
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
