/**
 * An expected failure is a value with a stable code; its sentence lives in `words/`.
 * Each folder of core declares its own failures; this file only joins them.
 */
import type { BackupFailure } from "./backup/failure.ts";
import type { MetadataFailure, NotebookFailure } from "./notebook/failure.ts";
import type { SolutionFailure } from "./solutions/failure.ts";

export type Failure = NotebookFailure | MetadataFailure | SolutionFailure | BackupFailure;
export type FailureCode = Failure["failure"];

/** True for a failure value, whatever the other half of the union is. */
export function isFailure<T>(value: T): value is Extract<T, { failure: string }> {
  return typeof value === "object" && value !== null && "failure" in value;
}
