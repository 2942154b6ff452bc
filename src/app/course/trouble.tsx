/** What went wrong with a course, on either side of the network: what happened, what is safe, what to do. */
import { isTransportFailure, type TransportFailure } from "../../core/submission/failure.ts";
import type { ShellFailure } from "../../state/failure.ts";
import { exactDate } from "../../words/dates.ts";
import { type FailureWords, failureWords } from "../../words/failures.ts";
import { transportWords } from "../../words/transport.ts";

export type Trouble = TransportFailure | ShellFailure;

export function troubleWords(trouble: Trouble): FailureWords {
  return isTransportFailure(trouble) ? transportWords(trouble, (at) => exactDate(at)) : failureWords(trouble);
}

export function TroubleText({ trouble }: { trouble: Trouble }) {
  const { what, safe, todo } = troubleWords(trouble);
  return (
    <p>
      <strong>{what}</strong> {safe} {todo}
    </p>
  );
}

export function TroubleNotice({ trouble }: { trouble: Trouble }) {
  return (
    <div class="notice failure" role="alert">
      <TroubleText trouble={trouble} />
    </div>
  );
}
