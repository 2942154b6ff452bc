/** `course.json` and `courses.json` of a site, and the data files of its notebooks. */
import { join } from "node:path";
import * as v from "valibot";
import { printSiteCourse, type SiteCourse, type SiteNotebook } from "../src/core/course/site-course.ts";
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
  const { published, config } = place;
  const before = published?.notebooks ?? [];
  const entries = sources.map((source) => ({
    ...before.find(({ id }) => id === source.id),
    ...entryOf(source, keysAddress(source.id, keysUrl, sources.length)),
  }));
  const known = before.map((entry) => entries.find(({ id }) => id === entry.id) ?? entry);
  const added = entries.filter(({ id }) => !before.some((entry) => entry.id === id));
  return {
    ...published,
    format: "atelier-course",
    version: 1,
    id: place.course,
    title: config.title ?? published?.title ?? sources[0]?.title ?? place.course,
    description: config.description ?? published?.description ?? "",
    connect: [...(config.connect ?? published?.connect ?? [])],
    notebooks: [...known, ...added],
  };
}

function entryOf({ id, title, files }: Source, keys: string): SiteNotebook {
  const folder = `notebooks/${id}`;
  return {
    id,
    title,
    kind: "workshop",
    file: `${folder}/notebook.py`,
    files: files.map(({ name }) => ({ name, file: `${folder}/files/${encodeURIComponent(name)}` })),
    sealed: `${folder}/sealed.json`,
    keys,
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
