/** Questions to a worker that does cryptography, and its answers. */
import type { Box, Bytes } from "../../core/solutions/crypto.ts";
import type { CryptoAnswer, CryptoRequest, CryptoWork } from "./messages.ts";

export interface Line {
  ask(work: CryptoWork): Promise<Bytes | undefined>;
  bytes(work: CryptoWork): Promise<Bytes>;
  box(work: CryptoWork): Promise<Box>;
  close(): void;
}

/** One worker, started at the first question. */
export function createLine(estimated: (milliseconds: number) => void = () => {}): Line {
  const waiting = new Map<number, (answer: CryptoAnswer) => void>();
  let worker: Worker | undefined;
  let last = 0;

  function start(): Worker {
    const started = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    started.addEventListener("message", ({ data }: MessageEvent<CryptoAnswer>) => {
      if (data.kind === "estimate") return estimated(data.milliseconds);
      waiting.get(data.id)?.(data);
      waiting.delete(data.id);
    });
    // Its script could not be loaded: nobody may wait for ever.
    started.addEventListener("error", () => {
      worker = undefined;
      for (const [id, settle] of waiting) settle({ kind: "bytes", id, bytes: undefined });
      waiting.clear();
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
