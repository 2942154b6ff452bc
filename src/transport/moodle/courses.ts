/** The courses that a person is in. */
import * as v from "valibot";
import { isFailure } from "../../core/failure.ts";
import type { TransportFailure } from "../../core/submission/failure.ts";
import type { MoodleCourse } from "../../core/submission/transport.ts";
import { fetchAssignments } from "./assignments.ts";
import { type Caller, call } from "./call.ts";
import { number } from "./shapes.ts";
import { siteInfo } from "./user.ts";

const coursesSchema = v.array(
  v.object({ id: number, fullname: v.string(), displayname: v.optional(v.string()) }),
);

export async function fetchCourses(caller: Caller): Promise<readonly MoodleCourse[] | TransportFailure> {
  const info = await siteInfo(caller);
  if (isFailure(info)) return info;
  const parameters = { userid: info.userid, returnusercount: 0 };
  const asked = await call(caller, {
    name: "core_enrol_get_users_courses",
    parameters,
    schema: coursesSchema,
  });
  if (isFailure(asked)) return asked;
  if (asked.answer.length === 0) {
    // The list of assignments tells why there may be none.
    const assignments = await fetchAssignments(caller, null);
    if (isFailure(assignments)) return assignments;
  }
  return asked.answer.map(({ id, fullname, displayname }) => ({ id, name: displayname ?? fullname }));
}
