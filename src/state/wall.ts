/**
 * The messages to and from the notebook frame, as far as the state of the app knows them. The full contract with its
 * schema is `runtime/contract.ts`, a room that state does not import: the composition root hands over the contract's
 * reader, and the type checker holds both against each other there.
 */
import type { CheckRecord } from "../core/checks/record.ts";
import type { CellOutput } from "../core/checks/report-run.ts";

export interface CellView {
  id: string;
  /** "" for a nameless cell. */
  name: string;
  kind: "code" | "function" | "class" | "setup" | "unparsable";
  code: string;
  /** The text of a plain `mo.md(…)` cell; null for any other. */
  markdown: string | null;
  hideCode: boolean;
  disabled: boolean;
  /** "elsewhere": another tab writes the notebook. */
  locked: "marks" | "check" | "marker" | "elsewhere" | null;
}

export type CellEdit =
  | { kind: "code"; cell: string; code: string }
  | { kind: "rename"; cell: string; name: string }
  | { kind: "config"; cell: string; hideCode?: boolean | undefined; disabled?: boolean | undefined }
  | { kind: "insert"; after: string | null; cell: string; code: string; markdown: boolean }
  | { kind: "delete"; cell: string }
  | { kind: "move"; cell: string; to: "up" | "down" }
  | { kind: "convert"; cell: string; to: "code" | "markdown" };

export type CellStatus =
  | "idle"
  | "queued"
  | "running"
  | "stale"
  | "disabled"
  | "error"
  | "stopped"
  | "edited";

export type BootStage = "restoring" | "starting" | "session" | "ready" | "failed";

export type Shortcut = "run-all" | "stop" | "validate" | "save" | "find" | "next-region" | "previous-region";

export interface FrameSettings {
  onChange: "reactive" | "lazy";
  theme: "light" | "dark";
  editor: "code" | "plain";
}

export interface NamedBlob {
  name: string;
  blob: Blob;
}

export type FrameCommand = "run-all" | "run-stale" | "run-focused" | "stop" | "focus-first" | "focus-last";

export interface Opening {
  kind: "open";
  version: 1;
  purpose: "edit" | "validate";
  filename: string;
  source: string;
  cells: CellView[];
  settings: FrameSettings;
  files: NamedBlob[];
  added: NamedBlob[];
  autorun: boolean;
}

export type PackageAnswer = { kind: "bytes"; blob: Blob } | { kind: "failed"; failure: string };

export type ShellMessage =
  | Opening
  | PythonPieces
  | IslandsPieces
  | LatePieces
  /** `seen`: how many edits of this frame are in it. */
  | { kind: "notebook"; source: string; cells: CellView[]; seen: number }
  /** The text alone, some time after typing. */
  | { kind: "source"; source: string }
  | { kind: "settings"; settings: FrameSettings }
  | { kind: "command"; command: FrameCommand }
  | { kind: "show-cell"; cell: string }
  | { kind: "files"; files: NamedBlob[] }
  | { kind: "read-file"; name: string }
  | { kind: "read-answers"; request: number; names: string[] }
  | { kind: "got"; request: number; result: PackageAnswer }
  /** Seconds that a cell, and all cells together, may take; validation only. */
  | { kind: "limits"; cell: number; all: number }
  | { kind: "ping"; count: number };

/** Python's bytes by part, unpacked and checked, and the script of its worker. */
export interface PythonPieces {
  kind: "python";
  worker: Blob;
  parts: Record<string, Blob>;
  packages: string[];
  boot: "snapshot" | "ordinary";
}

/** marimo's output components, as far as their start needs them. */
export interface IslandsPieces {
  kind: "islands";
  start: Blob;
  index: Blob;
  style: Blob;
}

/** What the first output can do without. */
export type LatePieces =
  | { kind: "python-files"; parts: Record<string, Blob> }
  | { kind: "islands-lazy"; lazy: Blob };

export type FrameMessage =
  | { kind: "ready"; version: 1 }
  | { kind: "edit"; edit: CellEdit }
  | { kind: "boot"; stage: BootStage; how: "snapshot" | "ordinary" | null; detail?: string | undefined }
  | { kind: "want"; pieces: LatePieces["kind"] }
  | { kind: "run"; run: number; state: "started" | "finished" | "stopped" }
  | { kind: "cell"; cell: string; status: CellStatus; run: number }
  | { kind: "check"; record: CheckRecord; run: number }
  | { kind: "hint"; cell: string | null; count: number }
  | { kind: "hint-opened"; cell: string; hint: number }
  | { kind: "answers"; request: number; json: string }
  | { kind: "output"; cell: string; output: CellOutput; run: number }
  | { kind: "limit"; cell: string | null; seconds: number }
  | { kind: "need"; request: number; url: string }
  | {
      kind: "package";
      name: string;
      state: "wanted" | "fetching" | "installed" | "failed" | "impossible";
      reason?: string | undefined;
      bytes?: number | undefined;
    }
  | { kind: "blocked-host"; host: string }
  | { kind: "save"; name: string; blob: Blob }
  | { kind: "files-written"; files: { name: string; bytes: number }[] }
  | { kind: "open-link"; url: string }
  | { kind: "copy"; text: string }
  | { kind: "dropped"; name: string; blob: Blob }
  | { kind: "shortcut"; shortcut: Shortcut }
  | { kind: "focus-left"; direction: "forward" | "backward" }
  | { kind: "announce"; text: string }
  | { kind: "size"; width: number; height: number }
  | { kind: "pong"; count: number }
  | { kind: "fault"; code: string; detail: string };

/** One living frame: what the shell may do to it. */
export interface FrameLink {
  send(message: ShellMessage): void;
}
