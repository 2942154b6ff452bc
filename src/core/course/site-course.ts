/** `course.json`: what a site says of a course. */
import * as v from "valibot";
import type { Course, CourseAssignment, CourseNotebook } from "./course.ts";
import type { CourseFailure } from "./failure.ts";
import { isHost } from "./hosts.ts";
import { isId } from "./id.ts";
import { transportEntries, transportOf } from "./transport.ts";

const text = (length: number) => v.pipe(v.string(), v.maxLength(length));
export const idSchema = v.pipe(v.string(), v.check(isId));
export const hostsSchema = v.array(v.pipe(v.string(), v.check(isHost)));

/** How the transport knows it; the key names are mograder's. `duedate`: seconds since 1970, 0 for none. */
export const assignmentEntries = {
  id: v.exactOptional(v.pipe(v.union([v.number(), text(200)]), v.transform(String))),
  // mograder's own examples have it as a text, too.
  cmid: v.exactOptional(
    v.nullable(
      v.union([
        v.pipe(v.number(), v.integer()),
        v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number)),
      ]),
    ),
  ),
  duedate: v.exactOptional(v.nullable(v.pipe(v.number(), v.minValue(0)))),
};

const siteNotebookSchema = v.looseObject({
  id: idSchema,
  title: text(200),
  description: v.exactOptional(text(2_000)),
  minutes: v.exactOptional(v.nullable(v.number())),
  kind: v.exactOptional(text(40)),
  /** Addresses are relative to `course.json`. */
  file: text(2_000),
  files: v.exactOptional(v.array(v.object({ name: text(200), file: text(2_000) }))),
  /** Of an assignment, where that says more than title and id. */
  assignment: v.exactOptional(v.looseObject({ name: v.exactOptional(text(200)), ...assignmentEntries })),
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
  connect: v.exactOptional(hostsSchema),
  notebooks: v.array(siteNotebookSchema),
  /** Those that only the transport hands out. */
  assignments: v.exactOptional(v.array(v.looseObject({ name: text(200), ...assignmentEntries }))),
  ...transportEntries,
});

export type SiteCourse = v.InferOutput<typeof siteCourseSchema>;
export type SiteNotebook = v.InferOutput<typeof siteNotebookSchema>;

/** Reads `course.json`; members that we do not know are kept. `jsonLine` finds the line of a mistake. */
export function readSiteCourse(json: string): SiteCourse | CourseFailure {
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), siteCourseSchema), json);
  if (!read.success) return invalid(v.getDotPath(read.issues[0]) ?? "");
  // A member of that name would make the course look like a failure.
  if ("failure" in read.output) return invalid("failure");
  const transport = transportOf(read.output);
  return transport !== null && "missing" in transport ? invalid(transport.missing) : read.output;
}

export function printSiteCourse(course: SiteCourse): string {
  return `${JSON.stringify(course, null, 2)}\n`;
}

/** The course whose `course.json` is at `url`. */
export function courseOfSite(site: SiteCourse, url: string): Course {
  const { id, title, description = "", connect = [] } = site;
  const transport = transportOf(site);
  return {
    url,
    id,
    title,
    description,
    connect,
    notebooks: site.notebooks.map((notebook) => toNotebook(notebook, url)),
    assignments: [...site.notebooks.flatMap(toAssignment), ...(site.assignments ?? []).map(remoteOnly)],
    transport: transport !== null && "missing" in transport ? null : transport,
  };
}

function toNotebook(notebook: SiteNotebook, base: string): CourseNotebook {
  const { id, title, description = "", minutes = null, kind = "notebook", file, files = [] } = notebook;
  return {
    id,
    title,
    description,
    minutes,
    kind,
    url: new URL(file, base).href,
    files: files.map((data) => ({ name: data.name, url: new URL(data.file, base).href })),
  };
}

function toAssignment({ id, title, kind, assignment }: SiteNotebook): CourseAssignment[] {
  if (kind !== "assignment" && assignment === undefined) return [];
  const { name = title, cmid = null, duedate } = assignment ?? {};
  return [{ id: assignment?.id ?? id, name, cmid, due: dueOf(duedate), filename: null, notebook: id }];
}

function remoteOnly(assignment: NonNullable<SiteCourse["assignments"]>[number]): CourseAssignment {
  const { name, id = name, cmid = null, duedate } = assignment;
  return { id, name, cmid, due: dueOf(duedate), filename: null, notebook: id };
}

/** Seconds since 1970 as milliseconds; 0 is no date. */
export function dueOf(seconds: number | null | undefined): number | null {
  return seconds ? seconds * 1_000 : null;
}

export function invalid(where: string, line: number | null = null): CourseFailure {
  return { failure: "course-invalid", where, line };
}
