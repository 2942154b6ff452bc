/** What has become of a submission: on its way, refused, or there, with its receipt. */
import type { Queued, Receipt } from "../../core/submission/records.ts";
import { FailedIcon, PassedIcon, WaitingIcon } from "../../look/icons.tsx";
import type { Desk } from "../../state/course/desk.ts";
import type { SubmissionPlan } from "../../state/course/submitting.ts";
import { courseWords } from "../../words/course.ts";
import { submitWords as words } from "../../words/submitting.ts";
import { useCourseRoom } from "./course-context.ts";
import { ReceiptButtons, ReceiptFacts } from "./receipt-dialog.tsx";
import { TroubleText } from "./trouble.tsx";

export interface SubmitOutcomeProps {
  readonly desk: Desk;
  /** Of the submission, and of its receipt. */
  readonly id: string;
  readonly plan: SubmissionPlan;
  close(): void;
}

export function SubmitOutcome({ desk, id, close }: SubmitOutcomeProps) {
  const receipt = desk.receipts.value.find((one) => one.id === id);
  const queued = desk.queued.value.find((one) => one.id === id);
  return (
    <>
      {receipt !== undefined ? <Arrived desk={desk} receipt={receipt} /> : <OnTheWay queued={queued} />}
      <p class="actions unprinted">
        {receipt !== undefined && <ReceiptButtons course={desk.course.title} receipt={receipt} />}
        <button type="button" class="primary" onClick={close}>
          {courseWords.close}
        </button>
      </p>
    </>
  );
}

function Arrived({ desk, receipt }: { desk: Desk; receipt: Receipt }) {
  const { host } = new URL(receipt.server);
  const said = receipt.duplicate ? words.duplicate : receipt.final ? words.done : words.doneDraft;
  return (
    <>
      <p class="outcome passed" role="status" data-outcome="submitted">
        <PassedIcon />
        {said(host)}
      </p>
      <ReceiptFacts course={desk.course.title} receipt={receipt} />
    </>
  );
}

function OnTheWay({ queued }: { queued: Queued | undefined }) {
  const room = useCourseRoom();
  const isSending = queued === undefined || (room.outbox.value?.sending.value.has(queued.id) ?? false);
  if (isSending) {
    return (
      <p class="outcome" role="status" data-outcome="sending">
        <WaitingIcon />
        {words.sending}
        <progress aria-label={words.sending} />
      </p>
    );
  }
  const { trouble } = queued;
  const isRefused = trouble?.kind === "refused";
  const said = isRefused ? words.refused : trouble?.kind === "unsure" ? words.unsure : words.queued;
  return (
    <div
      class={isRefused ? "outcome failed" : "outcome"}
      role="status"
      data-outcome={isRefused ? "refused" : "waiting"}
    >
      {isRefused ? <FailedIcon /> : <WaitingIcon />}
      <div>
        <p>{said}</p>
        {trouble !== null && <TroubleText trouble={trouble.failure} />}
      </div>
    </div>
  );
}
