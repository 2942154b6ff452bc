/** The files of this site's courses: fetched through the worker, which keeps a copy of each. */
import type { Courses } from "../../state/courses.ts";
import { fetchBlob } from "../platform/fetch-file.ts";
import type { Keep } from "./copy.ts";

/** Undefined while the courses are not known. Files of other sites are not kept: they are not ours to keep. */
export async function listCourseFiles(
  courses: Courses,
  baseAddress: string,
): Promise<readonly Keep[] | undefined> {
  if (courses.list.peek().kind !== "loaded") await courses.load();
  const list = courses.list.peek();
  if (list.kind !== "loaded") return undefined;
  const files = list.entries.flatMap((entry) => {
    if (entry.kind === "failed") return [entry.url];
    const notebooks = entry.course.notebooks;
    return [entry.url, ...notebooks.flatMap(({ url, files }) => [url, ...files.map((file) => file.url)])];
  });
  const own = [new URL("courses.json", baseAddress).href, ...files].filter((url) =>
    url.startsWith(baseAddress),
  );
  return [...new Set(own)].map((url): Keep => {
    return async (signal) => !("failure" in (await fetchBlob(url, signal)));
  });
}
