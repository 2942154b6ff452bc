/** Which of a Moodle's courses this is, where the course's file does not say: the student chooses, once. */
import { effect, type ReadonlySignal, signal } from "@preact/signals-core";
import type { Course } from "../../core/course/course.ts";
import { isFailure } from "../../core/failure.ts";
import type { TransportFailure } from "../../core/submission/failure.ts";
import type { MoodleCourse, TransportConfig } from "../../core/submission/transport.ts";
import type { Counter } from "./counter.ts";
import type { CoursePorts } from "./ports.ts";

export interface MoodleChoice {
  /** Null for all that this student is in. */
  readonly chosen: MoodleCourse | null;
  readonly courses: ReadonlySignal<readonly MoodleCourse[]>;
  /** Why the courses could not be read. */
  readonly trouble: ReadonlySignal<TransportFailure | null>;
  choose(course: MoodleCourse | null): Promise<void>;
  close(): void;
}

export interface MoodleChoiceParts {
  readonly ports: Pick<CoursePorts, "known" | "notes" | "connection">;
  /** The course's config URL. */
  readonly url: string;
  readonly counter: Counter;
  readonly chosen: MoodleCourse | null;
  /** What was chosen is kept; the course has to be opened anew with it. */
  reopen(): void;
}

/** True where a choice is left: the file names neither the course nor its assignments. */
export function hasMoodleChoice({ transport, assignments }: Course): boolean {
  return transport?.kind === "moodle" && transport.course === null && assignments.length === 0;
}

/** What was chosen before; null where nothing was, or where there is nothing to choose. */
export async function chosenMoodleCourse(
  course: Course,
  known: CoursePorts["known"],
): Promise<MoodleCourse | null> {
  if (!hasMoodleChoice(course)) return null;
  const all = await known.list();
  return isFailure(all) ? null : (all.find(({ url }) => url === course.url)?.moodleCourse ?? null);
}

export function withMoodleCourse(transport: TransportConfig, chosen: MoodleCourse | null): TransportConfig {
  return transport.kind === "moodle" && chosen !== null ? { ...transport, course: chosen.id } : transport;
}

export function createMoodleChoice({ ports, url, counter, chosen, reopen }: MoodleChoiceParts): MoodleChoice {
  const courses = signal<readonly MoodleCourse[]>(chosen === null ? [] : [chosen]);
  const trouble = signal<TransportFailure | null>(null);
  const aborter = new AbortController();

  const stop = effect(() => {
    const { value: access } = counter.access;
    const { transport } = counter;
    if (access === null || transport.kind !== "moodle" || !ports.connection.isOnline()) return;
    void transport.courses(access, aborter.signal).then((found) => {
      if (aborter.signal.aborted) return;
      trouble.value = isFailure(found) ? found : null;
      if (!isFailure(found)) courses.value = found;
    });
  });

  return {
    chosen,
    courses,
    trouble,
    async choose(course) {
      await ports.known.change(url, { moodleCourse: course });
      // Assignments of the one are not shown as those of the other.
      await ports.notes.remove(url);
      reopen();
    },
    close() {
      aborter.abort();
      stop();
    },
  };
}
