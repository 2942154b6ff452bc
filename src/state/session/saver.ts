/** Keeps the source on disk as it is typed: at most 250 ms behind, at once when the page goes away. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { Draft, Environment } from "../environment.ts";
import type { ShellFailure } from "../failure.ts";

export type SaveState =
  | { readonly kind: "unchanged" }
  | { readonly kind: "saving" }
  | { readonly kind: "saved"; readonly at: number }
  | { readonly kind: "failed"; readonly failure: ShellFailure };

export interface Saver {
  readonly state: ReadonlySignal<SaveState>;
  /** The text is asked for when it is written. */
  save(text: () => string): void;
  /** Starts writing what waits; resolves when it is on disk. */
  flush(): Promise<void>;
}

const DELAY = 250;

export function createSaver(
  environment: Pick<Environment, "drafts" | "clock">,
  document: Omit<Draft, "source" | "savedAt"> & { readonly savedAt: number | null },
): Saver {
  const { course, notebook, title, filename, original, savedAt } = document;
  const draft = { course, notebook, title, filename, original };
  const state = signal<SaveState>(savedAt === null ? { kind: "unchanged" } : { kind: "saved", at: savedAt });
  let waiting: (() => string) | undefined;
  let cancel: (() => void) | undefined;
  // Writes are put one behind the other, so that an older text never lands on a newer one.
  let writing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    if (waiting === undefined) return;
    const source = waiting();
    waiting = undefined;
    const at = environment.clock.now();
    const failure = await environment.drafts.write({ ...draft, source, savedAt: at });
    if (failure !== undefined) state.value = { kind: "failed", failure };
    else if (waiting === undefined) state.value = { kind: "saved", at };
  }

  function flush(): Promise<void> {
    cancel?.();
    cancel = undefined;
    writing = writing.then(write);
    return writing;
  }

  return {
    state,
    save(text) {
      waiting = text;
      state.value = { kind: "saving" };
      cancel ??= environment.clock.after(DELAY, () => void flush());
    },
    flush,
  };
}
