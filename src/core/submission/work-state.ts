/** How far a student is with an assignment, by what its texts are, not by when they were written. */

export type WorkState = "not-started" | "downloaded" | "in-progress" | "submitted" | "modified" | "graded";

/** Digests are `digestOf` the notebook's text; null for what is not there. */
export interface WorkFacts {
  /** What was handed out, as it is kept here. */
  readonly handedOut: string | null;
  /** The student's text, where it is kept here. */
  readonly draft: string | null;
  /** What was submitted last from here. */
  readonly submitted: string | null;
  /** The server has something of this student's, wherever it was submitted. */
  readonly serverHas: boolean;
  readonly isGraded: boolean;
}

export function workState({ handedOut, draft, submitted, serverHas, isGraded }: WorkFacts): WorkState {
  const text = draft ?? handedOut;
  const isSubmitted = submitted !== null || serverHas;
  const isChanged = draft !== null && draft !== handedOut;
  // What was only handed out here is nobody's change of what another device has submitted.
  if (submitted !== null && draft !== null && draft !== submitted) return "modified";
  if (isGraded) return "graded";
  if (isSubmitted) return "submitted";
  if (isChanged) return "in-progress";
  return text === null ? "not-started" : "downloaded";
}
