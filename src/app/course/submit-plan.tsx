/** What will be sent, before it is sent. */
import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { plainText } from "../../core/submission/plain-text.ts";
import type { Desk } from "../../state/course/desk.ts";
import type { SubmissionPlan, Submitting } from "../../state/course/submitting.ts";
import { courseWords } from "../../words/course.ts";
import { agoWords, nearDate } from "../../words/dates.ts";
import { shortDigest, submitWords as words } from "../../words/submitting.ts";
import { useNow } from "../ui/use-now.ts";
import { useCourseRoom } from "./course-context.ts";

export interface SubmitPlanProps {
  readonly desk: Desk;
  readonly submitting: Submitting;
  readonly plan: SubmissionPlan;
  close(): void;
}

export function SubmitPlan({ desk, submitting, plan, close }: SubmitPlanProps) {
  const now = useNow(30_000);
  const [final, setFinal] = useState(true);
  const [agreed, setAgreed] = useState(false);
  const [late, setLate] = useState(false);
  const { row, assignment } = plan;
  const { statement, hasDrafts } = assignment.rules;
  const needsStatement = statement !== null && (final || !hasDrafts);
  const isLateAgain = row.due !== null && row.due < now && (row.submission !== null || row.receipt !== null);
  const mayNot = plan.isSame || (needsStatement && !agreed) || (isLateAgain && !late);
  return (
    <>
      <dl class="facts">
        <Fact name={words.file}>{words.fileWords(plan.filename, plan.content.size)}</Fact>
        <Fact name={words.digest}>
          <span title={`${words.digestHint} ${plan.digest}`}>{shortDigest(plan.digest)}…</span>
        </Fact>
        <Fact name={words.checks}>
          <ChecksFact plan={plan} close={close} />
        </Fact>
        <Fact name={words.as}>
          {words.asWords(plan.access.name, plan.access.user, desk.counter?.transport.host ?? "")}
        </Fact>
        <Fact name={words.due}>{dueWords(row.due, now)}</Fact>
        <Fact name={words.before}>{beforeWords(plan, now)}</Fact>
        <Fact name={words.next}>{navigator.onLine ? words.nextFinal : words.nextOffline}</Fact>
      </dl>
      {hasDrafts && <DraftOrFinal final={final} setFinal={setFinal} />}
      {needsStatement && <Statement html={statement} agreed={agreed} setAgreed={setAgreed} />}
      {isLateAgain && !plan.isSame && <Tick label={words.lateAgain} value={late} set={setLate} />}
      <p class="actions">
        <button type="button" onClick={close}>
          {courseWords.cancel}
        </button>
        <button
          type="button"
          class="primary"
          disabled={mayNot}
          onClick={() => void submitting.confirm({ final: final || !hasDrafts, agreed })}
        >
          {words.submit}
        </button>
      </p>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function ChecksFact({ plan, close }: { plan: SubmissionPlan; close: () => void }) {
  const room = useCourseRoom();
  const { checks } = plan.row;
  if (plan.isValidated && checks !== null) {
    const isGood = checks.passed === checks.all;
    return (
      <>
        {courseWords.checks(checks.passed, checks.all)}
        {!isGood && <span class="warn-text">{words.checksFail}</span>}
      </>
    );
  }
  return (
    <>
      <span class="warn-text">{checks === null ? words.checksNever : words.checksStale}</span>
      <button
        type="button"
        class="small"
        onClick={() => {
          close();
          room.validate(plan.row);
        }}
      >
        {words.validateFirst}
      </button>
    </>
  );
}

function dueWords(due: number | null, now: number): ComponentChildren {
  if (due === null) return words.noDate;
  const date = nearDate(due, now);
  return due < now ? <span class="warn-text">{words.isLate(date)}</span> : words.inTime(date);
}

function beforeWords({ row, isSame }: SubmissionPlan, now: number): string {
  if (isSame) return words.same;
  const { submission, receipt } = row;
  if (submission === null && receipt === null) return words.first;
  const at = submission?.at ?? receipt?.at ?? receipt?.seenAt;
  return at === undefined ? words.replacesSome : words.replaces(agoWords(at, now));
}

function DraftOrFinal({ final, setFinal }: { final: boolean; setFinal: (final: boolean) => void }) {
  const name = useId();
  return (
    <fieldset class="choices">
      <legend>{words.draftLabel}</legend>
      <label>
        <input type="radio" name={name} checked={final} onChange={() => setFinal(true)} />
        {words.final}
      </label>
      <label>
        <input type="radio" name={name} checked={!final} onChange={() => setFinal(false)} />
        {words.draft}
      </label>
    </fieldset>
  );
}

interface StatementProps {
  readonly html: string;
  readonly agreed: boolean;
  setAgreed(agreed: boolean): void;
}

/** A stranger's HTML is shown as the text that it says. */
function Statement({ html, agreed, setAgreed }: StatementProps) {
  return (
    <section class="statement" aria-label={words.statementLabel}>
      <blockquote>{plainText(html)}</blockquote>
      <Tick label={words.agree} value={agreed} set={setAgreed} />
    </section>
  );
}

function Tick({ label, value, set }: { label: string; value: boolean; set: (value: boolean) => void }) {
  return (
    <label class="tick">
      <input type="checkbox" checked={value} onChange={({ currentTarget }) => set(currentTarget.checked)} />
      {label}
    </label>
  );
}
