/** `course.toml` and `mograder.toml`: what an instructor says of a course. The key names are mograder's where it has them. */
import { parse as parseToml, TomlDate, TomlError } from "smol-toml";
import * as v from "valibot";
import type { TransportConfig } from "../submission/transport.ts";
import type { Course, CourseAssignment, CourseFile } from "./course.ts";
import type { CourseFailure } from "./failure.ts";
import { toId } from "./id.ts";
import { tomlLine } from "./lines.ts";
import { assignmentEntries, dueOf, hostsSchema, idSchema, invalid } from "./site-course.ts";
import { transportEntries, transportOf } from "./transport.ts";

/** Everything may be left out. */
export interface CourseConfig {
  readonly id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly connect?: readonly string[];
  /** Where the newest of this file is. */
  readonly configUrl?: string;
  readonly transport: TransportConfig | null;
  readonly assignments: readonly ConfigAssignment[];
}

export interface ConfigAssignment extends Omit<CourseAssignment, "notebook" | "filename"> {
  /** Addresses as they are written. */
  readonly files: readonly CourseFile[];
}

const text = (length: number) => v.pipe(v.string(), v.maxLength(length));

const fileSchema = v.pipe(
  v.union([
    v.object({ name: text(200), url: text(2_000) }),
    // A server's list says `filename`.
    v.object({ filename: text(200), url: text(2_000) }),
  ]),
  v.transform((file): CourseFile => ({ name: "name" in file ? file.name : file.filename, url: file.url })),
);

/** A date and time says its offset: a student may be in another time zone than the teacher. Seconds since 1970. */
const momentSchema = v.pipe(
  v.instance(TomlDate),
  v.check((date) => date.isDateTime() && !date.isLocal()),
  v.transform((date) => date.getTime() / 1_000),
);

const assignmentsSchema = v.array(
  v.object({
    name: v.pipe(text(200), v.minLength(1)),
    ...assignmentEntries,
    duedate: v.exactOptional(v.union([momentSchema, assignmentEntries.duedate.wrapped])),
    files: v.exactOptional(v.array(fileSchema)),
  }),
);

const configSchema = v.object({
  id: v.exactOptional(idSchema),
  title: v.exactOptional(text(200)),
  description: v.exactOptional(text(2_000)),
  connect: v.exactOptional(hostsSchema),
  config_url: v.exactOptional(text(2_000)),
  ...transportEntries,
  moodle: v.exactOptional(
    v.looseObject({
      ...transportEntries.moodle.wrapped.entries,
      assignments: v.exactOptional(assignmentsSchema),
    }),
  ),
  assignments: v.exactOptional(assignmentsSchema),
});

/** Reads the text of such a file; members that we do not know are none of our business (see `unknownKeys`). */
export function readCourseConfig(toml: string): CourseConfig | CourseFailure {
  const table = parseTable(toml);
  if (typeof table === "number") return invalid("", table);
  const read = v.safeParse(configSchema, table);
  if (!read.success) return at(toml, v.getDotPath(read.issues[0]) ?? "");
  const { assignments, config_url, https, moodle, transport, ...about } = read.output;
  const server = transportOf(read.output);
  if (server !== null && "missing" in server) return at(toml, server.missing);
  return {
    ...about,
    ...(config_url === undefined ? {} : { configUrl: config_url }),
    transport: server,
    assignments: (assignments ?? moodle?.assignments ?? []).map(
      ({ name, id = name, cmid = null, duedate, files = [] }) => ({
        name,
        id,
        cmid,
        due: dueOf(duedate),
        files,
      }),
    ),
  };
}

function at(toml: string, where: string): CourseFailure {
  return invalid(where, tomlLine(toml, where));
}

function parseTable(toml: string): object | number {
  try {
    return parseToml(toml);
  } catch (error) {
    if (error instanceof TomlError) return error.line;
    throw error;
  }
}

/** The course whose file is at `url`. Files that only its server hands out are left to the transport. */
export function courseOfConfig(config: CourseConfig, url: string): Course {
  const name = decodeURIComponent(new URL(url).pathname.split("/").at(-1) ?? "").replace(/\.toml$/i, "");
  const { title = name, description = "", connect = [], transport } = config;
  const known = config.assignments.map((assignment) => ({
    ...assignment,
    filename: assignment.files.find(isNotebook)?.name ?? null,
    notebook: assignment.id,
  }));
  return {
    url,
    id: config.id ?? toId(title, "course"),
    title,
    description,
    connect,
    notebooks: known.flatMap(({ notebook: id, name, files }) => {
      const absolute = files
        .flatMap((file) =>
          URL.canParse(file.url, url) ? [{ ...file, url: new URL(file.url, url).href }] : [],
        )
        .filter((file) => transport === null || !file.url.startsWith(`${transport.url}/`));
      const main = absolute.find(isNotebook);
      if (main === undefined) return [];
      const others = absolute.filter((file) => file !== main);
      return [
        { id, title: name, description: "", minutes: null, kind: "assignment", url: main.url, files: others },
      ];
    }),
    assignments: known.map(({ files, ...assignment }) => assignment),
    transport,
  };
}

function isNotebook({ name }: CourseFile): boolean {
  return name.endsWith(".py");
}
