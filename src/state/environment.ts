/** The ports: all that the state asks of the platform. `app/main.tsx` builds the real ones, tests build their own. */
import type { KeptReport } from "../core/checks/report.ts";
import type { ShellFailure } from "./failure.ts";
import type { FrameMessage, IslandsPieces, NamedBlob, PythonPieces } from "./wall.ts";

export interface Environment {
  readonly courses: CourseFiles;
  readonly drafts: Drafts;
  readonly reports: Reports;
  readonly pieces: Pieces;
  readonly packages: PackageFiles;
  readonly preferences: Preferences;
  readonly downloads: Downloads;
  readonly clipboard: Clipboard;
  readonly links: Links;
  readonly clock: Clock;
  /** A name that nobody has used: letters and digits, at least 12 of them. */
  readonly randomName: () => string;
  /** The contract's door: undefined for anything that is not a message of it. */
  readonly readFrameMessage: (data: unknown) => FrameMessage | undefined;
}

/** A course is its config URL; `id` is only the short name in this site's addresses. */
export interface Course {
  readonly url: string;
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Hosts that the notebooks of this course may fetch from. */
  readonly connect: readonly string[];
  readonly notebooks: readonly CourseNotebook[];
}

export interface CourseNotebook {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly minutes: number | null;
  /** "lecture", "assignment", "first-steps", or a word of the course's own. */
  readonly kind: string;
  /** Absolute address of the `.py`. */
  readonly url: string;
  readonly files: readonly { readonly name: string; readonly url: string }[];
}

export interface CourseFiles {
  /** Absolute config URLs of the courses that this site offers. */
  list(signal: AbortSignal): Promise<readonly string[] | ShellFailure>;
  load(url: string, signal: AbortSignal): Promise<Course | ShellFailure>;
  /** The bytes at an absolute address, without credentials. */
  bytes(url: string, signal: AbortSignal): Promise<Blob | ShellFailure>;
}

export interface DraftKey {
  /** The course's config URL; "local:" for notebooks that were opened by hand. */
  readonly course: string;
  readonly notebook: string;
}

export interface Draft extends DraftKey {
  readonly title: string;
  readonly filename: string;
  readonly source: string;
  /** The text as it was handed out, for Reset. */
  readonly original: string;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

export interface Drafts {
  read(key: DraftKey): Promise<Draft | undefined | ShellFailure>;
  /** Resolves when the draft is on disk. */
  write(draft: Draft): Promise<undefined | ShellFailure>;
  remove(key: DraftKey): Promise<undefined | ShellFailure>;
  /** Drafts of one course, newest first. */
  list(course: string): Promise<readonly Draft[] | ShellFailure>;
}

/** The last validation report of each notebook. */
export interface Reports {
  /** Undefined when there is none, or none that can be read. */
  read(key: DraftKey): Promise<KeptReport | undefined | ShellFailure>;
  write(key: DraftKey, kept: KeptReport): Promise<undefined | ShellFailure>;
  /** The report as one HTML file without scripts. */
  print(kept: KeptReport): Promise<string | ShellFailure>;
}

export interface Progress {
  readonly loaded: number;
  readonly total: number;
}

/** The built parts of the app that the frame needs, checked against the build's manifests. */
export interface Pieces {
  frame(signal: AbortSignal): Promise<FramePieces | ShellFailure>;
  python(progress: (progress: Progress) => void, signal: AbortSignal): Promise<PythonPieces | ShellFailure>;
  islands(signal: AbortSignal): Promise<IslandsPieces | ShellFailure>;
}

export interface FramePieces {
  readonly script: Blob;
  readonly style: string;
}

export interface PackageFiles {
  /**
   * The file at an address, checked against Pyodide's lock file where that names it. Refuses hosts that are no package
   * hosts: the address could carry a secret to a stranger.
   */
  fetch(url: string, signal: AbortSignal): Promise<Blob | ShellFailure>;
}

/** Small settings that live as long as the browser keeps them. */
export interface Preferences {
  read(name: string): string | null;
  write(name: string, value: string | null): void;
}

export interface Downloads {
  save(file: NamedBlob): void;
}

export interface Clipboard {
  write(text: string): Promise<undefined | ShellFailure>;
}

export interface Links {
  /** Opens a new tab that knows nothing of this one. */
  open(url: string): void;
  /** Changes the address to `#…`. */
  go(hash: string): void;
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back once after that many milliseconds; the returned function takes it back. */
  after(milliseconds: number, callback: () => void): () => void;
}
