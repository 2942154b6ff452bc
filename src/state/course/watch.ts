/** The desk of the course that is looked at, and the outbox of all of them. Their code is only loaded when it is needed. */
import { effect, type ReadonlySignal, signal } from "@preact/signals-core";
import type { Happening } from "../../core/course/activity.ts";
import type { Course } from "../../core/course/course.ts";
import type { App } from "../app.ts";
import type { Environment } from "../environment.ts";
import type { OpenDocument } from "../session/session.ts";
import { sessionOf, type Workspace } from "../workspace.ts";
import { noteActivity } from "./activity.ts";
import type { Desk } from "./desk.ts";
import { createOutboxDoor, type OutboxDoor } from "./outbox-door.ts";
import type { CoursePorts } from "./ports.ts";
import type { DeskRow } from "./rows.ts";
import { createValidating } from "./validating.ts";
import type { WorkText } from "./work-files.ts";

export interface CourseRoom {
  /** Null where nothing is looked at that belongs to a course with assignments. */
  readonly desk: ReadonlySignal<Desk | null>;
  /** Null while nothing has asked for it. */
  readonly outbox: OutboxDoor["current"];
  /** Validates the notebook where it is open, and opens it for that where it is not. */
  validate(row: DeskRow): void;
  /** False when the clipboard is out of reach. */
  copy(text: string): Promise<boolean>;
}

export function watchCourse(
  app: Pick<App, "route" | "courses" | "workspace" | "onValidated" | "onDownloaded">,
  loadPorts: () => Promise<CoursePorts>,
  { preferences, clipboard }: Pick<Environment, "preferences" | "clipboard">,
): CourseRoom {
  const desk = signal<Desk | null>(null);
  const door = createOutboxDoor(loadPorts, preferences);
  const validate = createValidating(app);
  let wanted = 0;

  async function follow(id: string): Promise<void> {
    const mine = ++wanted;
    const course = await app.courses.find(id);
    if (mine !== wanted || "failure" in course || !hasAssignments(course)) return;
    if (desk.value?.course.url === course.url) return desk.value.look();
    const [{ createDesk }, { chosenMoodleCourse }, { ports, outbox }] = await Promise.all([
      import("./desk.ts"),
      import("./moodle-course.ts"),
      door.open(),
    ]);
    const moodleCourse = await chosenMoodleCourse(course, ports.known);
    if (mine !== wanted) return;
    close();
    desk.value = createDesk({
      ports,
      course,
      moodleCourse,
      outbox,
      reopen() {
        close();
        void follow(id);
      },
      openText: (notebook) => openText(app.workspace.value, course, notebook),
    });
  }

  function close(): void {
    desk.value?.close();
    desk.value = null;
  }

  effect(() => {
    const route = app.route.value;
    if (route.kind === "course" || route.kind === "notebook") void follow(route.course);
    else {
      wanted++;
      close();
    }
  });
  /** Of a notebook that is open. */
  function note({ course, notebook, title }: OpenDocument, what: Happening): void {
    const { value } = desk;
    if (value?.course.url !== course) return;
    const name = value.rows.value.find((row) => row.notebook === notebook)?.name ?? title;
    void door.open().then(({ ports }) => noteActivity(ports, { course, assignment: { name } }, what));
  }

  app.onValidated((document, { score: { passed, all } }) =>
    note(document, { kind: "validated", passed, all }),
  );
  app.onDownloaded((document, { name, blob }) =>
    note(document, { kind: "saved", filename: name, bytes: blob.size }),
  );

  return {
    desk,
    outbox: door.current,
    copy: async (text) => (await clipboard.write(text)) === undefined,
    validate(row) {
      const { value } = desk;
      if (value === null) return;
      validate({ course: value.course.url, notebook: row.notebook }, () => value.actions.open(row));
    },
  };
}

/** Undefined where that notebook is not open. */
function openText(workspace: Workspace, course: Course, notebook: string): Promise<WorkText> | undefined {
  const session = sessionOf(workspace, { course: course.url, notebook });
  return session?.settledText().then((source) => ({
    filename: session.document.filename,
    source,
    isUntouched: !session.source.changed.value,
  }));
}

function hasAssignments({ assignments, transport }: Course): boolean {
  return assignments.length > 0 || transport !== null;
}
