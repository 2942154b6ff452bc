/** Every check with its state; beside the notebook, or as a sheet at the bottom of a phone. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { CheckItem, CheckState, CheckTotals } from "../../core/checks/list.ts";
import {
  ChevronDownIcon,
  FailedIcon,
  type Icon,
  IdleIcon,
  PartlyIcon,
  PassedIcon,
  WaitingIcon,
} from "../../look/icons.tsx";
import type { Session } from "../../state/session/session.ts";
import { hintWords, words } from "../../words/en.ts";
import { ReportPanel } from "../report/report-panel.tsx";
import { InlineText } from "./inline-text.tsx";
import { FilesPanel, PackagesPanel } from "./side-lists.tsx";

export function ChecksPanel({ session }: { session: Session }) {
  const side = useRef<HTMLElement>(null);
  const [open, setOpen] = useState(false);
  useReportShown(session, side, () => setOpen(true));
  const totals = session.totals.value;
  return (
    <aside ref={side} class="side" data-open={open} data-region>
      <button
        type="button"
        class="sheet-handle narrow-only"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <span>{words.checks.title}</span>
        {totals.all > 0 && <span>{words.checks.count(totals.passed, totals.all)}</span>}
        <ChevronDownIcon />
      </button>
      <div class="sheet">
        <section class="checks" aria-label={words.checks.title}>
          <h2 class="checks-title">
            {words.checks.title}
            {totals.all > 0 && <span class="count">{words.checks.count(totals.passed, totals.all)}</span>}
          </h2>
          <CheckList session={session} />
          <Total totals={totals} />
          <HintLine session={session} />
        </section>
        <ReportPanel session={session} />
        <FilesPanel session={session} />
        <PackagesPanel session={session} />
      </div>
    </aside>
  );
}

/** A validation that begins or ends is what the person waits for: the sheet opens, at the report. */
function useReportShown(session: Session, side: { current: HTMLElement | null }, open: () => void): void {
  const { kind } = session.validator.state.value;
  const last = useRef(kind);
  const [changes, setChanges] = useState(0);
  useEffect(() => {
    if (last.current === kind) return;
    last.current = kind;
    open();
    setChanges((count) => count + 1);
  }, [kind]);
  // Only when the sheet has been drawn open is there something to scroll.
  useEffect(() => {
    if (changes > 0) side.current?.querySelector(".report")?.scrollIntoView({ block: "start" });
  }, [changes]);
}

function CheckList({ session }: { session: Session }) {
  const checks = session.checks.value;
  if (checks.length === 0) return <p class="muted small">{words.checks.empty}</p>;
  return (
    <ul class="check-list">
      {checks.map((check) => (
        <Check key={check.label} check={check} session={session} />
      ))}
    </ul>
  );
}

const icons: Readonly<Record<CheckState, Icon>> = {
  idle: IdleIcon,
  waiting: WaitingIcon,
  passed: PassedIcon,
  partly: PartlyIcon,
  failed: FailedIcon,
};

function Check({ check, session }: { check: CheckItem; session: Session }) {
  const { label, state, cell, messages, marks } = check;
  const StateIcon = icons[state];
  const isStale = session.runs.outdated.value.has(label);
  return (
    <li class="check" data-check={label} data-state={state} data-stale={isStale}>
      <button
        type="button"
        class="quiet check-label"
        disabled={cell === null}
        aria-label={words.checks.show(label)}
        onClick={() => cell !== null && session.showCell(cell)}
      >
        <span class="check-icon">
          <StateIcon />
        </span>
        <span>{label}</span>
      </button>
      <p class="small check-line">
        <span class="check-state">{isStale ? words.checks.notReached : words.checks.states[state]}</span>
        {marks !== null && (
          <span class="check-marks">{words.checks.marks(marks.earned, marks.available)}</span>
        )}
      </p>
      {messages.length > 0 && (
        <ul class="messages small">
          {messages.map((message) => (
            <li key={message}>
              <InlineText text={message} />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function HintLine({ session }: { session: Session }) {
  const { opened, all } = session.hints.count(session.source.cells.value);
  return all === 0 ? null : (
    <p class="hint-line small" data-hints={`${opened}/${all}`}>
      {hintWords(opened, all)}
    </p>
  );
}

function Total({ totals }: { totals: CheckTotals }) {
  if (totals.marks === null) return null;
  return <p class="total">{words.checks.total(totals.marks.earned, totals.marks.available)}</p>;
}
