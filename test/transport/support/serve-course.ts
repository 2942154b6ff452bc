/** Our own server of courses, inside of the test's process. */

import { openCourseFolder } from "../../../workshop/serve-course/course-folder.ts";
import { loadOrMakeSecret } from "../../../workshop/serve-course/secret.ts";
import { serveCourse } from "../../../workshop/serve-course/serve-course.ts";
import type { RunningMograder } from "../../support/mograder.ts";
import type { RoutesOptions } from "../../support/mograder-asgi.ts";

export async function serveOurs(
  folder: string,
  { code, withTokens = true }: RoutesOptions = {},
): Promise<RunningMograder> {
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
  const served = await serveCourse({
    course: await openCourseFolder(folder, undefined, folder),
    port: 0,
    host: "127.0.0.1",
    tls: undefined,
    secret: withTokens ? await loadOrMakeSecret(folder, { random, cwd: folder }) : undefined,
    code,
    most: 20_000_000,
    log: () => {},
    tell: (text) => process.stderr.write(`${text}\n`),
  });
  const [url = ""] = served.urls;
  return { url: url.replace(/\/$/, ""), close: () => served.finish() };
}
