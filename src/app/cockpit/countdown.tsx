import type { Deadline } from "../../core/live/deadline.ts";
import { clockTime } from "../../words/live.ts";
import { useNow } from "../ui/use-now.ts";

/** The time that is left, as digits that move by themselves. */
export function Countdown({ at }: Pick<Deadline, "at">) {
  const now = useNow(250);
  return <>{clockTime(at - now)}</>;
}
