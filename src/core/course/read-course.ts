/** A course from the text of its file, whichever of the two kinds it is. */
import { isFailure } from "../failure.ts";
import type { Course } from "./course.ts";
import type { CourseFailure } from "./failure.ts";
import { courseOfSite, readSiteCourse } from "./site-course.ts";

/** `url`: where the text is from; what ends in `.toml` is a `mograder.toml`, anything else a `course.json`. */
export async function readCourse(text: string, url: string): Promise<Course | CourseFailure> {
  if (/\.toml$/i.test(new URL(url).pathname)) {
    // Most sites have none.
    const { courseOfConfig, readCourseConfig } = await import("./config.ts");
    const config = readCourseConfig(text);
    return "failure" in config ? config : courseOfConfig(config, url);
  }
  const site = readSiteCourse(text);
  if (!isFailure(site)) return courseOfSite(site, url);
  const { jsonLine } = await import("./lines.ts");
  return { ...site, line: jsonLine(text, site.where) };
}
