/** What will open by itself: the solution that is next, with the time that is left. */
import type { Workshop } from "../../state/workshop/workshop.ts";
import { attendeeWords as words } from "../../words/attendee.ts";
import { clockTime } from "../../words/live.ts";
import { useNow } from "../ui/use-now.ts";

const EVERY = 250;

/** `exercise`: that one alone, or whichever is next. */
export function CountdownLine({ workshop, exercise }: { workshop: Workshop; exercise?: string }) {
  const next = nextOf(workshop, exercise);
  return next === undefined ? null : <Line {...next} />;
}

function Line({ title, at }: { title: string; at: number }) {
  const left = at - useNow(EVERY);
  return (
    <p class="countdown" role="timer">
      {left > 0 ? (
        <>
          {words.countdown(title)} <strong>{clockTime(left)}</strong>
        </>
      ) : (
        words.countdownOver(title)
      )}
    </p>
  );
}

/** The digits move without a word; that they have begun is said once. */
export function CountdownNews({ workshop }: { workshop: Workshop }) {
  const next = nextOf(workshop);
  return (
    <p class="hidden-text" role="status">
      {next !== undefined && words.countdownBegun(next.title)}
    </p>
  );
}

function nextOf(workshop: Workshop, exercise?: string): { title: string; at: number } | undefined {
  const [next] = [...workshop.countdowns.value]
    .filter(([id]) => exercise === undefined || id === exercise)
    .filter(([id]) => workshop.cards.value.get(id)?.kind !== "open")
    .sort(([, one], [, other]) => one - other);
  if (next === undefined) return undefined;
  const [id, at] = next;
  const title = workshop.steps.value.find((step) => step.id === id)?.title ?? id;
  return { title: title === id ? id : `${id} ${title}`, at };
}
