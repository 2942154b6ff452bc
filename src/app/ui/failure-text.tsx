/** What happened, what is safe, what to do. */
import type { AppFailure } from "../../state/failure.ts";
import { failureWords } from "../../words/failures.ts";

export function FailureText({ failure }: { failure: AppFailure }) {
  const { what, safe, todo } = failureWords(failure);
  return (
    <p>
      <strong>{what}</strong> {safe} {todo}
    </p>
  );
}
