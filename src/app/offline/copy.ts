/** The copy for use without a network: checked and completed in idle time, once the first run is over. */
import { effect, type ReadonlySignal, signal } from "@preact/signals";

export type CopyState =
  | { readonly kind: "none" }
  | { readonly kind: "making"; readonly done: number; readonly all: number }
  | { readonly kind: "ready" }
  | { readonly kind: "failed" };

/** Makes sure that one file is kept; false when it is not. */
export type Keep = (signal: AbortSignal) => Promise<boolean>;

export interface CopyOptions {
  /** A worker answers for this page, and the first run is over. */
  readonly due: ReadonlySignal<boolean>;
  /** Everything that has to be kept; undefined when not even that can be found out. */
  list(signal: AbortSignal): Promise<readonly Keep[] | undefined>;
}

export function createCopy({ due, list }: CopyOptions): ReadonlySignal<CopyState> {
  const state = signal<CopyState>({ kind: "none" });
  const { signal: never } = new AbortController();

  async function make(): Promise<void> {
    const files = await list(never);
    if (files === undefined) {
      state.value = { kind: "failed" };
      return;
    }
    for (const [done, keep] of files.entries()) {
      state.value = { kind: "making", done, all: files.length };
      if (await keep(never)) continue;
      state.value = { kind: "failed" };
      return;
    }
    state.value = { kind: "ready" };
  }

  const start = (): void => {
    const isMade = state.peek().kind === "ready" || state.peek().kind === "making";
    if (due.peek() && !isMade) whenIdle(() => void make());
  };
  effect(() => {
    if (due.value) start();
  });
  addEventListener("online", start);
  return state;
}

export function whenIdle(callback: () => void): void {
  // Safari has no idle callbacks.
  if ("requestIdleCallback" in globalThis) requestIdleCallback(callback, { timeout: 5_000 });
  else setTimeout(callback, 1_000);
}
