import type { LockKind } from "./locks.ts";

/** What can be wrong with sealed solutions, their keys, and the notebooks that they are made from. */
export type SolutionFailure = OpeningFailure | SealingFailure | KeysFailure;

export type OpeningFailure =
  /** Wrong key, wrong place or changed bytes. Never says which: that would help whoever guesses. */
  | { failure: "does-not-open" }
  /** A released key that this copy does not know: the copy is older or newer than the key. */
  | { failure: "other-version" }
  | { failure: "too-new"; version: number }
  /** `where` is a path inside the file, such as `exercises.Q1.jwe.iv`. */
  | { failure: "damaged"; where: string }
  | { failure: "no-such-exercise"; exercise: string }
  | { failure: "no-such-lock"; lock: LockKind }
  /** The checks passed, but the session's words are needed as well. */
  | { failure: "needs-session" }
  | { failure: "cancelled" };

export type SealingFailure =
  | { failure: "no-lock"; exercise: string }
  | { failure: "weak-words"; exercise: string | undefined; bits: number; least: number }
  | { failure: "no-session"; exercise: string }
  | { failure: "bad-answer"; exercise: string; variable: string; reason: AnswerReason }
  /** `where` is a path inside `[tool.workshop]`, such as `exercises.Q1.unlock`; "" for the table itself. */
  | { failure: "bad-options"; where: string; mistake: OptionMistake };

/** `found` is the value as it is written, `meant` what its author may have had in mind. */
export type OptionMistake =
  | { kind: "unknown-key"; known: readonly string[]; meant: string | undefined }
  | { kind: "wrong-value"; wanted: OptionValue; found: string; meant: string | undefined }
  | { kind: "unknown-exercise"; exercise: string; known: readonly string[] }
  /** A lock `answer` without variables, and variables without that lock. */
  | { kind: "no-variables"; exercise: string }
  | { kind: "no-answer-lock"; exercise: string };

export type OptionValue = "table" | "locks" | "lock" | "variables" | "variable" | "digits";

/** Why a value cannot be the proof of an answer. */
export type AnswerReason =
  | "not-canonical"
  | "too-large"
  | "too-near-a-boundary"
  | "missing"
  | "same-key-twice";

export type KeysFailure =
  | { failure: "keys-unreadable" }
  | { failure: "unknown-exercise"; unknown: string[]; known: string[] };
