/** Where a course lies on the instructor's disk, and which of its folders are public. */
import { realpath } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { type CourseConfig, readCourseConfig } from "../src/core/course/config.ts";
import { toId } from "../src/core/course/id.ts";
import { jsonLine } from "../src/core/course/lines.ts";
import { readSiteCourse, type SiteCourse } from "../src/core/course/site-course.ts";
import { isFailure } from "../src/core/failure.ts";
import { courseWords, workshopWords } from "../src/words/workshop.ts";
import type { Effects } from "./effects.ts";
import { inputError, isMissing, usageError } from "./error.ts";
import { isInside, readText, shown } from "./read.ts";

export interface Place {
  /** The folder with `course.toml`; without one, where the person is. */
  readonly root: string;
  readonly config: CourseConfig;
  /** Undefined where there is none. */
  readonly configFile: ConfigFile | undefined;
  /** Public. */
  readonly site: string;
  readonly private: string;
  /** What the site says of itself already. */
  readonly published: SiteCourse | undefined;
  /** Every solution is bound to it. */
  readonly course: string;
}

export interface ConfigFile {
  /** As it is shown. */
  readonly name: string;
  readonly text: string;
}

export interface PlaceOptions {
  readonly site?: string | undefined;
  readonly private?: string | undefined;
}

/** `start`: a folder or file of the course. Refuses a private folder inside the public one. */
export async function findPlace(start: string, options: PlaceOptions, effects: Effects): Promise<Place> {
  const { root, config, configFile } = await findRoot(resolve(effects.cwd, start), effects);
  const site = options.site === undefined ? join(root, "site") : resolve(effects.cwd, options.site);
  const folder =
    options.private === undefined ? join(root, "private") : resolve(effects.cwd, options.private);
  if (await isReallyInside(folder, site)) {
    throw usageError(workshopWords.privateInPublic(shown(folder, effects.cwd), shown(site, effects.cwd)));
  }
  const published = await readPublished(site, effects.cwd);
  const course = config.id ?? published?.id ?? toId(basename(root), "workshop");
  return { root, config, configFile, site, private: folder, published, course };
}

/** Links are followed, so that none leads around a refusal. */
export async function isReallyInside(path: string, folder: string): Promise<boolean> {
  return isInside(await realPath(path), await realPath(folder));
}

/** The real path of what exists, and below it the rest as it is. */
async function realPath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (!isMissing(error)) throw error;
    return join(await realPath(dirname(path)), basename(path));
  }
}

async function findRoot(
  start: string,
  effects: Effects,
): Promise<Pick<Place, "root" | "config" | "configFile">> {
  for (let folder = start; ; folder = dirname(folder)) {
    for (const name of ["course.toml", "mograder.toml"]) {
      const text = await readText(join(folder, name));
      if (text === undefined) continue;
      const configFile = { name: shown(join(folder, name), effects.cwd), text };
      return { root: folder, config: readConfig(configFile), configFile };
    }
    if (folder === dirname(folder)) {
      const config = { transport: null, assignments: [] };
      return { root: effects.cwd, config, configFile: undefined };
    }
  }
}

function readConfig({ name, text }: ConfigFile): CourseConfig {
  const config = readCourseConfig(text);
  if (!isFailure(config)) return config;
  throw inputError(courseWords(config), name, config.line ?? undefined);
}

async function readPublished(site: string, cwd: string): Promise<SiteCourse | undefined> {
  const file = join(site, "course.json");
  const text = await readText(file);
  if (text === undefined) return undefined;
  const course = readSiteCourse(text);
  if (!isFailure(course)) return course;
  throw inputError(courseWords(course), shown(file, cwd), jsonLine(text, course.where) ?? undefined);
}
