/**
 * What the frame and its Python worker say to each other. Both are ours and live in the frame's realm, so these
 * messages are typed but not checked; the wall that is checked is `../contract.ts`.
 */
import type { Settings } from "../contract.ts";
import type { RuntimePartName } from "../manifest.ts";
import type { SessionCell, SessionPlan } from "../session.ts";

export type WorkerRequest =
  | {
      readonly kind: "boot";
      /** Unpacked parts by name (manifest.ts), checked by the shell. */
      readonly parts: PythonBlobs;
      readonly packages: readonly string[];
      readonly how: "snapshot" | "ordinary";
    }
  /** Compiled once by the frame, so that a Stop compiles nothing; the worker reads its parts meanwhile. */
  | { readonly kind: "wasm"; readonly wasm: WebAssembly.Module }
  /** The package files. Before `boot` where that is to be an ordinary one, which needs them. */
  | { readonly kind: "python-files"; readonly parts: PythonFileBlobs }
  | {
      readonly kind: "open";
      readonly filename: string;
      readonly source: string;
      readonly settings: Settings;
      readonly files: readonly { readonly name: string; readonly blob: Blob }[];
      /** True: the first cell waits for the package files, unless they do not come. */
      readonly waits: boolean;
    }
  | { readonly kind: "create"; readonly plan: SessionPlan }
  | { readonly kind: "execute"; readonly cells: readonly SessionCell[]; readonly enable: readonly string[] }
  | { readonly kind: "delete"; readonly cell: string }
  | { readonly kind: "configure"; readonly cell: string; readonly disabled: boolean }
  | { readonly kind: "settings"; readonly settings: Settings }
  | { readonly kind: "source"; readonly source: string }
  /** A control request as marimo's output components word it (JSON). */
  | { readonly kind: "control"; readonly request: string }
  | { readonly kind: "complete"; readonly request: string; readonly cell: string; readonly document: string }
  | { readonly kind: "add-file"; readonly name: string; readonly blob: Blob }
  | { readonly kind: "read-file"; readonly name: string }
  | { readonly kind: "answers"; readonly request: number; readonly names: readonly string[] }
  | { readonly kind: "got"; readonly request: number; readonly result: FetchedFile };

/** The parts of a start from the snapshot that the worker reads by itself; `wasm` comes compiled. */
export const pythonBlobNames = [
  "pyodideModule",
  "asmModule",
  "stdlib",
  "lock",
  "snapshot",
  "msgspec",
  "filesIndex",
] as const satisfies readonly RuntimePartName[];

export type PythonBlobs = Readonly<Record<(typeof pythonBlobNames)[number], Blob>>;

/** The parts that a first output rarely needs. */
export const pythonFileNames = [
  "files",
  "filesLater",
  "filesLaterIndex",
] as const satisfies readonly RuntimePartName[];

export type PythonFileBlobs = Readonly<Record<(typeof pythonFileNames)[number], Blob>>;

/** A package file from the shell, or why there is none. */
export type FetchedFile =
  | { readonly kind: "bytes"; readonly blob: Blob }
  | { readonly kind: "failed"; readonly failure: string; readonly detail?: string | undefined };

/** Which way of starting Python failed; `detail` is for diagnostics. */
export interface BootFault {
  readonly how: "snapshot" | "ordinary";
  readonly detail: string;
}

/** What becomes of a package that the notebook needs; the last event of a name is how it stands. */
export interface PackageEvent {
  readonly kind: "package";
  /** Normalised (PEP 503). */
  readonly name: string;
  readonly state: "wanted" | "fetching" | "installed" | "failed" | "impossible";
  /**
   * Of `failed` and `impossible`: why, a code. Of the others: `other-version <wanted> <used>` when the notebook pins
   * another version than the one that is used.
   */
  readonly reason?: string;
  /** Size of its file, once it came. */
  readonly bytes?: number;
}

export type WorkerEvent =
  | {
      readonly kind: "booted";
      readonly how: "snapshot" | "ordinary";
      readonly marks: Readonly<Record<string, number>>;
    }
  | { readonly kind: "boot-failed"; readonly fault: BootFault }
  | { readonly kind: "opened" }
  /** The package files are needed and not there. */
  | { readonly kind: "want-files" }
  /** They are there now, and code that ran before has missed some of them. */
  | { readonly kind: "missed-files" }
  /** A message of marimo's kernel: `{"op": …, "data": …}`. */
  | { readonly kind: "kernel"; readonly text: string }
  /** A call of `check` or `hint`, as our Python package reports it. */
  | { readonly kind: "result"; readonly text: string }
  | { readonly kind: "files"; readonly files: readonly { readonly name: string; readonly bytes: number }[] }
  | { readonly kind: "file"; readonly name: string; readonly blob: Blob | null }
  | { readonly kind: "need"; readonly request: number; readonly url: string }
  /** Typed values of the notebook's variables, JSON of `atelier/answers.py`. */
  | { readonly kind: "answers"; readonly request: number; readonly json: string }
  | PackageEvent
  /** Code wanted a host that the frame's policy refuses. */
  | { readonly kind: "blocked-host"; readonly host: string }
  | { readonly kind: "fault"; readonly code: string; readonly detail: string };
