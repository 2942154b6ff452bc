/** What will open by itself: the solution that is next, with the time that is left. */
import type { Workshop } from "../../state/workshop/workshop.ts";
import { attendeeWords as words } from "../../words/attendee.ts";
import { clockTime } from "../../words/live.ts";
import { nameOf } from "../ui/exercise-name.ts";
import { useNow } from "../ui/use-now.ts";

const EVERY = 250;

/** Whichever is next, unless its own card says so. */
export function CountdownLine({ workshop, besides }: { workshop: Workshop; besides: string | null }) {
  const [next] = countdownsOf(workshop);
  return next === undefined || next.id === besides ? null : <Line {...next} />;
}

export function CountdownOf({ workshop, exercise }: { workshop: Workshop; exercise: string }) {
  const own = countdownsOf(workshop).find(({ id }) => id === exercise);
  return own === undefined ? null : <Line {...own} />;
}

function Line({ name, at }: Countdown) {
  const left = at - useNow(EVERY);
  return (
    <p class="countdown" role="timer">
      {left > 0 ? (
        <>
          {words.countdown(name)} <strong>{clockTime(left)}</strong>
        </>
      ) : (
        words.countdownOver(name)
      )}
    </p>
  );
}

/** The digits move without a word; that they have begun is said once. */
export function CountdownNews({ workshop }: { workshop: Workshop }) {
  const [next] = countdownsOf(workshop);
  return (
    <p class="hidden-text" role="status">
      {next !== undefined && words.countdownBegun(next.name)}
    </p>
  );
}

interface Countdown {
  readonly id: string;
  readonly name: string;
  readonly at: number;
}

/** Soonest first; what is open has nothing to wait for. */
function countdownsOf({ countdowns, cards, steps }: Workshop): readonly Countdown[] {
  return [...countdowns.value]
    .filter(([id]) => cards.value.get(id)?.kind !== "open")
    .sort(([, one], [, other]) => one - other)
    .map(([id, at]) => {
      const step = steps.value.find((one) => one.id === id);
      return { id, name: step === undefined ? id : nameOf(step), at };
    });
}
