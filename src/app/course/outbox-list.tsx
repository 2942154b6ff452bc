/** What is on its way, with what a person may do about it. */
import type { Queued } from "../../core/submission/records.ts";
import { FailedIcon, WaitingIcon } from "../../look/icons.tsx";
import type { Desk } from "../../state/course/desk.ts";
import { courseWords } from "../../words/course.ts";
import { agoWords } from "../../words/dates.ts";
import { submitWords as words } from "../../words/submitting.ts";
import { useNow } from "../ui/use-now.ts";
import { useCourseRoom } from "./course-context.ts";
import { TroubleText } from "./trouble.tsx";

export function OutboxList({ desk }: { desk: Desk }) {
  const queued = desk.queued.value;
  if (queued.length === 0) return null;
  return (
    <section class="outbox" aria-label={words.queueTitle}>
      <h2>{words.queueTitle}</h2>
      <ul class="plain-list">
        {queued.map((one) => (
          <QueuedItem key={one.id} queued={one} />
        ))}
      </ul>
    </section>
  );
}

function QueuedItem({ queued }: { queued: Queued }) {
  const now = useNow(10_000);
  const { outbox } = useCourseRoom();
  const isSending = outbox.value?.sending.value.has(queued.id) ?? false;
  const { trouble, tries } = queued;
  const isRefused = trouble?.kind === "refused";
  return (
    <li class={isRefused ? "queued notice failure" : "queued notice"} data-queued={queued.id}>
      <div>
        <p class="outbox-name">
          {isRefused ? <FailedIcon /> : <WaitingIcon />}
          <span>
            {words.queueItem(queued.assignment.name, agoWords(queued.queuedAt, now))}
            {tries > 0 && `, ${words.tries(tries)}`}
          </span>
        </p>
        {isSending ? (
          <p role="status">{words.sending}</p>
        ) : (
          <>
            <p>{isRefused ? words.refused : trouble?.kind === "unsure" ? words.unsure : words.queued}</p>
            {trouble !== null && <TroubleText trouble={trouble.failure} />}
          </>
        )}
      </div>
      <p class="actions">
        <button type="button" disabled={isSending} onClick={() => outbox.value?.retry(queued.id)}>
          {isRefused ? courseWords.retry : words.sendNow}
        </button>
        <button type="button" class="quiet" onClick={() => void outbox.value?.cancel(queued.id)}>
          {words.cancelSending}
        </button>
      </p>
    </li>
  );
}
