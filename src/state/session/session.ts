/** One open notebook: its source, its frame, its runs. Source text lives here, so that no runtime can lose it. */
import { computed, type ReadonlySignal, signal } from "@preact/signals-core";
import { type CheckItem, type CheckTotals, countChecks, joinChecks } from "../../core/checks/list.ts";
import type { DraftKey, Environment } from "../environment.ts";
import type { Notices } from "../notices.ts";
import type { Settings } from "../settings.ts";
import type { FrameCommand, NamedBlob, Opening, Shortcut } from "../wall.ts";
import { createFrameLife, type FrameLife } from "./frame-life.ts";
import { createHosts } from "./hosts.ts";
import { openingMessage } from "./opening.ts";
import { createPackages, type Packages } from "./packages.ts";
import { createReceiver } from "./receiver.ts";
import { createRuns, type Runs } from "./runs.ts";
import { createSaver, type Saver, type SaveState } from "./saver.ts";
import type { Source } from "./source.ts";
import { createValidator, type Validator } from "./validator.ts";

/** A notebook with all that belongs to it. */
export interface OpenDocument extends DraftKey {
  readonly title: string;
  /** Name of the course to show; "" for a notebook that was opened by hand. */
  readonly courseTitle: string;
  readonly filename: string;
  readonly source: string;
  readonly original: string;
  /** When the source was last kept here; null when it is as handed out. */
  readonly savedAt: number | null;
  readonly files: readonly NamedBlob[];
  readonly connect: readonly string[];
}

export interface Session {
  readonly document: OpenDocument;
  readonly source: Pick<Source, "text" | "cells" | "changed" | "canUndo" | "canRedo">;
  readonly saved: ReadonlySignal<SaveState>;
  readonly runs: Pick<Runs, "state" | "statuses">;
  readonly checks: ReadonlySignal<readonly CheckItem[]>;
  readonly totals: ReadonlySignal<CheckTotals>;
  readonly validator: Validator;
  readonly packages: Packages["list"];
  readonly filesWritten: ReadonlySignal<readonly WrittenFile[]>;
  readonly frame: Pick<FrameLife, "plan" | "python" | "connect" | "receive" | "lost" | "stop" | "retry">;
  command(command: FrameCommand): void;
  showCell(cell: string): void;
  addFiles(files: readonly NamedBlob[]): void;
  /** Asks the notebook's folder for a file; it arrives as a download. */
  fetchFile(name: string): void;
  undo(): void;
  redo(): void;
  reset(): void;
  download(): void;
  /** Resolves when everything typed is on disk. */
  flush(): Promise<void>;
  close(): void;
}

export interface WrittenFile {
  /** As the notebook calls it, with its folder. */
  readonly name: string;
  /** The name it will have here. */
  readonly shown: string;
  readonly bytes: number;
}

/** What the session asks of the rest of the app. */
export interface SessionContext {
  readonly environment: Environment;
  readonly settings: Settings;
  readonly notices: Notices;
  /** A notebook was dropped on or pasted into the frame. */
  openFile(file: NamedBlob): Promise<void>;
  /** A key that works everywhere was pressed in the frame. */
  shortcut(shortcut: Shortcut): void;
  focusLeft(direction: "forward" | "backward"): void;
}

export function createSession(context: SessionContext, document: OpenDocument, source: Source): Session {
  const { environment, settings, notices } = context;
  const saver = createSaver(environment, document);
  const runs = createRuns();
  const filesWritten = signal<readonly WrittenFile[]>([]);
  const checks = computed(() => joinChecks(source.checks.value, runs.records.value));
  const totals = computed(() => countChecks(checks.value));
  const packages = createPackages(environment);
  const hosts = createHosts(environment.preferences, document);
  const frame = createFrameLife({
    environment,
    notices,
    key: document,
    runs,
    hosts,
    opening: (autorun) => openEditor(document, source, settings, autorun),
    receive: (message) => receive(message),
  });
  const keep = () => keepSource(source, saver, runs);
  const receive = createReceiver({
    context,
    source,
    runs,
    totals,
    frame,
    packages,
    hosts,
    filesWritten,
    keep,
  });
  const validator = createValidator({ context, document, source, packages, hosts });
  const unsubscribe = settings.frame.subscribe((chosen) =>
    frame.send({ kind: "settings", settings: chosen }),
  );

  function replace(change: () => boolean): void {
    if (!change()) return;
    keep();
    frame.sendNotebook(source);
  }

  return {
    document,
    source,
    saved: saver.state,
    runs,
    checks,
    totals,
    validator,
    packages: packages.list,
    filesWritten,
    frame,
    ...wishes(frame),
    undo: () => replace(source.undo),
    redo: () => replace(source.redo),
    reset() {
      replace(source.reset);
      notices.tell({ fact: "was-reset" });
    },
    download: () => environment.downloads.save({ name: document.filename, blob: pythonFile(source) }),
    flush: saver.flush,
    close() {
      unsubscribe();
      frame.close();
      validator.cancel();
      packages.close();
      void saver.flush();
    },
  };
}

/** What the page may ask of the frame, one message each. */
function wishes(frame: FrameLife): Pick<Session, "command" | "showCell" | "fetchFile" | "addFiles"> {
  return {
    command: (command) => frame.send({ kind: "command", command }),
    showCell: (cell) => frame.send({ kind: "show-cell", cell }),
    fetchFile: (name) => frame.send({ kind: "read-file", name }),
    addFiles: (files) => frame.send({ kind: "files", files: [...files] }),
  };
}

function pythonFile(source: Source): Blob {
  return new Blob([source.text.value], { type: "text/x-python" });
}

function keepSource(source: Source, saver: Saver, runs: Runs): void {
  saver.save(() => source.text.value);
  const cells = new Set(source.cells.value.map((cell) => cell.id));
  runs.keep(cells, new Set(source.checks.value.map((check) => check.label)));
}

function openEditor(document: OpenDocument, source: Source, settings: Settings, autorun: boolean): Opening {
  const opening = openingMessage(document, source.text.value, source.cells.value, settings);
  return { ...opening, purpose: "edit", autorun };
}
