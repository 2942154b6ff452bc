/** The ports: all that the state asks of the platform. `app/main.tsx` builds the real ones, tests build their own. */
import type { KeptReport } from "../core/checks/report.ts";
import type { Handouts, KnownCourses } from "./course/ports.ts";
import type { ShellFailure } from "./failure.ts";
import type { FrameMessage, IslandsPieces, LatePieces, NamedBlob, PythonPieces } from "./wall.ts";

export interface Environment {
  readonly courses: CourseFiles;
  readonly known: KnownCourses;
  readonly handouts: Pick<Handouts, "read" | "write">;
  readonly drafts: Drafts;
  readonly versions: Versions;
  readonly keep: StorageCare;
  readonly tabs: Tabs;
  readonly fileHandles: FileHandles;
  readonly reports: Reports;
  readonly pieces: Pieces;
  readonly packages: PackageFiles;
  readonly preferences: Preferences;
  readonly eraser: Eraser;
  readonly downloads: Downloads;
  readonly clipboard: Clipboard;
  readonly links: Links;
  readonly clock: Clock;
  /** A name that nobody has used: letters and digits, at least 12 of them. */
  readonly randomName: () => string;
  /** False on plain HTTP, where browsers leave out much of what they give to a page. */
  readonly isSecure: boolean;
  /** The contract's door: undefined for anything that is not a message of it. */
  readonly readFrameMessage: (data: unknown) => FrameMessage | undefined;
}

export interface CourseFiles {
  /** Absolute config URLs of the courses that this site offers. */
  list(signal: AbortSignal): Promise<readonly string[] | ShellFailure>;
  /** The text of the course's file at an absolute address, without credentials. */
  text(url: string, signal: AbortSignal): Promise<string | ShellFailure>;
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
  /** The handed-out text that this one began from. */
  readonly original: string;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

export interface Drafts {
  read(key: DraftKey): Promise<Draft | undefined | ShellFailure>;
  /** Resolves when the draft is on disk, and `beside` with it in one transaction: all of it or nothing. */
  write(draft: Draft, beside?: Beside): Promise<undefined | ShellFailure>;
  /** Takes its versions, its report and its file handle away as well. */
  remove(key: DraftKey): Promise<undefined | ShellFailure>;
  /** Drafts of one course, or of all, newest first. */
  list(course?: string): Promise<readonly Draft[] | ShellFailure>;
}

/** What made us keep a text in the history of its notebook. From "reset" on it is the text from before that. */
export const versionReasons = [
  "edit",
  "run",
  "validate",
  "reset",
  "restore",
  "upstream",
  "import",
  "other-tab",
  "file",
] as const;
export type VersionReason = (typeof versionReasons)[number];

export interface NewVersion {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly reason: VersionReason;
  readonly source: string;
}

export interface Version extends NewVersion {
  readonly id: number;
}

export interface Beside {
  readonly versions: readonly NewVersion[];
  /** `savedAt` of the draft that this writer knows of: what somebody else wrote since is kept as a version. */
  readonly seen: number | null;
}

/** The history of each notebook. Of equal texts in a row only one is kept, with the later reason. */
export interface Versions {
  /** Newest first. */
  list(key: DraftKey): Promise<readonly Version[] | ShellFailure>;
  add(key: DraftKey, version: NewVersion): Promise<undefined | ShellFailure>;
  remove(ids: readonly number[]): Promise<undefined | ShellFailure>;
}

/** What the browser does with all that is kept here. */
export interface StorageCare {
  /** Asks the browser not to throw away what is kept; it may ask the person. True when it promises. */
  persist(): Promise<boolean>;
  /** Calls back when everything was taken away while the page was open, until the returned function is called. */
  onCleared(listener: () => void): () => void;
}

/** Which of the tabs with the same notebook writes it. */
export interface Tabs {
  join(key: DraftKey, peer: TabPeer): Seat;
  /** Does the work while no tab has the notebook open; undefined, without doing it, when one has. */
  whileClosed<T>(key: DraftKey, work: () => Promise<T>): Promise<T | undefined>;
}

export type TabRole = "writer" | "reader";

export interface TabPeer {
  became(role: TabRole): void;
  /** Another tab wants to write. When the promise resolves, everything typed here is on disk. */
  yielding(): Promise<void>;
  /** The tab that writes has written. */
  saved(): void;
}

export interface Seat {
  /** Asks the writing tab to hand over; one that does not answer is passed by. */
  takeOver(): void;
  tellSaved(): void;
  leave(): void;
}

/** Files on the person's disk that a notebook is written to as well. */
export interface FileHandles {
  readonly supported: boolean;
  /** Lets the person choose a file. Undefined when they choose none. */
  choose(key: DraftKey, filename: string): Promise<FileHandle | undefined | ShellFailure>;
  /** The file that was chosen for this notebook before. */
  stored(key: DraftKey): Promise<FileHandle | undefined>;
  forget(key: DraftKey): Promise<void>;
}

export interface FileHandle {
  readonly name: string;
  /** `ask`: let the browser ask the person, which it does only after a click. */
  mayWrite(ask: boolean): Promise<boolean>;
  /** The file's text when it is not what we wrote last; undefined while it is, or when it cannot be read. */
  foreignText(): Promise<string | undefined>;
  write(text: string): Promise<undefined | ShellFailure>;
}

/** What a list of notebooks shows of a report. */
export interface ReportSummary {
  /** Digest of the source that ran. */
  readonly of: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly passed: number;
  readonly all: number;
}

/** The last validation report of each notebook. */
export interface Reports {
  /** Undefined when there is none, or none that can be read. */
  read(key: DraftKey): Promise<KeptReport | undefined | ShellFailure>;
  write(key: DraftKey, kept: KeptReport): Promise<undefined | ShellFailure>;
  /** Of all notebooks of a course, by notebook. */
  summaries(course: string): Promise<ReadonlyMap<string, ReportSummary> | ShellFailure>;
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
  /** All that a start needs. */
  python(progress: (progress: Progress) => void, signal: AbortSignal): Promise<PythonPieces | ShellFailure>;
  islands(signal: AbortSignal): Promise<IslandsPieces | ShellFailure>;
  late(kind: LatePieces["kind"], signal: AbortSignal): Promise<LatePieces | ShellFailure>;
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

/** What takes things away from this browser for good. */
export interface Eraser {
  /** Signs out of every course. */
  tokens(): Promise<void>;
  /** Everything of this site; the page has to be loaded again then. */
  everything(): Promise<undefined | ShellFailure>;
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
  /** True for a few seconds after a click or a key of the person's, here or in the notebook. */
  isAsked(): boolean;
  write(text: string): Promise<undefined | ShellFailure>;
}

export interface Links {
  /** Opens a new tab that knows nothing of this one. */
  open(url: string): void;
  /** Changes the address to `#…`. */
  go(hash: string): void;
  /** Loads the page again, from its first address. */
  restart(): void;
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back once after that many milliseconds; the returned function takes it back. */
  after(milliseconds: number, callback: () => void): () => void;
}
