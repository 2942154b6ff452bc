/** Courses over HTTP: `courses.json` beside the page lists them, each course is a file with others beside it. */
import * as v from "valibot";
import type { CourseFiles } from "../../state/environment.ts";
import { fetchBlob, fetchFile } from "./fetch-file.ts";

const listSchema = v.object({ courses: v.array(v.pipe(v.string(), v.maxLength(2_000))) });

export function createCourseFiles(baseAddress: string): CourseFiles {
  return {
    async list(signal) {
      const address = new URL("courses.json", baseAddress).href;
      const response = await fetchFile(address, signal);
      if ("failure" in response) return response;
      const read = v.safeParse(listSchema, await response.json().catch(() => undefined));
      if (read.success) return read.output.courses.map((course) => new URL(course, address).href);
      return { failure: "course-invalid", url: address, where: "", line: null };
    },
    async text(url, signal) {
      const response = await fetchFile(url, signal);
      if ("failure" in response) return response;
      const text = await response.text().catch(() => undefined);
      return text ?? { failure: "unreachable", host: new URL(url).host };
    },
    bytes: fetchBlob,
  };
}
