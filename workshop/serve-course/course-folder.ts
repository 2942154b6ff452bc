/** Where a course's files lie, as mograder lays them (spec/mograder-interop.md 1.6). */
import { readdir, realpath, stat } from "node:fs/promises";
import { join, resolve, sep } from "node:path";
import { type FoundFile, findFile } from "../../src/host/find-file.ts";
import { courseServerWords } from "../../src/words/serve-course.ts";
import { inputError, isMissing, usageError } from "../error.ts";
import { isInside } from "../read.ts";
import { isPlainName } from "./names.ts";
import { Refused } from "./refused.ts";

/** All absolute, with every link followed. */
export interface CourseFolder {
  readonly root: string;
  /** With a folder of files for each assignment; undefined where these are `files/` in the assignments' own folders. */
  readonly release: string | undefined;
  /** What this server keeps for itself. */
  readonly own: string;
}

/** Paths as they were typed. Throws `CliError` for folders that are not there, or that would hand out what was submitted. */
export async function openCourseFolder(
  folder: string,
  release: string | undefined,
  cwd: string,
): Promise<CourseFolder> {
  const root = await realFolder(resolve(cwd, folder));
  if (root === undefined) throw inputError(courseServerWords.noFolder, folder);
  const given = await realFolder(release === undefined ? join(root, "release") : resolve(cwd, release));
  if (given === undefined && release !== undefined) throw inputError(courseServerWords.noRelease, release);
  if (given !== undefined && isInside(root, given)) throw usageError(courseServerWords.releaseHoldsCourse);
  return { root, release: given, own: join(root, ".atelier") };
}

async function realFolder(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() ? realpath(path) : undefined;
}

/** What is handed out for an assignment. Throws `Refused` for what no assignment can be called. */
export function handoutFolder({ root, release }: CourseFolder, assignment: string): string {
  requirePlain(assignment);
  return release === undefined ? join(root, assignment, "files") : join(release, assignment);
}

/** What is submitted for an assignment, with its grades and feedback. Never a folder from which anything is handed out. */
export function workFolder(course: CourseFolder, assignment: string): string {
  requirePlain(assignment);
  const folder = join(course.root, assignment);
  if (isHandedOut(course, folder)) throw new Refused("invalid-path");
  return folder;
}

function isHandedOut({ release }: CourseFolder, folder: string): boolean {
  return release !== undefined && isInside(release, folder);
}

/** A file of exactly this folder: links that lead out of it lead nowhere. Throws `Refused` for what no file is called. */
export async function findIn(folder: string, name: string): Promise<FoundFile | undefined> {
  requirePlain(name);
  const found = await findFile(folder, [name]);
  return found?.path.startsWith(folder + sep) ? found : undefined;
}

/** Those that there are, by the names of their assignments. */
export async function workFolders(course: CourseFolder): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(course.root, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory() && isPlainName(entry.name));
  const all = folders.map(({ name }) => [name, join(course.root, name)] as const);
  return new Map(all.filter(([, folder]) => !isHandedOut(course, folder)));
}

/** None of a folder that is not there. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter(isPlainName);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function requirePlain(name: string): void {
  if (!isPlainName(name)) throw new Refused("invalid-path");
}
