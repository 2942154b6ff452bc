/** All courses of this site and those that were added, and the ways to open a notebook of one's own. */
import type { Course, CourseNotebook } from "../../core/course/course.ts";
import { ChevronRightIcon } from "../../look/icons.tsx";
import type { CourseEntry } from "../../state/courses.ts";
import type { ShellFailure } from "../../state/failure.ts";
import { printRoute } from "../../state/routes.ts";
import { words } from "../../words/en.ts";
import { useApp } from "../context.ts";
import { AddCourse } from "../course/add-course.tsx";
import { RemoveCourse } from "../course/remove-course.tsx";
import { BackupSection } from "../keeping/backup-section.tsx";
import { FailureText } from "../ui/failure-text.tsx";
import { OpenedList } from "../ui/opened-list.tsx";
import { Opener } from "../ui/opener.tsx";
import { Page } from "../ui/page.tsx";

export function CoursesPage() {
  return (
    <Page title={words.courses.title}>
      <CourseList />
      <OpenedList />
      <Opener />
      <AddCourse />
      <BackupSection />
    </Page>
  );
}

function CourseList() {
  const { courses } = useApp();
  const list = courses.list.value;
  if (list.kind === "loading") return <p role="status">{words.courses.loading}</p>;
  if (list.kind === "failed") return <CourseFailure failure={list.failure} />;
  if (list.entries.length === 0) return <p>{words.courses.empty}</p>;
  return list.entries.map((entry) => <CourseSection key={entry.url} entry={entry} />);
}

function CourseSection({ entry }: { entry: CourseEntry }) {
  const { url, isAdded } = entry;
  if (entry.kind === "failed") {
    return (
      <section class="course" aria-label={url}>
        <CourseFailure failure={entry.failure} />
        {isAdded && <RemoveCourse url={url} />}
      </section>
    );
  }
  const { course } = entry;
  return (
    <section class="course" aria-label={course.title}>
      <h2>{course.title}</h2>
      {course.description !== "" && <p class="muted">{course.description}</p>}
      {course.assignments.length > 0 || course.transport !== null ? <DeskLink course={course} /> : null}
      <NotebookCards course={course} notebooks={course.notebooks} />
      {isAdded && <RemoveCourse url={url} />}
    </section>
  );
}

function DeskLink({ course }: { course: Course }) {
  return (
    <p>
      <a class="button" href={printRoute({ kind: "course", course: course.id })}>
        {words.courses.desk}
        <ChevronRightIcon />
      </a>
    </p>
  );
}

export function NotebookCards({
  course,
  notebooks,
}: {
  course: Course;
  notebooks: readonly CourseNotebook[];
}) {
  return (
    <ul class="cards">
      {notebooks.map((notebook) => (
        <NotebookCard key={notebook.id} course={course} notebook={notebook} />
      ))}
    </ul>
  );
}

function NotebookCard({ course, notebook }: { course: Course; notebook: CourseNotebook }) {
  const kind = words.courses.kinds.get(notebook.kind);
  const about = [kind, notebook.minutes === null ? undefined : words.courses.minutes(notebook.minutes)];
  return (
    <li class="card">
      <a href={printRoute({ kind: "notebook", course: course.id, notebook: notebook.id })}>
        <span class="card-title">{notebook.title}</span>
        <ChevronRightIcon />
      </a>
      <p>{notebook.description}</p>
      <p class="muted small">{about.filter((part) => part !== undefined).join(" · ")}</p>
    </li>
  );
}

export function CourseFailure({ failure }: { failure: ShellFailure }) {
  const { courses } = useApp();
  return (
    <div class="notice failure" role="alert">
      <FailureText failure={failure} />
      <button type="button" onClick={() => void courses.load()}>
        {words.retry}
      </button>
    </div>
  );
}
