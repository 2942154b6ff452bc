/** What `workshop https …` says besides what all commands say that submit work (`submission-commands.ts`). */
import type { RemoteAssignment, RemoteStatus, StoredFile } from "../core/submission/transport.ts";
import { size } from "./sizes.ts";
import { printTime } from "./submission-commands.ts";

export const httpsWords = {
  user: "User name: ",
  code: "Enrolment code: ",
  token: "Token: ",
  shellHistory:
    "The token is in this shell's history now: next time leave --token out and paste it when asked, or put it into MOGRADER_HTTPS_TOKEN.",
  tokenAndRegister: "--token is for a token that you have, --register for a new one: leave one of them out.",
  status: (states: readonly { assignment: RemoteAssignment; status: RemoteStatus }[]) =>
    states.length === 0
      ? "This course has no assignments."
      : states.map(({ assignment, status }) => `${assignment.name}: ${stateOf(status)}`).join("\n"),
} as const;

function stateOf({ submission, grade }: RemoteStatus): string {
  const marked = grade === null ? [] : [grade.text === "" ? "feedback is there" : `grade ${grade.text}`];
  if (submission === null) return ["not submitted", ...marked].join("; ");
  const when = submission.at === null ? "submitted" : `submitted ${printTime(submission.at)}`;
  return [when, ...(submission.files ?? []).map(stored), ...marked].join("; ");
}

function stored({ name, bytes, digest }: StoredFile): string {
  const details = [bytes === null ? [] : size(bytes), digest ?? []].flat();
  return details.length === 0 ? name : `${name} (${details.join(", ")})`;
}
