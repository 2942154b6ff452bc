/** All courses of this site, or one of them; and the ways to open a notebook of one's own. */
import type { Course, CourseNotebook } from "../../core/course/course.ts";
import { ChevronRightIcon } from "../../look/icons.tsx";
import type { CourseEntry } from "../../state/courses.ts";
import { printRoute } from "../../state/routes.ts";
import { words } from "../../words/en.ts";
import { useApp } from "../context.ts";
import { BackupSection } from "../keeping/backup-section.tsx";
import { FailureText } from "../ui/failure-text.tsx";
import { OpenedList } from "../ui/opened-list.tsx";
import { Opener } from "../ui/opener.tsx";
import { Page } from "../ui/page.tsx";

/** `only`: the id of the one course to show; null for all. */
export function CoursesPage({ only }: { only: string | null }) {
  return (
    <Page title={words.courses.title}>
      {only !== null && (
        <p>
          <a href="#/">{words.courses.back}</a>
        </p>
      )}
      <CourseList only={only} />
      {only === null && <OpenedList />}
      {only === null && <Opener />}
      {only === null && <BackupSection />}
    </Page>
  );
}

function CourseList({ only }: { only: string | null }) {
  const { courses } = useApp();
  const list = courses.list.value;
  if (list.kind === "loading") return <p role="status">{words.courses.loading}</p>;
  if (list.kind === "failed") return <CourseFailure entry={{ ...list, url: "" }} />;
  const entries = list.entries.filter(
    (entry) => only === null || (entry.kind === "loaded" && entry.course.id === only),
  );
  if (entries.length > 0) return entries.map((entry) => <CourseSection key={entry.url} entry={entry} />);
  if (only === null) return <p>{words.courses.empty}</p>;
  return <FailureText failure={{ failure: "no-such-course", course: only }} />;
}

function CourseSection({ entry }: { entry: CourseEntry }) {
  if (entry.kind === "failed") return <CourseFailure entry={entry} />;
  const { course } = entry;
  return (
    <section class="course" aria-label={course.title}>
      <h2>{course.title}</h2>
      {course.description !== "" && <p class="muted">{course.description}</p>}
      <ul class="cards">
        {course.notebooks.map((notebook) => (
          <NotebookCard key={notebook.id} course={course} notebook={notebook} />
        ))}
      </ul>
    </section>
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

function CourseFailure({ entry }: { entry: Extract<CourseEntry, { kind: "failed" }> }) {
  const { courses } = useApp();
  return (
    <div class="notice failure" role="alert">
      <FailureText failure={entry.failure} />
      <button type="button" onClick={() => void courses.load()}>
        {words.retry}
      </button>
    </div>
  );
}
