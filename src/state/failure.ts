/** Everything that may go wrong around a notebook, as values. */
import type { CourseFailure } from "../core/course/failure.ts";
import type { Failure } from "../core/failure.ts";
import type { Unreachable } from "../core/submission/failure.ts";

export type ShellFailure =
  | Unreachable
  /** The server answered, but not with the file. */
  | { failure: "not-found"; host: string; status: number }
  | (CourseFailure & { url: string })
  | { failure: "no-such-course"; course: string }
  | { failure: "no-such-notebook"; notebook: string }
  | { failure: "address-refused"; address: string }
  | { failure: "pieces-missing"; piece: string }
  | { failure: "pieces-damaged"; piece: string }
  | { failure: "storage-refused" }
  | { failure: "storage-full" }
  /** Another tab writes this notebook. */
  | { failure: "read-only" }
  | { failure: "file-refused"; name: string }
  | { failure: "browser-lacks"; feature: string }
  | { failure: "frame-lost" }
  | { failure: "frame-keeps-failing" }
  | { failure: "python-failed"; detail: string }
  | { failure: "file-too-large"; name: string; bytes: number; limit: number }
  | { failure: "not-a-notebook-file"; name: string }
  | { failure: "cell-locked" }
  | { failure: "no-such-cell" }
  | { failure: "cell-exists" }
  | { failure: "bad-cell-name"; name: string }
  | { failure: "clipboard-refused" }
  | { failure: "package-refused"; host: string }
  | { failure: "package-damaged"; name: string };

export type AppFailure = Failure | ShellFailure;
