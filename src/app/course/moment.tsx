/** A moment in words, with all there is to know of it on hover and for screen readers. */
import { exactDate, nearDate } from "../../words/dates.ts";
import { useNow } from "../ui/use-now.ts";

export function Moment({ at }: { at: number }) {
  const now = useNow(60_000);
  const exact = exactDate(at);
  return (
    <time dateTime={new Date(at).toISOString()} title={exact}>
      <span aria-hidden="true">{nearDate(at, now)}</span>
      <span class="hidden-text">{exact}</span>
    </time>
  );
}
