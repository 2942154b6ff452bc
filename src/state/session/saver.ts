/** Keeps the source on disk as it is typed: at most 250 ms behind, at once when the page goes away. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { Draft, Environment, NewVersion, VersionReason } from "../environment.ts";
import type { ShellFailure } from "../failure.ts";
import { createVersionClock } from "./versions.ts";

export type SaveState =
  | { readonly kind: "unchanged" }
  | { readonly kind: "saving" }
  | { readonly kind: "saved"; readonly at: number }
  | { readonly kind: "failed"; readonly failure: ShellFailure };

export interface Saver {
  readonly state: ReadonlySignal<SaveState>;
  /** The text is asked for when it is written. */
  save(text: () => string): void;
  /** Keeps a text in the history, together with the next draft; unless it is the text that was kept last. */
  keep(reason: VersionReason, source: string): void;
  /** Starts writing what waits; resolves when it is on disk. */
  flush(): Promise<void>;
  /** The draft was found on disk; false when it is the one that is known here. */
  follow(draft: Draft): boolean;
}

export interface SaverParts {
  readonly environment: Pick<Environment, "drafts" | "versions" | "clock">;
  readonly document: SavedDocument;
  /** Resolves when it is known whether this tab writes. */
  readonly decided: Promise<void>;
  /** False while another tab writes: what was still to be written goes into the history. */
  mayWrite(): boolean;
  /** The handed-out text that the draft begins from. */
  original(): string;
  /** Called when storage is full; resolves when something less needed is gone. */
  makeRoom(): Promise<void>;
}

export type SavedDocument = Omit<Draft, "savedAt"> & {
  readonly savedAt: number | null;
  /** `savedAt` of the draft that is on disk, though it may not be what is shown. */
  readonly onDisk: number | null;
};

const DELAY = 250;

export function createSaver(parts: SaverParts): Saver {
  const { environment, decided, mayWrite } = parts;
  const { course, notebook, title, filename, source: first, savedAt } = parts.document;
  const state = signal<SaveState>(savedAt === null ? { kind: "unchanged" } : { kind: "saved", at: savedAt });
  const history = createVersionClock(first, savedAt);
  let seen = parts.document.onDisk;
  let waiting: (() => string) | undefined;
  let cancel: (() => void) | undefined;
  // Writes are put one behind the other, so that an older text never lands on a newer one.
  let writing = decided;

  async function write(): Promise<void> {
    const text = waiting;
    if (text === undefined) return;
    waiting = undefined;
    const source = text();
    const at = environment.clock.now();
    const versions = history.take(source, at);
    const failure = mayWrite() ? await writeDraft(source, at, versions) : await putAside(source, at);
    if (failure === undefined) {
      if (waiting === undefined) state.value = { kind: "saved", at };
      return;
    }
    state.value = { kind: "failed", failure };
    history.giveBack(versions);
    // The next flush tries again.
    waiting ??= text;
  }

  async function writeDraft(
    source: string,
    at: number,
    versions: readonly NewVersion[],
  ): Promise<ShellFailure | undefined> {
    const draft = { course, notebook, title, filename, original: parts.original(), source, savedAt: at };
    const put = () => environment.drafts.write(draft, { versions, seen });
    let failure = await put();
    if (failure?.failure === "storage-full") {
      await parts.makeRoom();
      failure = await put();
    }
    if (failure === undefined) seen = at;
    return failure;
  }

  /** Another tab took over before this was written. */
  function putAside(source: string, at: number): Promise<ShellFailure | undefined> {
    return environment.versions.add({ course, notebook }, { at, reason: "other-tab", source });
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
    keep: (reason, source) => history.keep(reason, source, environment.clock.now()),
    flush,
    follow(draft) {
      if (draft.savedAt === seen) return false;
      seen = draft.savedAt;
      state.value = { kind: "saved", at: draft.savedAt };
      return true;
    },
  };
}
