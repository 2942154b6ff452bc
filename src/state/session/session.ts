/** One open notebook: its source, its frame, its runs. Source text lives here, so that no runtime can lose it. */
import { computed, type ReadonlySignal } from "@preact/signals-core";
import { type CheckItem, type CheckTotals, countChecks, joinChecks } from "../../core/checks/list.ts";
import type { CheckReport } from "../../core/checks/report.ts";
import type { DraftKey, Environment } from "../environment.ts";
import { createKeeping, type Keeping, type KnownKeeping } from "../keeping/keeping.ts";
import type { Notices } from "../notices.ts";
import type { Settings } from "../settings.ts";
import type { FrameCommand, NamedBlob, Opening, Shortcut } from "../wall.ts";
import { createNotebookDoor, type NotebookDoor } from "../workshop/notebook-door.ts";
import { createFolder, type Folder } from "./folder.ts";
import { createFrameLife, type FrameLife } from "./frame-life.ts";
import { createHints, type Hints } from "./hints.ts";
import { createHosts } from "./hosts.ts";
import { openingMessage } from "./opening.ts";
import { createPackages, type Packages } from "./packages.ts";
import { createReceiver } from "./receiver.ts";
import { createRuns, type Runs } from "./runs.ts";
import type { SaveState } from "./saver.ts";
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
  /** What was handed out when the student began: not the original any more when that has changed upstream. */
  readonly base: string;
  /** When the source was last kept here; null when it is as handed out. */
  readonly savedAt: number | null;
  /** `savedAt` of the draft on disk, though it may be older than what was handed out since. */
  readonly onDisk: number | null;
  readonly files: readonly NamedBlob[];
  readonly connect: readonly string[];
}

export interface Session {
  readonly document: OpenDocument;
  readonly source: Pick<Source, "text" | "cells" | "changed" | "canUndo" | "canRedo">;
  readonly saved: ReadonlySignal<SaveState>;
  readonly keeping: Keeping;
  readonly runs: Pick<Runs, "state" | "statuses" | "outdated">;
  readonly checks: ReadonlySignal<readonly CheckItem[]>;
  readonly totals: ReadonlySignal<CheckTotals>;
  readonly validator: Validator;
  readonly packages: Packages["list"];
  readonly files: Folder["files"];
  readonly frame: Pick<
    FrameLife,
    "plan" | "python" | "size" | "connect" | "receive" | "lost" | "stop" | "retry"
  >;
  /** What a workshop asks of the notebook. */
  readonly door: Omit<NotebookDoor, "hear">;
  readonly hints: Omit<Hints, "hear">;
  command(command: FrameCommand): void;
  showCell(cell: string): void;
  addFiles(files: readonly NamedBlob[]): void;
  /** Asks the notebook's folder for a file; it arrives as a download. */
  fetchFile(name: string): void;
  undo(): void;
  redo(): void;
  reset(): void;
  download(): void;
  /** Resolves when everything that has arrived here is on disk. */
  flush(): Promise<void>;
  /** Resolves with the text when everything typed in the frame is here and on disk. */
  settledText(): Promise<string>;
  close(): void;
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
  /** A validation has ended with this report. */
  validated(document: OpenDocument, report: CheckReport): void;
  /** The student has taken the notebook away as this file. */
  downloaded(document: OpenDocument, file: NamedBlob): void;
}

export function createSession(context: SessionContext, document: OpenDocument, source: Source): Session {
  const { environment, settings, notices } = context;
  const runs = createRuns();
  const folder = createFolder(notices, (files) => frame.send({ kind: "files", files: [...files] }));
  const checks = computed(() => joinChecks(source.checks.value, runs.records.value, runs.outdated.value));
  const totals = computed(() => countChecks(checks.value));
  const packages = createPackages(environment);
  const hosts = createHosts(environment.preferences, document);
  const frame = createFrameLife({
    environment,
    notices,
    key: document,
    runs,
    hosts,
    opening: (autorun) => openEditor(document, keeping.shown, settings, folder, autorun),
    receive(message) {
      for (const hear of [door.hear, hints.hear, receive]) hear(message);
    },
  });
  const keeping = createKeeping({ environment, notices, document, source, runs, frame });
  const hints = createHints(environment.preferences, document, source.cells);
  const door = createNotebookDoor({ environment, source, keeping, frame });
  const receive = createReceiver({
    context,
    source,
    runs,
    totals,
    frame,
    packages,
    hosts,
    folder,
    shown: keeping.shown,
    readOnly: keeping.writer.readOnly,
    keep: keeping.save,
  });
  const validator = createValidator({ context, document, source, packages, hosts, frame });
  keeping.attend(validator.state);
  const stop = listen(context, source, frame);

  return {
    document,
    source,
    saved: keeping.saved,
    keeping,
    runs,
    checks,
    totals,
    validator,
    packages: packages.list,
    files: folder.files,
    frame,
    door,
    hints,
    addFiles: folder.add,
    ...wishes(frame),
    ...changes(source, keeping, notices),
    ...handing(context, document, source, frame, keeping),
    close() {
      stop();
      frame.close();
      validator.cancel();
      packages.close();
      keeping.close();
    },
  };
}

/** What follows from a change of the settings or of the notebook. */
function listen(
  { settings, notices }: SessionContext,
  source: Pick<Source, "cells">,
  frame: FrameLife,
): () => void {
  const stops = [
    settings.frame.subscribe((chosen) => frame.send({ kind: "settings", settings: chosen })),
    source.cells.subscribe(() => notices.withdrawUndo()),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** What the page may ask of the frame, one message each. */
function wishes(frame: FrameLife): Pick<Session, "command" | "showCell" | "fetchFile"> {
  return {
    command: (command) => frame.send({ kind: "command", command }),
    showCell: (cell) => frame.send({ kind: "show-cell", cell }),
    fetchFile: (name) => frame.send({ kind: "read-file", name }),
  };
}

/** The text, on its way out of here. */
function handing(
  { environment, downloaded }: SessionContext,
  document: OpenDocument,
  { text }: Pick<Source, "text">,
  frame: FrameLife,
  { flush }: Pick<KnownKeeping, "flush">,
): Pick<Session, "download" | "flush" | "settledText"> {
  return {
    flush,
    download() {
      // What was typed last may still be on its way from the frame.
      void frame.caughtUp().then(() => {
        const file = {
          name: document.filename,
          blob: new Blob([text.value], { type: "text/x-python" }),
        };
        environment.downloads.save(file);
        downloaded(document, file);
      });
    },
    async settledText() {
      await frame.caughtUp();
      await flush();
      return text.value;
    },
  };
}

function changes(
  source: Source,
  { replace }: Pick<KnownKeeping, "replace">,
  notices: Notices,
): Pick<Session, "undo" | "redo" | "reset"> {
  return {
    undo: () => void replace(source.undo),
    redo: () => void replace(source.redo),
    reset() {
      if (replace(source.reset, "reset")) notices.tell({ fact: "was-reset" });
    },
  };
}

function openEditor(
  document: OpenDocument,
  { text, cells }: Pick<Source, "text" | "cells">,
  settings: Settings,
  folder: Folder,
  autorun: boolean,
): Opening {
  const opening = openingMessage(document, { source: text.value, cells: cells.value }, settings);
  return { ...opening, purpose: "edit", autorun, added: [...folder.added()] };
}
