/** One assignment of the dashboard. */
import { DownloadIcon } from "../../look/icons.tsx";
import type { Desk } from "../../state/course/desk.ts";
import type { DeskRow } from "../../state/course/rows.ts";
import { courseWords as words } from "../../words/course.ts";
import { Framed, isFramed } from "../ui/framed.tsx";
import { useNow } from "../ui/use-now.ts";
import { useCourseRoom } from "./course-context.ts";
import type { Shown } from "./course-dialogs.tsx";
import { Moment } from "./moment.tsx";
import { type RowAction, RowMenu } from "./row-menu.tsx";
import { StateCell } from "./state-cell.tsx";
import { TroubleText } from "./trouble.tsx";

export interface AssignmentRowProps {
  readonly desk: Desk;
  readonly row: DeskRow;
  readonly isSending: boolean;
  show(dialog: Shown): void;
}

export function AssignmentRow({ desk, row, isSending, show }: AssignmentRowProps) {
  const { actions } = desk;
  const action = actions.states.value.get(row.notebook);
  return (
    <tr data-assignment={row.notebook}>
      <th scope="row">
        {row.name}
        {action?.kind === "failed" && (
          <div class="row-trouble" role="alert">
            <TroubleText trouble={action.failure} />
            <button type="button" class="quiet" onClick={() => actions.dismiss(row)}>
              {words.dismiss}
            </button>
          </div>
        )}
      </th>
      <td data-label={words.columns.due}>
        <div>
          <Due row={row} />
        </div>
      </td>
      <td data-label={words.columns.state}>
        <StateCell row={row} isSending={isSending} />
      </td>
      <td data-label={words.columns.checks} class={row.checks === null ? "nothing" : ""}>
        <div>
          <Checks row={row} />
        </div>
      </td>
      <td data-label={words.columns.grade} class={row.grade === null ? "nothing" : ""}>
        <div>
          <Grade row={row} />
        </div>
      </td>
      <td>
        <div class="row-buttons">
          {action?.kind === "busy" ? (
            <span role="status">{words.busy[action.what]}</span>
          ) : (
            <Actions desk={desk} row={row} show={show} />
          )}
        </div>
      </td>
    </tr>
  );
}

function Due({ row }: { row: DeskRow }) {
  const now = useNow(60_000);
  const { due, opens, cutoff, state } = row;
  const isDone = state === "submitted" || state === "graded";
  const badge =
    cutoff !== null && cutoff < now ? words.closed : due !== null && due < now ? words.late : null;
  if (opens !== null && opens > now) {
    return (
      <span>
        {words.opens}
        <Moment at={opens} />
      </span>
    );
  }
  if (due === null) return <span class="muted">{words.noDate}</span>;
  return (
    <>
      <Moment at={due} />
      {badge !== null && !isDone && <span class="badge warn">{badge}</span>}
    </>
  );
}

function Checks({ row: { checks } }: { row: DeskRow }) {
  if (checks === null) return <Nothing words={words.notValidated} />;
  return (
    <>
      <span>{words.checks(checks.passed, checks.all)}</span>
      {checks.isStale && <span class="badge">{words.stale}</span>}
    </>
  );
}

function Grade({ row: { grade, hasNews, isGradeOfBefore } }: { row: DeskRow }) {
  if (grade === null) return <Nothing words={words.noGrade} />;
  return (
    <>
      <span>{grade.text}</span>
      {isGradeOfBefore && <span class="muted small grade-note">{words.gradeOfBefore}</span>}
      {hasNews && <span class="badge news">{words.news}</span>}
    </>
  );
}

function Nothing({ words: spoken }: { words: string }) {
  return (
    <>
      <span class="muted" aria-hidden="true">
        —
      </span>
      <span class="hidden-text">{spoken}</span>
    </>
  );
}

function Actions({ desk, row, show }: Omit<AssignmentRowProps, "isSending">) {
  const { submitting } = desk;
  const canSubmit = submitting !== null && !row.isAway;
  const isNext =
    canSubmit &&
    row.queued === null &&
    row.isChanged &&
    (row.state === "in-progress" || row.state === "modified");
  return (
    <>
      <button
        type="button"
        aria-label={`${openWord(row)}: ${row.name}`}
        onClick={() => void desk.actions.open(row)}
      >
        {row.isAway && <DownloadIcon />}
        {openWord(row)}
      </button>
      {isNext && <SubmitButton desk={desk} row={row} />}
      {row.hasNews && (
        <button
          type="button"
          aria-label={`${words.feedback}: ${row.name}`}
          onClick={() => show({ kind: "feedback", row })}
        >
          {words.feedback}
        </button>
      )}
      <RowMenu label={words.more(row.name)} actions={useMenu(desk, row, show)} />
    </>
  );
}

function SubmitButton({ desk, row }: { desk: Desk; row: DeskRow }) {
  if (isFramed()) return <Framed text={words.framed} link={words.ownTab} />;
  return (
    <button
      type="button"
      class="primary"
      aria-label={`${words.submit}: ${row.name}`}
      onClick={() => void desk.submitting?.begin(row.notebook)}
    >
      {words.submit}
    </button>
  );
}

function openWord({ state }: DeskRow): string {
  return state === "in-progress" || state === "modified" ? words.continue : words.open;
}

function useMenu(desk: Desk, row: DeskRow, show: (dialog: Shown) => void): readonly RowAction[] {
  const room = useCourseRoom();
  const { submitting, actions } = desk;
  return [
    { name: words.validate, disabled: row.isAway, run: () => room.validate(row) },
    {
      name: words.submit,
      disabled: submitting === null || row.isAway || isFramed(),
      run: () => void submitting?.begin(row.notebook),
    },
    { name: words.feedback, disabled: row.grade === null, run: () => show({ kind: "feedback", row }) },
    {
      name: words.receipt,
      disabled: row.receipt === null,
      run: () => row.receipt && show({ kind: "receipt", receipt: row.receipt }),
    },
    { name: words.download, disabled: row.isAway, run: () => void actions.download(row) },
    { name: words.reset, disabled: !row.isChanged, run: () => show({ kind: "reset", row }) },
  ];
}
