import * as v from "valibot";
import { isFailure } from "../../core/failure.ts";
import type { TransportFailure } from "../../core/submission/failure.ts";
import { type Caller, call } from "./call.ts";
import type { Warnings } from "./shapes.ts";

interface Emptiness {
  /** The course that was asked for; null for all. */
  readonly course: number | null;
  readonly complaints: Warnings;
  /** Moodle's number of the person. */
  readonly user: number;
}

/**
 * Somebody who has to agree to a policy or choose a new password first gets lists without courses, and a complaint
 * without the reason. Any function that is about one such course tells it. Undefined when there is just nothing.
 */
export async function whyEmpty(
  caller: Caller,
  { course, complaints, user }: Emptiness,
): Promise<TransportFailure | undefined> {
  const courseid = course ?? complaints.find(({ itemid }) => itemid !== null)?.itemid ?? null;
  if (courseid === null) return undefined;
  const parameters = { courseid, userid: user };
  const asked = await call(caller, {
    name: "core_group_get_course_user_groups",
    parameters,
    schema: v.unknown(),
  });
  if (isFailure(asked) && asked.failure !== "forbidden" && asked.failure !== "server-refused") return asked;
  return course === null ? undefined : { failure: "no-such-course", course: String(course) };
}
