/** What one may take away from a course's dashboard, and what has happened there. */
import { printCalendar } from "../../core/course/calendar.ts";
import { DownloadIcon, HistoryIcon } from "../../look/icons.tsx";
import type { Desk } from "../../state/course/desk.ts";
import { courseWords as words } from "../../words/course.ts";
import { useApp } from "../context.ts";
import type { Shown } from "./course-dialogs.tsx";

export function DeskTools({ desk, show }: { desk: Desk; show: (dialog: Shown) => void }) {
  const app = useApp();
  const { course } = desk;
  const dated = desk.rows.value.flatMap(({ notebook, name, due }) =>
    due === null ? [] : [{ uid: `${notebook}@${course.url}`, title: name, description: course.title, due }],
  );
  const save = (): void => {
    const text = printCalendar(course.title, dated, Date.now());
    app.save({ name: `${course.id.split("~")[0]}.ics`, blob: new Blob([text], { type: "text/calendar" }) });
  };
  return (
    <p class="actions start">
      <button type="button" class="quiet" onClick={() => show({ kind: "log" })}>
        <HistoryIcon />
        {words.log}
      </button>
      {dated.length > 0 && (
        <button type="button" class="quiet" onClick={save}>
          <DownloadIcon />
          {words.calendar}
        </button>
      )}
    </p>
  );
}
