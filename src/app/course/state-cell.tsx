/** How far an assignment is, by icon and word, and what stands between it and the server. */
import type { WorkState } from "../../core/submission/work-state.ts";
import {
  CheckIcon,
  DownloadIcon,
  FailedIcon,
  type Icon,
  IdleIcon,
  PartlyIcon,
  PassedIcon,
  StaleIcon,
  WaitingIcon,
} from "../../look/icons.tsx";
import type { DeskRow } from "../../state/course/rows.ts";
import { courseWords as words } from "../../words/course.ts";

const icons: Record<WorkState, Icon> = {
  "not-started": IdleIcon,
  downloaded: DownloadIcon,
  "in-progress": PartlyIcon,
  submitted: CheckIcon,
  modified: StaleIcon,
  graded: PassedIcon,
};

export function StateCell({ row, isSending }: { row: DeskRow; isSending: boolean }) {
  const StateIcon = icons[row.state];
  const note = noteOf(row);
  return (
    <>
      <span class={`work-state ${row.state}`} data-work-state={row.state}>
        <StateIcon />
        {words.states[row.state]}
      </span>
      {row.queued !== null && <QueuedWord row={row} isSending={isSending} />}
      {note !== null && <span class="muted small">{note}</span>}
    </>
  );
}

function QueuedWord({ row, isSending }: { row: DeskRow; isSending: boolean }) {
  const isRefused = row.queued?.trouble?.kind === "refused" && !isSending;
  return (
    <span class={`queued-word small ${isRefused ? "refused" : ""}`}>
      {isRefused ? <FailedIcon size={14} /> : <WaitingIcon size={14} />}
      {isSending ? words.sending : isRefused ? words.refused : words.waiting}
    </span>
  );
}

function noteOf({ submission, receipt }: DeskRow): string | null {
  if (submission?.state === "draft") return words.draftThere;
  return submission !== null && receipt === null ? words.elsewhere : null;
}
