/** One course: what is to be submitted, and everything else that it offers. */
import type { Course } from "../../core/course/course.ts";
import { words } from "../../words/en.ts";
import { useApp } from "../context.ts";
import { useDesk } from "../course/course-context.ts";
import { DeskPanel } from "../course/course-panels.tsx";
import { FailureText } from "../ui/failure-text.tsx";
import { Page } from "../ui/page.tsx";
import { CourseFailure, NotebookCards } from "./courses-page.tsx";

/** `id`: of the course, as addresses have it. */
export function CoursePage({ id }: { id: string }) {
  const { courses } = useApp();
  const list = courses.list.value;
  if (list.kind === "loading") {
    return (
      <CourseFrame title={words.courses.title}>
        <p role="status">{words.courses.loading}</p>
      </CourseFrame>
    );
  }
  const entries = list.kind === "loaded" ? list.entries : [];
  const found = entries.flatMap((entry) => (entry.kind === "loaded" ? [entry.course] : []));
  const course = found.find((one) => one.id === id);
  if (course !== undefined) return <OneCourse course={course} />;
  const failed = list.kind === "failed" ? list : entries.find((entry) => entry.kind === "failed");
  return (
    <CourseFrame title={words.courses.title}>
      {failed?.kind === "failed" ? (
        <CourseFailure failure={failed.failure} />
      ) : (
        <FailureText failure={{ failure: "no-such-course", course: id }} />
      )}
    </CourseFrame>
  );
}

function OneCourse({ course }: { course: Course }) {
  const desk = useDesk();
  const hasDesk = course.assignments.length > 0 || course.transport !== null;
  const listed = new Set(course.assignments.map(({ notebook }) => notebook));
  const others = course.notebooks.filter(({ id }) => !listed.has(id));
  return (
    <CourseFrame title={course.title} wide={hasDesk}>
      {course.description !== "" && <p class="muted">{course.description}</p>}
      {hasDesk && <DeskPanel desk={desk?.course.url === course.url ? desk : null} />}
      {others.length > 0 && (
        <section class="course" aria-label={words.courses.notebooks}>
          {hasDesk && <h2>{words.courses.others}</h2>}
          <NotebookCards course={course} notebooks={others} />
        </section>
      )}
    </CourseFrame>
  );
}

interface CourseFrameProps {
  readonly title: string;
  readonly wide?: boolean;
  readonly children: preact.ComponentChildren;
}

function CourseFrame({ title, wide = false, children }: CourseFrameProps) {
  return (
    <Page title={title} wide={wide}>
      <p>
        <a href="#/">{words.courses.back}</a>
      </p>
      {children}
    </Page>
  );
}
