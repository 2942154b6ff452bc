/** `course.json` and `courses.json` of a site, and the data files of its notebooks. */
import { join } from "node:path";
import * as v from "valibot";
import type { ConfigAssignment } from "../src/core/course/config.ts";
import { toId } from "../src/core/course/id.ts";
import { printSiteCourse, type SiteCourse, type SiteNotebook } from "../src/core/course/site-course.ts";
import { transportTables } from "../src/core/course/transport.ts";
import { workshopWords } from "../src/words/workshop.ts";
import { listFiles } from "./audit/site-files.ts";
import { type FileChange, textChange } from "./changes.ts";
import { usageError } from "./error.ts";
import type { Place } from "./place.ts";
import { readText } from "./read.ts";
import { notebookFolder } from "./seal-source.ts";
import type { Source } from "./source.ts";

/** The course with these notebooks in it; others that are published already stay as they are. */
export function courseWith(
  place: Place,
  sources: readonly Source[],
  keysUrl: string | undefined,
): SiteCourse {
  const { published, config, configFile } = place;
  const before = published?.notebooks ?? [];
  const workshops = sources.filter(({ kind }) => kind === "workshop").length;
  const entries = sources.map((source) => {
    // Whatever it was on the site before, it is what it is now.
    const { sealed, keys, assignment, ...kept } = before.find(({ id }) => id === source.id) ?? {};
    const entry = entryOf(source);
    if (source.kind !== "workshop") return { ...kept, ...entry, ...assignmentOf(source, config.assignments) };
    const folder = `notebooks/${source.id}`;
    const address = keysAddress(source.id, keysUrl, workshops);
    return { ...kept, ...entry, sealed: `${folder}/sealed.json`, keys: address };
  });
  const known = before.map((entry) => entries.find(({ id }) => id === entry.id) ?? entry);
  const added = entries.filter(({ id }) => !before.some((entry) => entry.id === id));
  const notebooks = [...known, ...added];
  return {
    format: "atelier-course",
    version: 1,
    id: place.course,
    title: config.title ?? published?.title ?? sources[0]?.title ?? place.course,
    description: config.description ?? published?.description ?? "",
    connect: [...(config.connect ?? (configFile === undefined ? published?.connect : undefined) ?? [])],
    ...transportTables(config.transport),
    notebooks,
    ...assignmentsElsewhere(config.assignments, notebooks),
    ...othersOf(place),
  };
}

/**
 * What else the site says. What the course's file no longer says is gone, too: no work goes to where it was submitted
 * before.
 */
function othersOf({ published, configFile }: Place): Partial<SiteCourse> {
  if (published === undefined) return {};
  const { format, version, id, title, description, connect, notebooks, ...others } = published;
  if (configFile === undefined) return others;
  const { transport, https, moodle, assignments, ...unknown } = others;
  return unknown;
}

/** Those that only the server hands out. */
function assignmentsElsewhere(
  all: readonly ConfigAssignment[],
  notebooks: readonly SiteNotebook[],
): Pick<SiteCourse, "assignments"> {
  const elsewhere = all.filter((one) => !notebooks.some((notebook) => isAbout(one, notebook)));
  if (elsewhere.length === 0) return {};
  return { assignments: elsewhere.map((one) => ({ name: one.name, ...datesOf(one) })) };
}

function entryOf({ id, title, kind, files }: Source): SiteNotebook {
  const folder = `notebooks/${id}`;
  return {
    id,
    title,
    kind,
    file: `${folder}/notebook.py`,
    files: files.map(({ name }) => ({ name, file: `${folder}/files/${encodeURIComponent(name)}` })),
  };
}

/** What the course's file says of it. */
function assignmentOf(
  source: Source,
  assignments: readonly ConfigAssignment[],
): Pick<SiteNotebook, "assignment"> {
  const found = assignments.find((one) => isAbout(one, source));
  return found === undefined ? {} : { assignment: { name: found.name, ...datesOf(found) } };
}

/** By id or by name, as instructors write either. */
export function isAbout(
  assignment: ConfigAssignment,
  { id, title, kind }: Pick<SiteNotebook, "id" | "title" | "kind">,
): boolean {
  const { name } = assignment;
  return (
    kind === "assignment" && [assignment.id, name, toId(name, "")].some((one) => one === id || one === title)
  );
}

function datesOf({ id, cmid, due }: Pick<ConfigAssignment, "id" | "cmid" | "due">) {
  return {
    id,
    ...(cmid === null ? {} : { cmid }),
    ...(due === null ? {} : { duedate: Math.round(due / 1_000) }),
  };
}

/** Beside the notebook, unless the keys are to come from elsewhere. */
function keysAddress(id: string, url: string | undefined, notebooks: number): string {
  if (url === undefined) return `notebooks/${id}/keys.json`;
  if (!/^https:\/\/./.test(url) && !/^http:\/\/(?:localhost|127\.0\.0\.1)(?:[:/]|$)/.test(url)) {
    throw usageError(workshopWords.badAddress(url));
  }
  if (url.endsWith("/")) return `${url}${id}/keys.json`;
  if (notebooks > 1) throw usageError(workshopWords.oneKeysUrl);
  return url;
}

const listSchema = v.pipe(v.string(), v.parseJson(), v.object({ courses: v.array(v.string()) }));

/** Both files that list what is here. */
export async function courseChanges(site: string, course: SiteCourse): Promise<FileChange[]> {
  const file = join(site, "courses.json");
  const read = v.safeParse(listSchema, (await readText(file)) ?? "");
  const courses = [...new Set([...(read.success ? read.output.courses : []), "course.json"])];
  return [
    textChange(join(site, "course.json"), printSiteCourse(course)),
    textChange(file, `${JSON.stringify({ courses }, null, 2)}\n`),
  ];
}

/** Its data files as they are now; those that have gone from the folder go from the site. */
export async function dataChanges(source: Source, place: Place): Promise<FileChange[]> {
  const folder = join(notebookFolder(place, source.id), "files");
  const names = new Set(source.files.map(({ name }) => name));
  const gone = (await listFiles(folder)).filter((name) => !names.has(name));
  return [
    ...source.files.map(({ name, path }) => ({ path: join(folder, name), content: { copyOf: path } })),
    ...gone.map((name): FileChange => ({ path: join(folder, name), content: "removed" })),
  ];
}
