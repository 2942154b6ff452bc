/** Lines of the activity log, written where things happen. */
import type { Happening } from "../../core/course/activity.ts";
import type { CoursePorts } from "./ports.ts";

/** `assignment`: null for what concerns the whole course. */
export function noteActivity(
  { activity, clock }: Pick<CoursePorts, "activity" | "clock">,
  { course, assignment }: { readonly course: string; readonly assignment: { readonly name: string } | null },
  what: Happening,
): void {
  void activity.add({ at: clock.now(), course, assignment: assignment?.name ?? null, what });
}
