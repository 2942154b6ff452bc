/** What a student reads about what has happened with their work. */
import type { Activity } from "../core/course/activity.ts";
import { size } from "./sizes.ts";
import { shortDigest } from "./submitting.ts";

export const logWords = {
  title: "Activity log",
  empty: "Nothing has happened yet.",
  noneFound: "Nothing matches.",
  search: "Search",
  export: "Download as text",
  columns: { at: "Time", assignment: "Assignment", what: "What" },
  wholeCourse: "—",
} as const;

/** One line of the log; `failure` says what went wrong in one sentence, `time` writes a moment. */
export function happeningWords(
  { what }: Activity,
  failure: (failure: Extract<Activity["what"], { failure: unknown }>["failure"]) => string,
  time: (at: number) => string,
): string {
  switch (what.kind) {
    case "downloaded":
      return `Downloaded (${size(what.bytes)}).`;
    case "saved":
      return `Downloaded ${what.filename} (${size(what.bytes)}) as a file.`;
    case "changed-upstream":
      return "The handed-out notebook has changed, and was downloaded again.";
    case "validated":
      return what.all === 0
        ? "Validated: no checks."
        : `Validated: ${what.passed} of ${what.all} checks pass.`;
    case "queued":
      return `Submission of ${what.filename} (${size(what.bytes)}, ${shortDigest(what.digest)})${by(what)} put into the outbox.`;
    case "cancelled":
      return `Submission${by(what)} taken out of the outbox.`;
    case "tried":
      return `${triedWords[what.outcome](by(what))} ${failure(what.failure)}`;
    case "submitted": {
      const when = what.at === null ? "" : ` The server received it ${time(what.at)}.`;
      if (what.duplicate) return `Submitted${by(what)}: the server had this very work already.${when}`;
      return `${what.final ? "Submitted" : "Saved as a draft"}${by(what)}, and read back.${when}`;
    }
    case "graded":
      return `Graded: ${what.grade}.`;
    case "signed-in":
      return `Signed in as ${what.user} at ${what.host}.`;
    case "signed-out":
      return `Signed out of ${what.host}.`;
    case "failed":
      return failure(what.failure);
    default:
      return what satisfies never;
  }
}

const triedWords = {
  unsent: (by: string) => `Submission${by} not sent.`,
  unsure: (by: string) => `Submission${by} sent, without an answer.`,
  refused: (by: string) => `Submission${by} not taken.`,
} as const;

function by({ user }: { readonly user?: string }): string {
  return user === undefined ? "" : ` by ${user}`;
}
