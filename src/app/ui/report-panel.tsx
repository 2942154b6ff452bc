/** The last validation: what it found, and whether that still holds. */
import type { CellError, KeptReport, ReportEnd } from "../../core/checks/report.ts";
import type { Session } from "../../state/session/session.ts";
import type { ValidationState } from "../../state/session/validator.ts";
import { words } from "../../words/en.ts";
import { FailureText } from "./failure-text.tsx";

export function ReportPanel({ session }: { session: Session }) {
  const { validator } = session;
  const state = validator.state.value;
  const kept = validator.kept.value;
  if (state.kind === "idle" && kept === null) return null;
  return (
    <section class="report" aria-label={words.report.title}>
      <h2>{words.report.title}</h2>
      <Progress state={state} cancel={() => validator.cancel()} />
      {kept !== null && <Report kept={kept} isStale={validator.isStale.value} session={session} />}
    </section>
  );
}

function Progress({ state, cancel }: { state: ValidationState; cancel: () => void }) {
  if (state.kind === "idle") return null;
  if (state.kind === "failed") return <FailureText failure={state.failure} />;
  const { done, all } = state;
  return (
    <div class="report-progress small">
      <p>{done === 0 ? words.report.starting : words.report.running(done, all)}</p>
      <progress aria-label={words.report.title} value={done} max={all} />
      <button type="button" class="quiet" onClick={cancel}>
        {words.report.cancel}
      </button>
    </div>
  );
}

interface ReportProps {
  readonly kept: KeptReport;
  readonly isStale: boolean;
  readonly session: Session;
}

function Report({ kept, isStale, session }: ReportProps) {
  const { score, ended, errors, duration, at } = kept.report;
  const time = new Date(at);
  return (
    <div class="report-body small" data-report={isStale ? "stale" : "current"}>
      <p class="report-result">
        {score.all === 0 ? words.report.none : words.report.result(score.passed, score.all)}
        {score.marks !== null && ` ${words.report.marks(score.marks.earned, score.marks.available)}.`}
      </p>
      <EndLine ended={ended} />
      {isStale && <p class="report-stale">{words.report.stale}</p>}
      <NotPassed kept={kept} />
      <Errors errors={errors} session={session} />
      <p class="muted">
        <time dateTime={time.toISOString()}>{words.report.at(time.toLocaleTimeString("en"))}</time>.{" "}
        {words.report.took(duration / 1_000)}
      </p>
    </div>
  );
}

function EndLine({ ended }: { ended: ReportEnd }) {
  switch (ended.kind) {
    case "finished":
      return null;
    case "limit":
      return <p>{words.report.limit(ended.cell, ended.seconds)}</p>;
    case "lost":
      return <p>{words.report.lost}</p>;
    default:
      return ended satisfies never;
  }
}

function NotPassed({ kept }: { kept: KeptReport }) {
  const left = kept.report.results.filter((result) => result.state !== "passed");
  if (left.length === 0) return null;
  return (
    <ul class="report-list">
      {left.map((result) => (
        <li key={result.label}>
          {result.label}: {words.report.states[result.state]}
        </li>
      ))}
    </ul>
  );
}

function Errors({ errors, session }: { errors: readonly CellError[]; session: Session }) {
  if (errors.length === 0) return null;
  return (
    <>
      <p>{words.report.errors(errors.length)}:</p>
      <ul class="report-list">
        {errors.map((error) => (
          <li key={error.cell}>
            <button type="button" class="quiet file-button" onClick={() => session.showCell(error.cell)}>
              {words.report.cell(error.number, error.name)}
            </button>{" "}
            {error.problem.message}
          </li>
        ))}
      </ul>
    </>
  );
}
