/** The last validation: what it found, whether that still holds, and the report as a file. */
import type { ComponentChildren } from "preact";
import type { CheckItem } from "../../core/checks/list.ts";
import type { CheckReport } from "../../core/checks/report.ts";
import { CheckIcon, DownloadIcon, FileIcon, StaleIcon } from "../../look/icons.tsx";
import type { Session } from "../../state/session/session.ts";
import type { ValidationState } from "../../state/session/validator.ts";
import { words } from "../../words/en.ts";
import { reportWords } from "../../words/report.ts";
import { FailureText } from "../ui/failure-text.tsx";
import { InlineText } from "../ui/inline-text.tsx";
import { ReportDialog } from "./report-dialog.tsx";
import { stateIcons } from "./state-icons.ts";
import "./report-panel.css";

export function ReportPanel({ session }: { session: Session }) {
  const { validator } = session;
  const state = validator.state.value;
  const kept = validator.report.kept.value;
  if (state.kind === "idle" && kept === null) return null;
  const isStale = validator.report.isStale.value;
  return (
    <section class="report" aria-label={words.report.title} data-report={isStale ? "stale" : "current"}>
      <h2>{words.report.title}</h2>
      <Progress state={state} cancel={() => validator.cancel()} />
      {kept !== null && (
        <>
          {isStale && <Stale start={() => validator.start()} running={state.kind === "running"} />}
          <Findings report={kept.report} show={(cell) => session.showCell(cell)} />
          <Actions session={session} />
          <ReportDialog session={session} />
        </>
      )}
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
      <progress aria-label={words.tools.validate} value={done} max={all} />
      <button type="button" class="quiet" onClick={cancel}>
        {words.report.cancel}
      </button>
    </div>
  );
}

function Stale({ start, running }: { start: () => void; running: boolean }) {
  return (
    <p class="report-stale small">
      <StaleIcon />
      <span>{words.report.stale}</span>
      <button type="button" class="quiet" disabled={running} onClick={start}>
        <CheckIcon />
        {words.report.again}
      </button>
    </p>
  );
}

type Show = (cell: string) => void;

function Findings({ report, show }: { report: CheckReport; show: Show }) {
  const { ended, results, errors, at, duration } = report;
  const time = new Date(at);
  return (
    <div class="report-findings small">
      <p class="report-verdict">{reportWords.summary(report)}</p>
      {ended.kind !== "finished" && <p class="report-ended">{reportWords.ended(report)}</p>}
      <p class="muted">
        <time dateTime={time.toISOString()}>{words.report.at(time.toLocaleTimeString("en-GB"))}</time>,{" "}
        {words.report.took(reportWords.duration(duration))}
      </p>
      {results.length > 0 && (
        <ul class="report-results" aria-label={words.report.visible}>
          {results.map((result) => (
            <Result key={result.label} result={result} show={show} />
          ))}
        </ul>
      )}
      {errors.length > 0 && (
        <ul class="report-errors" aria-label={words.report.errors}>
          {errors.map(({ cell, number, name, problem }) => (
            <li key={cell}>
              <CellLink cell={cell} show={show}>
                {reportWords.cell(number, name)}
              </CellLink>
              <span class="report-problem">{reportWords.problem(problem)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Result({ result, show }: { result: CheckItem; show: Show }) {
  const { label, cell, state, messages, marks } = result;
  const StateIcon = stateIcons[state];
  return (
    <li data-result={label} data-state={state}>
      <span class="report-state">
        <StateIcon />
        {reportWords.states[state]}
      </span>
      <span>
        <CellLink cell={cell} show={show}>
          {label}
        </CellLink>
        {marks !== null && <span class="muted"> {reportWords.marks(marks)}</span>}
        {messages.map((message) => (
          <span key={message} class="report-message">
            <InlineText text={message} />
          </span>
        ))}
      </span>
    </li>
  );
}

function CellLink(props: { cell: string | null; show: Show; children: ComponentChildren }) {
  const { cell, show, children } = props;
  if (cell === null) return <span>{children}</span>;
  return (
    <button type="button" class="report-link" onClick={() => show(cell)}>
      {children}
    </button>
  );
}

function Actions({ session }: { session: Session }) {
  const { report } = session.validator;
  return (
    <p class="report-actions">
      <button type="button" onClick={() => void report.open()}>
        <FileIcon />
        {words.report.open}
      </button>
      <button type="button" onClick={() => void report.download()}>
        <DownloadIcon />
        {words.report.download}
      </button>
    </p>
  );
}
