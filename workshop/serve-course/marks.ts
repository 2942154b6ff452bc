/** Grades and feedback that markers upload: `grades.json` of each assignment, and a page for each student. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import * as v from "valibot";
import type { FoundFile } from "../../src/host/find-file.ts";
import { courseServerWords } from "../../src/words/serve-course.ts";
import { readText } from "../read.ts";
import { type CourseFolder, findIn, workFolder } from "./course-folder.ts";
import type { Disk } from "./disk.ts";
import type { SentFile } from "./multipart.ts";
import { isPlainName } from "./names.ts";
import { type Received, receiveFile } from "./receive.ts";
import { Refused } from "./refused.ts";
import { createTurns } from "./turns.ts";

export interface Mark {
  /** As people read it. */
  readonly grade: string;
  readonly feedback: string;
  /** Seconds since 1970; null where nobody wrote it down. */
  readonly at: number | null;
}

export interface Marks {
  /** Puts these rows over those of the same people. Resolves with the number of all rows. */
  upload(assignment: string, body: unknown): Promise<number>;
  of(assignment: string, user: string): Promise<Mark | undefined>;
  /** Resolves with their names, when all of them are there. */
  uploadFeedback(assignment: string, files: AsyncIterable<SentFile>): Promise<string[]>;
  feedbackFor(assignment: string, user: string): Promise<FoundFile | undefined>;
}

const text = v.nullish(v.union([v.string(), v.number(), v.boolean()]));

/** mograder's own rows, or those of the CSV that its `feedback` writes, which has `student` and `mark`. */
const rowSchema = v.looseObject({
  userid: text,
  username: text,
  student: text,
  grade: text,
  mark: text,
  feedback: v.nullish(v.string()),
  graded_at: v.nullish(v.number()),
});
type Row = v.InferOutput<typeof rowSchema>;

const rowsSchema = v.array(rowSchema);
const uploadSchema = v.union([v.object({ grades: rowsSchema }), rowsSchema]);
const fileSchema = v.pipe(v.string(), v.parseJson(), rowsSchema);

/** `most`: bytes of one file. `tell`: hears of what cannot be read. */
export function openMarks(
  course: CourseFolder,
  disk: Disk,
  most: number,
  tell: (text: string) => void,
): Marks {
  const inTurn = createTurns();
  const gradesFile = (assignment: string) => join(workFolder(course, assignment), "grades.json");
  const feedbackFolder = (assignment: string) => join(workFolder(course, assignment), "feedback");

  /** Undefined for a file that somebody has broken: it is neither believed nor written over. */
  async function readRows(assignment: string): Promise<Row[] | undefined> {
    const text = await readText(gradesFile(assignment));
    if (text === undefined) return [];
    const read = v.safeParse(fileSchema, text);
    if (!read.success) tell(courseServerWords.gradesUnreadable(assignment, read.issues[0].message));
    return read.success ? read.output : undefined;
  }

  async function merge(assignment: string, rows: readonly Row[]): Promise<number> {
    const before = await readRows(assignment);
    if (before === undefined) throw new Refused("not-stored");
    const merged = new Map(before.map((row) => [nameOf(row), row]));
    const now = Math.floor(Date.now() / 1_000);
    for (const row of rows) merged.set(nameOf(row), stamped(row, merged.get(nameOf(row)), now));
    await disk.makeFolder(workFolder(course, assignment));
    await disk.write(gradesFile(assignment), JSON.stringify([...merged.values()], null, 2));
    return merged.size;
  }

  return {
    async upload(assignment, body) {
      const read = v.safeParse(uploadSchema, body);
      if (!read.success) throw new Refused("bad-grades");
      const rows = Array.isArray(read.output) ? read.output : read.output.grades;
      if (rows.some((row) => nameOf(row) === "")) throw new Refused("bad-grades");
      return inTurn(assignment, () => merge(assignment, rows));
    },
    async of(assignment, user) {
      const rows = await readRows(assignment);
      const row = rows?.find(({ username, userid, student }) => [username, userid, student].includes(user));
      return row && markOf(row);
    },
    async uploadFeedback(assignment, files) {
      const folder = feedbackFolder(assignment);
      const received = await receiveAll(files, most, disk);
      if (received.size === 0) throw new Refused("no-files");
      await disk.makeFolder(folder);
      for (const [name, { path }] of received) await disk.place(path, join(folder, name));
      await disk.sync(folder);
      return [...received.keys()];
    },
    feedbackFor: (assignment, user) => findIn(feedbackFolder(assignment), `${user}.html`),
  };
}

/** As mograder tells rows apart. */
function nameOf({ userid, username, student }: Row): string {
  return String(userid ?? username ?? student ?? "");
}

/** Markers upload the whole table again and again: what is the same as before keeps its time. */
function stamped(row: Row, before: Row | undefined, now: number): Row {
  const isSame = isDeepStrictEqual({ ...row, graded_at: null }, { ...before, graded_at: null });
  return isSame && before !== undefined ? before : { ...row, graded_at: row.graded_at ?? now };
}

function markOf({ grade, mark, feedback, graded_at }: Row): Mark {
  return { grade: String(grade ?? mark ?? ""), feedback: feedback ?? "", at: graded_at ?? null };
}

/** All of them, or none and nothing is left. */
async function receiveAll(files: AsyncIterable<SentFile>, most: number, disk: Disk) {
  const received = new Map<string, Received>();
  try {
    for await (const { name, content } of files) {
      if (!isPlainName(name)) throw new Refused("invalid-path");
      const before = received.get(name);
      received.set(name, await receiveFile(content, most, disk));
      if (before !== undefined) await rm(before.path);
    }
    return received;
  } catch (error) {
    for (const { path } of received.values()) await rm(path, { force: true });
    throw error;
  }
}
