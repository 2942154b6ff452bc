/** A dashboard in a world of its own, with what a test says of it and looks for in it. */
import type { Course } from "../../../src/core/course/course.ts";
import type { RemoteGrade } from "../../../src/core/submission/transport.ts";
import { createDesk, type Desk } from "../../../src/state/course/desk.ts";
import { createOutbox } from "../../../src/state/course/outbox.ts";
import type { DeskRow } from "../../../src/state/course/rows.ts";
import type { Draft } from "../../../src/state/environment.ts";
import { COURSE, type CourseWorld, course, rest } from "./course-world.ts";

/** What the server hands out. */
export const UNTOUCHED = "handed = 1\n";

export const grade = (text: string, at: number | null = null): RemoteGrade => ({
  text,
  at,
  feedback: { kind: "text", content: "Good" },
  files: [],
});

export async function openDesk(
  world: CourseWorld,
  change: Partial<Course> = {},
  typed?: string,
  outbox = createOutbox(world.ports),
): Promise<Desk> {
  const desk = createDesk({
    ports: world.ports,
    course: { ...course, ...change },
    moodleCourse: null,
    reopen: () => {},
    outbox,
    openText: () =>
      typed === undefined
        ? undefined
        : Promise.resolve({ filename: "a.py", source: typed, isUntouched: typed === UNTOUCHED }),
  });
  await rest();
  return desk;
}

export function row(desk: Desk, notebook = "a"): DeskRow {
  const found = desk.rows.value.find((one) => one.notebook === notebook);
  if (found === undefined) throw new Error(`There is no row ${notebook}`);
  return found;
}

export async function draft(world: CourseWorld, source: string, original = UNTOUCHED): Promise<Draft> {
  const written: Draft = {
    course: COURSE,
    notebook: "a",
    title: "Homework a",
    filename: "a.py",
    source,
    original,
    savedAt: 3,
  };
  await world.ports.drafts.write(written);
  return written;
}
