/** Keeps the source on disk as it is typed: at most 250 ms behind, at once after a rest and when the page goes away. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { Clock, Draft, Environment, NewVersion, VersionReason } from "../environment.ts";
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
  /** What cannot be written is not tried again by itself. */
  stop(): void;
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
/** A disk that is full or busy may have room in a while. */
const RETRY = 2_000;
/** A write that is later than this comes from a page that hung: another tab may have taken over meanwhile. */
const LATE = 1_500;
/** Time for that news to arrive. */
const NEWS = 100;

export function createSaver(parts: SaverParts): Saver {
  const { environment, decided } = parts;
  const { source: first, savedAt } = parts.document;
  const disk = createDisk(parts);
  const timer = createTimer(environment.clock, () => void flush());
  const state = signal<SaveState>(savedAt === null ? { kind: "unchanged" } : { kind: "saved", at: savedAt });
  const history = createVersionClock(first, savedAt);
  let waiting: (() => string) | undefined;
  let askedAt = 0;
  let writtenAt = 0;
  let stopped = false;
  // Writes are put one behind the other, so that an older text never lands on a newer one.
  let writing = decided;

  async function write(): Promise<void> {
    if (waiting !== undefined && environment.clock.now() - askedAt > LATE) {
      await new Promise<void>((resolve) => environment.clock.after(NEWS, resolve));
    }
    const text = waiting;
    if (text === undefined) return;
    waiting = undefined;
    const source = text();
    const at = environment.clock.now();
    writtenAt = at;
    const versions = history.take(source, at);
    const failure = await disk.write(source, at, versions);
    if (failure === undefined) {
      if (waiting === undefined) state.value = { kind: "saved", at };
      return;
    }
    state.value = { kind: "failed", failure };
    history.giveBack(versions);
    waiting ??= text;
    if (!stopped) timer.start(RETRY);
  }

  function flush(): Promise<void> {
    timer.stop();
    writing = writing.then(write);
    return writing;
  }

  return {
    state,
    save(text) {
      waiting = text;
      askedAt = environment.clock.now();
      state.value = { kind: "saving" };
      // The first key after a rest is written at once.
      timer.start(askedAt - writtenAt > DELAY ? 0 : DELAY);
    },
    keep: (reason, source) => history.keep(reason, source, environment.clock.now()),
    flush,
    follow(draft) {
      if (!disk.follow(draft)) return false;
      state.value = { kind: "saved", at: draft.savedAt };
      return true;
    },
    stop() {
      stopped = true;
      timer.stop();
    },
  };
}

/** One call to come: of two that are asked for, the earlier. */
function createTimer(clock: Clock, call: () => void): { start(delay: number): void; stop(): void } {
  let cancel: (() => void) | undefined;
  let due = Number.POSITIVE_INFINITY;
  function stop(): void {
    cancel?.();
    due = Number.POSITIVE_INFINITY;
  }
  return {
    start(delay) {
      const at = clock.now() + delay;
      if (at >= due) return;
      stop();
      due = at;
      cancel = clock.after(delay, call);
    },
    stop,
  };
}

interface Disk {
  write(source: string, at: number, versions: readonly NewVersion[]): Promise<ShellFailure | undefined>;
  follow(draft: Draft): boolean;
}

/** Where a text goes: into the draft, or into the history when another tab has the draft. */
function createDisk({ environment, document, mayWrite, original, makeRoom }: SaverParts): Disk {
  const { course, notebook, title, filename } = document;
  const { drafts, versions: history } = environment;
  let seen = document.onDisk;
  let hasMadeRoom = false;

  async function writeDraft(
    draft: Draft,
    versions: readonly NewVersion[],
  ): Promise<ShellFailure | undefined> {
    let failure = await drafts.write(draft, { versions, seen });
    if (failure?.failure === "storage-full" && !hasMadeRoom) {
      hasMadeRoom = true;
      await makeRoom();
      failure = await drafts.write(draft, { versions, seen });
    }
    if (failure === undefined) seen = draft.savedAt;
    return failure;
  }

  async function putAside(versions: readonly NewVersion[]): Promise<ShellFailure | undefined> {
    for (const version of versions) {
      const failure = await history.add({ course, notebook }, version);
      if (failure !== undefined) return failure;
    }
    return undefined;
  }

  return {
    write: (source, at, versions) =>
      mayWrite()
        ? writeDraft(
            { course, notebook, title, filename, original: original(), source, savedAt: at },
            versions,
          )
        : putAside([...versions, { at, reason: "other-tab", source }]),
    follow(draft) {
      if (draft.savedAt === seen) return false;
      seen = draft.savedAt;
      return true;
    },
  };
}
