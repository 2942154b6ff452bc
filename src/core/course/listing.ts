/** The assignments of a course: what its file says, joined with what its server says. */
import type { RemoteAssignment } from "../submission/transport.ts";
import type { Course, CourseAssignment } from "./course.ts";

export interface ListedAssignment {
  /** Id of the notebook that the student works in; unique within the course. */
  readonly notebook: string;
  readonly name: string;
  /** Milliseconds since 1970. What the server says of this student goes before what the course's file says of all. */
  readonly due: number | null;
  readonly opens: number | null;
  readonly cutoff: number | null;
  /** The notebook's files lie at addresses of the course, and need no sign-in. */
  readonly isPublished: boolean;
  /** As the course's file names it; null for what only the server lists. */
  readonly own: CourseAssignment | null;
  /** Null while the server has not been asked, or does not know of it. */
  readonly remote: RemoteAssignment | null;
}

/** A course that names its assignments has these and no others; otherwise they are the server's. By due date, then as listed. */
export function listAssignments(
  course: Pick<Course, "assignments" | "notebooks">,
  remote: readonly RemoteAssignment[],
): readonly ListedAssignment[] {
  const named = course.assignments.map((own) => joined(own, findRemote(own, remote)));
  const listed = named.length > 0 ? named : remote.map(alone);
  const published = new Set(course.notebooks.map(({ id }) => id));
  return listed
    .map((one) => ({ ...one, isPublished: published.has(one.notebook) }))
    .sort(
      (left, right) => (left.due ?? Number.POSITIVE_INFINITY) - (right.due ?? Number.POSITIVE_INFINITY) || 0,
    );
}

/** The server's list, with the due dates of the course's file where the server knows none: mograder's never does. */
export function withDueDates(
  remote: readonly RemoteAssignment[],
  course: readonly Known[],
): readonly RemoteAssignment[] {
  const dates = new Map(course.map((own) => [findRemote(own, remote), own.due]));
  return remote.map((one) => ({ ...one, due: one.due ?? dates.get(one) ?? null }));
}

/** What people call an assignment of the server's: as the course's file does, where it names it. */
export function nameOfRemote(
  course: Pick<Course, "assignments" | "notebooks">,
  remote: RemoteAssignment,
): string {
  return listAssignments(course, [remote]).find((one) => one.remote !== null)?.name ?? remote.name;
}

/** What is enough to find an assignment by. */
type Known = Pick<CourseAssignment, "id" | "name" | "cmid" | "due">;

type Joined = Omit<ListedAssignment, "isPublished">;

function joined(own: CourseAssignment, remote: RemoteAssignment | null): Joined {
  const { notebook, name } = own;
  const { opens = null, cutoff = null } = remote ?? {};
  return { notebook, name, due: remote?.due ?? own.due, opens, cutoff, own, remote };
}

function alone(remote: RemoteAssignment): Joined {
  const { id, name, due, opens, cutoff } = remote;
  return { notebook: id, name, due, opens, cutoff, own: null, remote };
}

/** By its number, its id or its name, as instructors write any of them. */
function findRemote(own: Known, remote: readonly RemoteAssignment[]): RemoteAssignment | null {
  const sameName = (one: RemoteAssignment) => one.name.trim().toLowerCase() === own.name.trim().toLowerCase();
  return (
    (own.cmid !== null && remote.find(({ cmid }) => cmid === own.cmid)) ||
    remote.find(({ id }) => id === own.id) ||
    remote.find(sameName) ||
    null
  );
}
