/** Whether released solutions have been asked for, and the button that asks now. */

import type { PollState } from "../../state/workshop/key-poll.ts";
import type { Workshop } from "../../state/workshop/workshop.ts";
import { attendeeWords as words } from "../../words/attendee.ts";
import { useNow } from "../ui/use-now.ts";

const EVERY = 5_000;

export function KeysLine({ workshop }: { workshop: Workshop }) {
  const now = useNow(EVERY);
  const state = workshop.keys?.value;
  if (state === undefined) return null;
  return (
    <div class="keys-line">
      <button type="button" onClick={workshop.checkForKeys} aria-disabled={state.kind === "checking"}>
        {words.check}
      </button>
      <p class="small muted" role="status" data-keys={state.kind}>
        {stateWords(state, now)}
      </p>
    </div>
  );
}

function stateWords(state: PollState, now: number): string {
  switch (state.kind) {
    case "waiting":
    case "checking":
      return words.checking;
    case "checked":
      // A clock that was set back makes no answer older.
      return words.checked(Math.max(0, (now - state.at) / 1_000));
    case "failed":
      return words.keysFailed;
    default:
      return state satisfies never;
  }
}
