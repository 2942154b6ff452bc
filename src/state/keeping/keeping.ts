/** What keeps the work of one open notebook: its journal, its history, the one tab that writes, a file on disk. */
import { computed, type ReadonlySignal, signal } from "@preact/signals-core";
import type { Environment, VersionReason } from "../environment.ts";
import type { Notices } from "../notices.ts";
import type { FrameLife } from "../session/frame-life.ts";
import type { RunState, Runs } from "../session/runs.ts";
import { createSaver, type Saver, type SaveState } from "../session/saver.ts";
import type { OpenDocument } from "../session/session.ts";
import type { Source } from "../session/source.ts";
import { createUpstream, type Upstream } from "../session/upstream.ts";
import type { ValidationState } from "../session/validator.ts";
import { createWriter, type Writer } from "../session/writer.ts";
import type { CellView } from "../wall.ts";
import { createFileMirror, type FileMirror, type KnownMirror } from "./file-mirror.ts";
import { createVersionList, type VersionList } from "./version-list.ts";

export interface Keeping {
  readonly saved: ReadonlySignal<SaveState>;
  readonly writer: Pick<Writer, "state" | "readOnly" | "takeOver">;
  readonly versions: Omit<VersionList, "makeRoom" | "tidy">;
  readonly upstream: Upstream;
  readonly file: FileMirror;
  /** The browser took away what was kept, while the notebook was open. */
  readonly cleared: ReadonlySignal<boolean>;
  /** An older text becomes the notebook's; the present one stays in the history, and Undo brings it back. */
  restore(text: string): void;
  retry(): void;
}

export interface KnownKeeping extends Keeping {
  /** The source as the frame gets it: read-only while another tab writes. */
  readonly shown: Pick<Source, "text" | "cells">;
  /** The frame has changed the source: it is saved within 250 ms. */
  save(): void;
  /** Changes the source as a whole; `reason` keeps the text from before in the history. False when nothing changed. */
  replace(change: () => boolean, reason?: VersionReason): boolean;
  /** What is run or validated from now on is kept in the history. */
  attend(validation: ReadonlySignal<ValidationState>): void;
  flush(): Promise<void>;
  close(): void;
}

/** So many saves may lie between two thinnings of the history. */
const TIDY_EVERY = 200;

export interface KeepingParts {
  readonly environment: Environment;
  readonly notices: Notices;
  readonly document: OpenDocument;
  readonly source: Source;
  readonly runs: Pick<Runs, "state" | "keep">;
  readonly frame: Pick<FrameLife, "sendNotebook">;
}

export function createKeeping(parts: KeepingParts): KnownKeeping {
  const { environment, notices, document, source, runs, frame } = parts;
  const text = () => source.text.value;
  const changed = () => {
    keepRuns(source, runs);
    frame.sendNotebook(shown);
  };
  const list = createVersionList(environment, document);
  const writer = createWriter({
    environment,
    key: document,
    flush: () => saver.flush(),
    follow(draft) {
      if (saver.follow(draft) && source.follow(draft.source)) changed();
    },
    promoted: () => notices.tell({ fact: "may-write" }),
  });
  const { state, readOnly, takeOver } = writer;
  const take = (theirs: string, reason: VersionReason) => replace(() => source.replace(theirs), reason);
  const upstream = createUpstream({
    ...document,
    take: (theirs) => void take(theirs, "upstream"),
    decided: () => saver.save(text),
  });
  const saver = createSaver({
    environment,
    document,
    decided: writer.decided,
    mayWrite: () => !readOnly.value,
    original: upstream.base,
    makeRoom: list.makeRoom,
  });
  const file = createFileMirror({
    environment,
    key: document,
    filename: document.filename,
    text,
    take: (theirs) => take(theirs, "file"),
    keep(theirs) {
      saver.keep("file", theirs);
      saver.save(text);
    },
    failed: notices.fail,
  });
  const shown = {
    text: source.text,
    cells: computed(() => (readOnly.value ? source.cells.value.map(lockElsewhere) : source.cells.value)),
  };
  const { replace, note, save } = createChanges(parts, saver, readOnly, changed);
  const watching = watch({ environment, list, saver, writer, file, text, changed });
  return {
    saved: saver.state,
    writer: { state, readOnly, takeOver },
    versions: list,
    upstream,
    file,
    cleared: watching.cleared,
    shown,
    restore: (older) => void take(older, "restore"),
    retry: () => saver.save(text),
    save,
    replace,
    attend: (validation) => watching.add(...noteRuns(runs.state, validation, note)),
    flush: saver.flush,
    close() {
      // The last save still has to be followed by the file.
      void saver.flush().then(() => {
        watching.stop();
        saver.stop();
        writer.leave();
      });
    },
  };
}

