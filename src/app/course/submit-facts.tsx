/** What a submission is: the file, its checks, whose it is, when it was due, what it replaces. */
import type { ComponentChildren } from "preact";
import type { Desk } from "../../state/course/desk.ts";
import type { SubmissionPlan } from "../../state/course/submitting.ts";
import { courseWords } from "../../words/course.ts";
import { agoWords, nearDate } from "../../words/dates.ts";
import { shortDigest, submitWords as words } from "../../words/submitting.ts";
import { useCourseRoom } from "./course-context.ts";

export interface SubmitFactsProps {
  readonly desk: Desk;
  readonly plan: SubmissionPlan;
  readonly now: number;
  close(): void;
}

export function SubmitFacts({ desk, plan, now, close }: SubmitFactsProps) {
  return (
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
      <Fact name={words.due}>{dueWords(plan.row.due, now)}</Fact>
      <Fact name={words.before}>{beforeWords(plan, now)}</Fact>
      <Fact name={words.next}>{nextWords(plan)}</Fact>
    </dl>
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

function beforeWords({ earlier, isSame }: SubmissionPlan, now: number): string {
  if (isSame) return words.same;
  if (earlier === null) return words.first;
  return earlier.at === null ? words.replacesSome : words.replaces(agoWords(earlier.at, now));
}

function nextWords({ isSame }: SubmissionPlan): string {
  if (isSame) return words.nextSame;
  return navigator.onLine ? words.nextFinal : words.nextOffline;
}
