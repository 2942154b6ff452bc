/** Courses over HTTP: `courses.json` beside the page lists them, each course is a `course.json` with files beside it. */
import * as v from "valibot";
import type { Course, CourseFiles } from "../../state/environment.ts";
import type { ShellFailure } from "../../state/failure.ts";
import { isHost } from "../../state/session/hosts.ts";
import { fetchBlob, fetchFile } from "./fetch-file.ts";

const text = (length: number) => v.pipe(v.string(), v.maxLength(length));
const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/));

const listSchema = v.object({ courses: v.array(text(2_000)) });

const courseSchema = v.object({
  format: v.literal("atelier-course"),
  version: v.literal(1),
  id,
  title: text(200),
  description: v.optional(text(2_000), ""),
  connect: v.optional(v.array(v.pipe(v.string(), v.check(isHost))), []),
  notebooks: v.array(
    v.object({
      id,
      title: text(200),
      description: v.optional(text(2_000), ""),
      minutes: v.optional(v.nullable(v.number()), null),
      kind: v.optional(text(40), "notebook"),
      file: text(2_000),
      files: v.optional(v.array(v.object({ name: text(200), file: text(2_000) })), []),
    }),
  ),
});

export function createCourseFiles(baseAddress: string): CourseFiles {
  return {
    async list(signal) {
      const address = new URL("courses.json", baseAddress).href;
      const read = await readJson(address, listSchema, signal);
      if ("failure" in read) return read;
      return read.courses.map((course) => new URL(course, address).href);
    },
    async load(url, signal) {
      const read = await readJson(url, courseSchema, signal);
      return "failure" in read ? read : toCourse(url, read);
    },
    bytes: fetchBlob,
  };
}

function toCourse(url: string, { notebooks, ...course }: v.InferOutput<typeof courseSchema>): Course {
  const absolute = (file: string): string => new URL(file, url).href;
  return {
    ...course,
    url,
    notebooks: notebooks.map(({ file, files, ...notebook }) => ({
      ...notebook,
      url: absolute(file),
      files: files.map((data) => ({ name: data.name, url: absolute(data.file) })),
    })),
  };
}

async function readJson<T extends object>(
  url: string,
  schema: v.GenericSchema<unknown, T>,
  signal: AbortSignal,
): Promise<T | ShellFailure> {
  const response = await fetchFile(url, signal);
  if ("failure" in response) return response;
  const value: unknown = await response.json().catch(() => undefined);
  const result = v.safeParse(schema, value);
  return result.success ? result.output : { failure: "course-invalid", url };
}
