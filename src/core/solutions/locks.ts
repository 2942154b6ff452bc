import type { SealedExercise } from "./sealed.ts";

export const lockKinds = ["release", "session", "phrase", "answer", "checks"] as const;

/** The five ways to open a solution. Any one of an exercise's locks opens it. */
export type LockKind = (typeof lockKinds)[number];

/**
 * How strong a lock is; the sentences are in `words/`. `instructor`: nothing opens before the instructor acts.
 * `words`: as strong as the words. `answer`: as strong as the answer is hard to guess. `anyone-with-site` and
 * `anyone-with-session` are teaching gates, not locks: whoever has that can read the solution.
 */
export type Strength = "instructor" | "words" | "answer" | "anyone-with-site" | "anyone-with-session";

export interface LockStrength {
  readonly lock: LockKind;
  readonly strength: Strength;
}

/** The locks of a sealed exercise, strongest first, each with what may honestly be said of it. */
export function locksOf(exercise: SealedExercise): LockStrength[] {
  const present = new Set(exercise.jwe.recipients.map(({ header }) => lockOf(header.kid)));
  return lockKinds
    .filter((lock) => present.has(lock))
    .map((lock) => ({ lock, strength: strengthOf(lock, exercise) }));
}

/** The lock that a recipient's `kid` names, or `undefined` for one that we do not know. */
export function lockOf(kid: string): LockKind | undefined {
  const name = kid.startsWith("release:") ? "release" : kid;
  return lockKinds.find((lock) => lock === name);
}

/** A gate is 32 bytes in clear (43 characters) or, wrapped under the session key, 40 (54 characters). */
export function isWrappedGate(gate: string): boolean {
  return gate.length === 54;
}

function strengthOf(lock: LockKind, exercise: SealedExercise): Strength {
  switch (lock) {
    case "release":
      return "instructor";
    case "session":
    case "phrase":
      return "words";
    case "answer":
      return "answer";
    case "checks":
      return exercise.gate && isWrappedGate(exercise.gate) ? "anyone-with-session" : "anyone-with-site";
    default:
      return lock satisfies never;
  }
}
