/** Completion requests and their answers, matched by id; a newer request for a cell ends the older one. */
import type { WorkerRequest } from "../runtime/worker/protocol.ts";
import type { Completion } from "./model.ts";

export interface Completions {
  ask(cell: string, code: string, cursor: number): Promise<readonly Completion[]>;
  answer(id: string, options: readonly Completion[]): void;
  /** Python is gone: nobody will answer. */
  abandon(): void;
}

export function createCompletions(send: (request: WorkerRequest) => void): Completions {
  const waiting = new Map<string, (options: readonly Completion[]) => void>();
  let count = 0;
  const abandon = () => {
    for (const resolve of waiting.values()) resolve([]);
    waiting.clear();
  };
  return {
    ask: (cell, code, cursor) =>
      new Promise((resolve) => {
        abandon();
        const request = String(++count);
        waiting.set(request, resolve);
        send({ kind: "complete", request, cell, document: code.slice(0, cursor) });
      }),
    answer(id, options) {
      waiting.get(id)?.(options);
      waiting.delete(id);
    },
    abandon,
  };
}
