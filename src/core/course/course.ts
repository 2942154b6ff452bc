/** A course as pages see it: complete, with absolute addresses. */
import type { TransportConfig } from "../submission/transport.ts";

/** A course is the address of its file; `id` is only its short name in this site's addresses. */
export interface Course {
  readonly url: string;
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Hosts that the notebooks of this course may fetch from. */
  readonly connect: readonly string[];
  /** Everything that is there to be fetched, assignments among them. */
  readonly notebooks: readonly CourseNotebook[];
  /** What is to be submitted, as far as the course's file says. */
  readonly assignments: readonly CourseAssignment[];
  readonly transport: TransportConfig | null;
}

export interface CourseNotebook {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly minutes: number | null;
  /** "lecture", "assignment", "first-steps", "workshop", or a word of the course's own. */
  readonly kind: string;
  /** Address of the `.py`. */
  readonly url: string;
  readonly files: readonly CourseFile[];
}

export interface CourseFile {
  readonly name: string;
  readonly url: string;
}

export interface CourseAssignment {
  /** What its transport calls it. */
  readonly id: string;
  readonly name: string;
  /** Moodle's number of the course module. */
  readonly cmid: number | null;
  /** Milliseconds since 1970. */
  readonly due: number | null;
  /** What the course's file calls the notebook as a file; null where it does not say. */
  readonly filename: string | null;
  /** Id of the notebook that students work in, listed above or handed out by the server. */
  readonly notebook: string;
}
