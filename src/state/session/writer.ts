/** Whether this tab writes the open notebook, or another one does and this one follows it. */
import { computed, type ReadonlySignal, signal } from "@preact/signals-core";
import type { Draft, DraftKey, Environment, TabRole } from "../environment.ts";

export type WriterState =
  /** Not known yet, for an instant; what is typed waits. */
  | "joining"
  | TabRole
  /** This tab has asked the other one to hand over. */
  | "taking";

export interface Writer {
  readonly state: ReadonlySignal<WriterState>;
  readonly readOnly: ReadonlySignal<boolean>;
  /** Resolves when it is known whether this tab writes. */
  readonly decided: Promise<void>;
  takeOver(): void;
  tellSaved(): void;
  leave(): void;
}

export interface WriterParts {
  readonly environment: Pick<Environment, "tabs" | "drafts">;
  readonly key: DraftKey;
  /** Puts everything typed here on disk. */
  flush(): Promise<void>;
  /** The draft on disk may be another tab's: it becomes what is shown here. */
  follow(draft: Draft): void;
  /** This tab was read-only and now writes. */
  promoted(): void;
}

export function createWriter({ environment, key, flush, follow, promoted }: WriterParts): Writer {
  const state = signal<WriterState>("joining");
  let decide = (): void => {};
  const decided = new Promise<void>((resolve) => {
    decide = resolve;
  });
  const isReading = () => state.value === "reader" || state.value === "taking";

  async function refresh(): Promise<void> {
    // What was typed here and is not on disk goes into the history before another text takes its place.
    if (isReading()) await flush();
    const draft = await environment.drafts.read(key);
    if (draft !== undefined && !("failure" in draft)) follow(draft);
  }

  async function become(role: TabRole): Promise<void> {
    const wasReading = isReading();
    // What another tab wrote between our reading and our lock must be known before the first write.
    if (role === "writer") await refresh();
    state.value = role;
    decide();
    if (role === "reader") await refresh();
    if (role === "writer" && wasReading) promoted();
  }

  const seat = environment.tabs.join(key, {
    became: (role) => void become(role),
    async yielding() {
      await flush();
      state.value = "reader";
    },
    saved() {
      if (isReading()) void refresh();
    },
  });

  return {
    state,
    readOnly: computed(isReading),
    decided,
    takeOver() {
      if (state.value !== "reader") return;
      state.value = "taking";
      seat.takeOver();
    },
    tellSaved: seat.tellSaved,
    leave: seat.leave,
  };
}
