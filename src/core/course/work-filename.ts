/** What the student's notebook is called as a file: on their disk, in a receipt, and where it is submitted. */
import type { Course } from "./course.ts";

/**
 * As the course's file says, where it does: Moodle's teachers look for that name. Else `<notebook>.py`, so that no two
 * assignments have the same; only Moodle's own assignments have numbers for ids, and keep the name that was handed out.
 * `handedOut`: the name of the file that a server gave; null for none.
 */
export function workFilename(
  { assignments, transport }: Pick<Course, "assignments" | "transport">,
  notebook: string,
  handedOut: string | null,
): string {
  const said = assignments.find((one) => one.notebook === notebook)?.filename ?? null;
  const given = transport?.kind === "moodle" ? handedOut : null;
  return said ?? given ?? `${notebook}.py`;
}
