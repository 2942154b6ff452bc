/** How far the opening of a notebook of one's own has come, and why it did not. */
import type { Opening } from "../../state/opener.ts";
import { words } from "../../words/en.ts";
import { FailureText } from "./failure-text.tsx";

export function OpeningStatus({ opening }: { opening: Opening }) {
  if (opening.kind === "idle") return null;
  if (opening.kind === "reading") return <p role="status">{words.courses.reading}</p>;
  return (
    <div class="notice failure" role="alert">
      <FailureText failure={opening.failure} />
    </div>
  );
}
