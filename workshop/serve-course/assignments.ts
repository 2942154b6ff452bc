/** The list of assignments: `assignments.json` as it stands, or what lies in the folder (spec/mograder-interop.md 1.4). */
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { courseServerWords } from "../../src/words/serve-course.ts";
import { isMissing } from "../error.ts";
import { readText } from "../read.ts";
import { type CourseFolder, findIn, handoutFolder } from "./course-folder.ts";
import { dueDates } from "./due-dates.ts";
import { isPlainName } from "./names.ts";
import { Refused } from "./refused.ts";

export interface Assignments {
  /** JSON. Throws `Refused` when `assignments.json` cannot be read. */
  list(): Promise<string>;
  /** Whether work can be submitted for it. A course that lists none takes it for any, as mograder does for all. */
  takes(assignment: string): Promise<boolean>;
  isEmpty(): Promise<boolean>;
  /** Why `assignments.json` cannot be read, for the teacher. */
  fault(): Promise<string | undefined>;
}

/** A crowd that comes at once is told the same: for so long the folder is not read again. Milliseconds. */
const FRESH = 1_000;

interface List {
  readonly text: string;
  readonly names: ReadonlySet<string>;
  readonly fault?: string;
}

/** `now`: milliseconds of a clock that never goes back. `tell`: hears of a list that cannot be read. */
export function createAssignments(
  course: CourseFolder,
  now: () => number,
  tell: (text: string) => void,
): Assignments {
  let last: { readonly until: number; readonly list: Promise<List> } | undefined;
  function read(): Promise<List> {
    if (last === undefined || last.until <= now()) last = { until: now() + FRESH, list: readList(course) };
    return last.list;
  }
  async function readable(): Promise<List> {
    const list = await read();
    if (list.fault === undefined) return list;
    tell(list.fault);
    throw new Refused("list-unreadable");
  }
  return {
    list: async () => (await readable()).text,
    isEmpty: async () => (await read()).names.size === 0,
    fault: async () => (await read()).fault,
    async takes(assignment) {
      const { names } = await readable();
      return names.size === 0 || names.has(assignment);
    },
  };
}

const manifest = v.pipe(v.string(), v.parseJson());
const list = v.fallback(v.array(v.unknown()), []);
const named = v.object({ name: v.optional(v.string()), id: v.optional(v.union([v.string(), v.number()])) });

async function readList(course: CourseFolder): Promise<List> {
  const text = await readText(join(course.root, "assignments.json"));
  const read = text === undefined ? undefined : v.safeParse(manifest, text);
  if (read?.success === false) {
    return { text: "", names: new Set(), fault: courseServerWords.listUnreadable(read.issues[0].message) };
  }
  const value = read === undefined ? await discover(course) : read.output;
  const entries = v.parse(list, value).filter((entry) => v.is(named, entry));
  const names = entries.flatMap(({ id, name }) => [id, name]).filter((one) => one !== undefined);
  return { text: text ?? JSON.stringify(value), names: new Set(names.map(String)) };
}

interface Found {
  readonly name: string;
  readonly id: string;
  /** Seconds since 1970. */
  readonly duedate?: number;
  readonly files: readonly { readonly filename: string; readonly url: string }[];
}

async function discover(course: CourseFolder): Promise<Found[]> {
  const found: Found[] = [];
  const dueOf = await dueDates(course);
  const entries = await readdir(course.release ?? course.root, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory() && isPlainName(entry.name))
    .map(({ name }) => name);
  for (const name of names.sort()) {
    const files = await filesIn(handoutFolder(course, name));
    if (files === undefined || (course.release !== undefined && files.length === 0)) continue;
    const path = `/assignments/${encodeURIComponent(name)}/files/`;
    const list = files.map((filename) => ({ filename, url: path + encodeURIComponent(filename) }));
    const due = dueOf(name);
    found.push({ name, id: name, ...(due === undefined ? {} : { duedate: due }), files: list });
  }
  return found;
}

/** Where there are archives, these alone: they hold the rest. Undefined for no folder. */
async function filesIn(folder: string): Promise<string[] | undefined> {
  try {
    if (!(await lstat(folder)).isDirectory()) return undefined;
    const names: string[] = [];
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (!isPlainName(entry.name)) continue;
      const isThere = entry.isFile() || (entry.isSymbolicLink() && (await findIn(folder, entry.name)));
      if (isThere) names.push(entry.name);
    }
    const archives = names.filter((name) => name.endsWith(".zip"));
    return (archives.length > 0 ? archives : names).sort();
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