function createChanges(
  { source, runs }: KeepingParts,
  saver: Saver,
  readOnly: ReadonlySignal<boolean>,
  changed: () => void,
): Pick<KnownKeeping, "replace" | "save"> & { note(reason: "run" | "validate"): void } {
  const text = () => source.text.value;
  return {
    save() {
      keepRuns(source, runs);
      saver.save(text);
    },
    replace(change, reason) {
      if (readOnly.value) return false;
      const before = text();
      if (!change()) return false;
      if (reason !== undefined) saver.keep(reason, before);
      saver.save(text);
      changed();
      return true;
    },
    note(reason) {
      if (saver.state.value.kind === "unchanged" || readOnly.value) return;
      saver.keep(reason, text());
      saver.save(text);
    },
  };
}

function noteRuns(
  runs: ReadonlySignal<RunState>,
  validation: ReadonlySignal<ValidationState>,
  note: (reason: "run" | "validate") => void,
): (() => void)[] {
  return [
    onChange(runs, (state) => {
      if (state === "running") note("run");
    }),
    onChange(validation, (state, before) => {
      if (state.kind === "running" && before.kind !== "running") note("validate");
    }),
  ];
}

interface Watched {
  readonly environment: Environment;
  readonly list: VersionList;
  readonly text: () => string;
  readonly changed: () => void;
  readonly saver: Saver;
  readonly writer: Writer;
  readonly file: KnownMirror;
}

interface Watching {
  readonly cleared: ReadonlySignal<boolean>;
  add(...stops: (() => void)[]): void;
  stop(): void;
}

/** What follows from a save, a change of role, or the loss of everything. */
function watch({ environment, list, text, changed, saver, writer, file }: Watched): Watching {
  const cleared = signal(false);
  let saves = 0;
  const counted = () => {
    saves++;
    if (saves === 1) void environment.keep.persist();
    if (saves % TIDY_EVERY === 1) void list.tidy();
  };
  const stops = [
    environment.keep.onCleared(() => {
      if (saver.state.value.kind === "unchanged" || writer.readOnly.value) return;
      cleared.value = true;
      saver.save(text);
    }),
    onChange(saver.state, (now, before) => {
      if (now.kind !== "saved" || writer.readOnly.value) return;
      writer.tellSaved();
      file.follow();
      if (before.kind === "saving") counted();
    }),
    onChange(writer.readOnly, changed),
    writer.state.subscribe((role) => {
      if (role === "writer") void file.start();
    }),
  ];
  return {
    cleared,
    add: (...more) => void stops.push(...more),
    stop() {
      for (const stop of stops) stop();
    },
  };
}

/** Calls back at every change, not for the value that is there. */
function onChange<T>(value: ReadonlySignal<T>, call: (now: T, before: T) => void): () => void {
  let before = value.peek();
  return value.subscribe((now) => {
    if (now === before) return;
    const last = before;
    before = now;
    call(now, last);
  });
}

function keepRuns(source: Source, runs: Pick<Runs, "keep">): void {
  const cells = new Set(source.cells.value.map((cell) => cell.id));
  runs.keep(cells, new Set(source.checks.value.map((check) => check.label)));
}

function lockElsewhere(cell: CellView): CellView {
  return { ...cell, locked: cell.locked ?? "elsewhere" };
}
