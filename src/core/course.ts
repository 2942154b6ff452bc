/** A course as files tell of it: `course.json` of a site, and the `course.toml` that its instructor writes. */
import { parse as parseToml, TomlError } from "smol-toml";
import * as v from "valibot";

export type CourseFailure =
  /** `where` is a path inside the file, such as `notebooks.0.id`; empty for a file that is no JSON. */
  { failure: "course-unreadable"; where: string } | { failure: "course-toml-syntax"; line: number };

/** What names a course, a notebook or a folder: it goes into addresses and file names as it is. */
const idPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const text = (length: number) => v.pipe(v.string(), v.maxLength(length));
const idSchema = v.pipe(v.string(), v.regex(idPattern));

const siteNotebookSchema = v.looseObject({
  id: idSchema,
  title: text(200),
  description: v.exactOptional(text(2_000)),
  minutes: v.exactOptional(v.nullable(v.number())),
  kind: v.exactOptional(text(40)),
  /** Addresses are relative to `course.json`. */
  file: text(2_000),
  files: v.exactOptional(v.array(v.object({ name: text(200), file: text(2_000) }))),
  /** The locked solutions, and the keys that have been released. */
  sealed: v.exactOptional(text(2_000)),
  keys: v.exactOptional(text(2_000)),
});

const siteCourseSchema = v.looseObject({
  format: v.literal("atelier-course"),
  version: v.literal(1),
  id: idSchema,
  title: text(200),
  description: v.exactOptional(text(2_000)),
  /** Hosts that its notebooks may fetch from. */
  connect: v.exactOptional(v.array(text(300))),
  notebooks: v.array(siteNotebookSchema),
});

export type SiteCourse = v.InferOutput<typeof siteCourseSchema>;
export type SiteNotebook = v.InferOutput<typeof siteNotebookSchema>;

/** What an instructor says of a course. Everything may be left out; the key names are mograder's where it has them. */
export interface CourseConfig {
  readonly id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly connect?: readonly string[];
}

const configSchema = v.object({
  id: v.exactOptional(idSchema),
  title: v.exactOptional(text(200)),
  description: v.exactOptional(text(2_000)),
  connect: v.exactOptional(v.array(text(300))),
});

export function isId(text: string): boolean {
  return idPattern.test(text);
}

/** The nearest id to a name of a person's or a folder's: `Week 2: Roots` becomes `week-2-roots`. */
export function toId(name: string, otherwise: string): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const id = plain.replace(/[^a-z0-9._-]+/g, "-").replace(/^[^a-z0-9]+|-+$/g, "");
  return isId(id) ? id : otherwise;
}

/** Reads `course.json`; members that we do not know are kept. */
export function readSiteCourse(json: string): SiteCourse | CourseFailure {
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), siteCourseSchema), json);
  if (read.success) return read.output;
  return { failure: "course-unreadable", where: v.getDotPath(read.issues[0]) ?? "" };
}

export function printSiteCourse(course: SiteCourse): string {
  return `${JSON.stringify(course, null, 2)}\n`;
}

/** Reads `course.toml` or a `mograder.toml`, whose other members are none of our business. */
export function readCourseConfig(toml: string): CourseConfig | CourseFailure {
  const table = parseTable(toml);
  if (typeof table === "number") return { failure: "course-toml-syntax", line: table };
  const read = v.safeParse(configSchema, table);
  if (read.success) return read.output;
  return { failure: "course-unreadable", where: v.getDotPath(read.issues[0]) ?? "" };
}

function parseTable(toml: string): object | number {
  try {
    return parseToml(toml);
  } catch (error) {
    if (error instanceof TomlError) return error.line;
    throw error;
  }
}
