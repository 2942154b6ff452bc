/** The assignments of a course: a table, and on a phone a list of cards. */
import { useState } from "preact/hooks";
import type { WorkState } from "../../core/submission/work-state.ts";
import type { Desk } from "../../state/course/desk.ts";
import type { DeskRow } from "../../state/course/rows.ts";
import { courseWords as words } from "../../words/course.ts";
import { AssignmentRow } from "./assignment-row.tsx";
import { useCourseRoom } from "./course-context.ts";
import type { Shown } from "./course-dialogs.tsx";
import { type Choice, TableTools } from "./table-tools.tsx";

export interface AssignmentTableProps {
  readonly desk: Desk;
  show(dialog: Shown): void;
}

/** Fewer than this are seen at a glance, and need no tools. */
const MANY = 5;

export function AssignmentTable({ desk, show }: AssignmentTableProps) {
  const room = useCourseRoom();
  const [choice, choose] = useState<Choice>({ text: "", sort: "due", filter: "all" });
  const rows = desk.rows.value;
  if (rows.length === 0) return <NoAssignments desk={desk} />;
  const chosen = sorted(rows, choice.sort).filter((row) => matches(row, choice));
  const sending = room.outbox.value?.sending.value;
  return (
    <>
      {rows.length >= MANY && <TableTools choice={choice} choose={choose} />}
      {chosen.length === 0 && (
        <p>
          {words.noneFound(choice.text || words.filters[choice.filter])}{" "}
          <button type="button" onClick={() => choose({ ...choice, text: "", filter: "all" })}>
            {words.showAll}
          </button>
        </p>
      )}
      {chosen.length > 0 && (
        <table class="assignments">
          <caption class="hidden-text">{words.assignments}</caption>
          <Head />
          <tbody>
            {chosen.map((row) => (
              <AssignmentRow
                key={row.notebook}
                desk={desk}
                row={row}
                isSending={row.queued !== null && (sending?.has(row.queued.id) ?? false)}
                show={show}
              />
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function Head() {
  const { name, due, state, checks, grade, actions } = words.columns;
  return (
    <thead>
      <tr>
        {[name, due, state, checks, grade].map((column) => (
          <th key={column} scope="col">
            {column}
          </th>
        ))}
        <th scope="col">
          <span class="hidden-text">{actions}</span>
        </th>
      </tr>
    </thead>
  );
}

function NoAssignments({ desk }: { desk: Desk }) {
  const { counter } = desk;
  const isOut = counter !== null && counter.access.value === null;
  return <p class="muted">{isOut ? words.noneSignedOut : words.none}</p>;
}

/** As they come: by due date. */
function sorted(rows: readonly DeskRow[], by: Choice["sort"]): readonly DeskRow[] {
  switch (by) {
    case "due":
      return rows;
    case "name":
      return rows.toSorted((left, right) =>
        left.name.localeCompare(right.name, undefined, { numeric: true }),
      );
    case "state":
      return rows.toSorted((left, right) => order.indexOf(left.state) - order.indexOf(right.state));
    default:
      return by satisfies never;
  }
}

const order: readonly WorkState[] = [
  "modified",
  "in-progress",
  "downloaded",
  "not-started",
  "submitted",
  "graded",
];

function matches(row: DeskRow, { text, filter }: Choice): boolean {
  if (!row.name.toLowerCase().includes(text.trim().toLowerCase())) return false;
  const isDone = row.state === "submitted" || row.state === "graded";
  if (filter === "open") return !isDone;
  return filter === "all" || row.state === filter;
}
