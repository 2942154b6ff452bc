/** How many people are where: a bar, and the same in numbers and words. */
import type { Room } from "../../core/live/protocol.ts";
import { WarningIcon } from "../../look/icons.tsx";
import { cockpitWords as words } from "../../words/cockpit.ts";

export type ExerciseCounts = Room["notebooks"][number]["exercises"][number];

const parts = ["passed", "open", "inProgress", "toDo"] as const;

export function CountsBar({ exercise }: { exercise: ExerciseCounts }) {
  const { counts, stuck } = exercise;
  const present = parts.filter((part) => counts[part] > 0);
  return (
    <div class="counts">
      <div class="counts-bar" aria-hidden="true">
        {present.map((part) => (
          <span key={part} data-part={part} style={{ flexGrow: counts[part] }} />
        ))}
      </div>
      <ul class="counts-words">
        {parts.map((part) => (
          <li key={part} data-part={part} data-count={counts[part]}>
            <span class="swatch" />
            {counts[part]} {words.counts[part]}
          </li>
        ))}
        {stuck > 0 && (
          <li class="counts-stuck" data-stuck={stuck}>
            <WarningIcon size={14} />
            {words.stuckCount(stuck)}
          </li>
        )}
      </ul>
    </div>
  );
}
