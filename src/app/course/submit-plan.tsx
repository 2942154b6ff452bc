/** What will be sent, before it is sent. */
import { useId, useState } from "preact/hooks";
import { type Caution, cautionsOf } from "../../core/submission/cautions.ts";
import { plainText } from "../../core/submission/plain-text.ts";
import { WarningIcon } from "../../look/icons.tsx";
import type { Desk } from "../../state/course/desk.ts";
import type { SubmissionPlan, Submitting } from "../../state/course/submitting.ts";
import { courseWords } from "../../words/course.ts";
import { submitWords as words } from "../../words/submitting.ts";
import { useNow } from "../ui/use-now.ts";
import { SubmitFacts } from "./submit-facts.tsx";

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
  const [accepted, accept] = useState<readonly Caution[]>([]);
  const { row, assignment } = plan;
  const { statement, hasDrafts } = assignment.rules;
  const needsStatement = statement !== null && (final || !hasDrafts);
  const cautions = plan.isSame ? [] : cautionsOf({ ...plan, due: row.due, now });
  const isCareless = cautions.some((caution) => !accepted.includes(caution));
  const mayNot = plan.isSame || (needsStatement && !agreed) || isCareless;
  return (
    <>
      <Warnings plan={plan} />
      <SubmitFacts desk={desk} plan={plan} now={now} close={close} />
      {hasDrafts && <DraftOrFinal final={final} setFinal={setFinal} />}
      {needsStatement && <Statement html={statement} agreed={agreed} setAgreed={setAgreed} />}
      <Cautions cautions={cautions} accepted={accepted} accept={accept} />
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

/** What speaks against sending it, before all that is sent. */
function Warnings({ plan: { row, isUntouched } }: { plan: SubmissionPlan }) {
  if (row.others.length === 0 && !isUntouched) return null;
  return (
    <div class="notice">
      <div class="notice-text">
        <WarningIcon />
        <div>
          {row.others.length > 0 && <p>{words.others(row.others)}</p>}
          {isUntouched && <p>{words.untouched}</p>}
        </div>
      </div>
    </div>
  );
}

interface CautionsProps {
  readonly cautions: readonly Caution[];
  readonly accepted: readonly Caution[];
  accept(cautions: readonly Caution[]): void;
}

/** Each wants a yes of its own. */
function Cautions({ cautions, accepted, accept }: CautionsProps) {
  return cautions.map((caution) => (
    <Tick
      key={caution}
      label={words.cautions[caution]}
      value={accepted.includes(caution)}
      set={(isAccepted) => {
        const others = accepted.filter((one) => one !== caution);
        accept(isAccepted ? [...others, caution] : others);
      }}
    />
  ));
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
