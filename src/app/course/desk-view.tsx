/** The dashboard of a course: who one is, what is due, how far one is, what is on the way. */
import { useState } from "preact/hooks";
import type { Desk } from "../../state/course/desk.ts";
import { courseWords as words } from "../../words/course.ts";
import { AssignmentTable } from "./assignment-table.tsx";
import { CourseDialog, type Shown } from "./course-dialogs.tsx";
import { DeskTools } from "./desk-tools.tsx";
import { MoodleCourseField } from "./moodle-course-field.tsx";
import { OutboxList } from "./outbox-list.tsx";
import { SignInPanel } from "./sign-in-panel.tsx";
import { TroubleNotice } from "./trouble.tsx";
import "./course.css";
import "./assignments.css";
import "./submitting.css";
import "./activity.css";

export function DeskView({ desk }: { desk: Desk }) {
  const [shown, show] = useState<Shown | null>(null);
  const trouble = desk.trouble.value;
  return (
    <section class="desk" aria-label={words.assignments}>
      {desk.counter !== null ? <SignInPanel counter={desk.counter} /> : <p class="muted">{words.noServer}</p>}
      {desk.moodleChoice !== null && desk.counter?.access.value && (
        <MoodleCourseField choice={desk.moodleChoice} />
      )}
      {trouble !== null && <TroubleNotice trouble={trouble} />}
      <OutboxList desk={desk} />
      {desk.isRead.value ? <AssignmentTable desk={desk} show={show} /> : <p role="status">{words.loading}</p>}
      <DeskTools desk={desk} show={show} />
      {shown !== null && <CourseDialog desk={desk} shown={shown} close={() => show(null)} />}
    </section>
  );
}
