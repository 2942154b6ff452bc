/** The copy for use without a network: checked and completed in idle time, once the first run is over. */
import { effect, type ReadonlySignal, signal } from "@preact/signals";

export type CopyState =
  | { readonly kind: "none" }
  /** The person wants to save data: it is made only if they say so. */
  | { readonly kind: "offered" }
  | { readonly kind: "making"; readonly done: number; readonly all: number }
  | { readonly kind: "ready" }
  | { readonly kind: "failed" };

/** Makes sure that one file is kept; false when it is not. */
export type Keep = (signal: AbortSignal) => Promise<boolean>;

export interface CopyOptions {
  /** A worker answers for this page, and the first run is over. */
  readonly due: ReadonlySignal<boolean>;
  /** The browser asks pages to be sparing. */
  readonly isSparing: boolean;
  /** Everything that has to be kept; undefined when not even that can be found out. */
  list(signal: AbortSignal): Promise<readonly Keep[] | undefined>;
}

export interface Copy {
  readonly state: ReadonlySignal<CopyState>;
  /** The person wants it now. */
  make(): void;
}

export function createCopy({ due, isSparing, list }: CopyOptions): Copy {
  const state = signal<CopyState>({ kind: "none" });
  let isWanted = !isSparing;
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
    if (!due.peek() || isMade) return;
    if (isWanted) whenIdle(() => void make());
    else state.value = { kind: "offered" };
  };
  effect(() => {
    if (due.value) start();
  });
  addEventListener("online", start);
  return {
    state,
    make() {
      isWanted = true;
      void make();
    },
  };
}

export function whenIdle(callback: () => void): void {
  // Safari has no idle callbacks.
  if ("requestIdleCallback" in globalThis) requestIdleCallback(callback, { timeout: 5_000 });
  else setTimeout(callback, 1_000);
}
