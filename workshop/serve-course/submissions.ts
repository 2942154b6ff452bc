/** What was submitted: every version in a file of its own, and for each student a link to the last one. */
import { rm, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { FoundFile } from "../../src/host/find-file.ts";
import { type CourseFolder, findIn, namesIn, workFolder } from "./course-folder.ts";
import { createDigests } from "./digests.ts";
import type { Disk } from "./disk.ts";
import { historyTime } from "./names.ts";
import type { Received } from "./receive.ts";
import { Refused } from "./refused.ts";
import { createTurns } from "./turns.ts";
import { linkOf, nextVersion } from "./versions.ts";

export interface Submission {
  /** Of the link: `alice.py`. */
  readonly filename: string;
  readonly bytes: number;
  /** As `digestOf` makes it. */
  readonly digest: string;
  /** Seconds since 1970, to the millisecond. */
  readonly at: number;
}

export interface Submissions {
  /**
   * Takes over what was received. When it resolves, it lasts. The bytes of the last one again are not stored again:
   * a retry after an answer that was lost is told of the one that is there.
   */
  store(
    assignment: string,
    user: string,
    received: Received,
  ): Promise<{ readonly submission: Submission; readonly isDuplicate: boolean }>;
  latest(assignment: string, user: string): Promise<Submission | undefined>;
  /** The last of every student, in the order of their file names. */
  list(assignment: string): Promise<readonly Pick<Submission, "filename" | "at">[]>;
  /** Of any version. */
  find(assignment: string, filename: string): Promise<FoundFile | undefined>;
}

export function openSubmissions(course: CourseFolder, disk: Disk): Submissions {
  const digests = createDigests();
  const inTurn = createTurns();

  async function latest(folder: string, user: string): Promise<Submission | undefined> {
    const filename = `${user}.py`;
    const found = await findIn(folder, filename);
    if (found === undefined) return undefined;
    return { filename, bytes: found.bytes, digest: await digests(found), at: await timeOf(found) };
  }

  async function store(folder: string, user: string, received: Received) {
    const last = await latest(folder, user);
    const isDuplicate = last?.digest === received.digest;
    if (isDuplicate) await rm(received.path);
    else await putInPlace(folder, user, received, disk);
    // Of a duplicate, too: a server that was killed before its answer may not have come to this.
    await disk.sync(folder);
    const submission = isDuplicate ? last : await latest(folder, user);
    if (submission === undefined) throw new Refused("not-stored");
    return { submission, isDuplicate };
  }

  return {
    async store(assignment, user, received) {
      try {
        const folder = workFolder(course, assignment);
        return await inTurn(`${assignment}/${user}`, () => store(folder, user, received));
      } catch (error) {
        await rm(received.path, { force: true });
        throw error;
      }
    },
    latest: (assignment, user) => latest(workFolder(course, assignment), user),
    async list(assignment) {
      const folder = workFolder(course, assignment);
      const names = (await namesIn(folder)).filter(isLatest).sort();
      const all = names.map(async (filename) => {
        const found = await findIn(folder, filename);
        return found && { filename, at: await timeOf(found) };
      });
      return (await Promise.all(all)).filter((one) => one !== undefined);
    },
    async find(assignment, filename) {
      const folder = workFolder(course, assignment);
      return filename.endsWith(".py") ? findIn(folder, filename) : undefined;
    },
  };
}

function isLatest(name: string): boolean {
  return name.endsWith(".py") && historyTime(name) === undefined;
}

/** Both or neither, as far as anybody can see. */
async function putInPlace(folder: string, user: string, received: Received, disk: Disk): Promise<void> {
  await disk.makeFolder(folder);
  const version = await nextVersion(folder, user);
  const path = join(folder, version);
  await disk.place(received.path, path);
  try {
    await disk.link(linkOf(folder, user), version);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

/**
 * The file's own time, which is that of its last byte. A copy of the folder may have changed it; then the name, which
 * is never earlier, says the second.
 */
async function timeOf({ path }: FoundFile): Promise<number> {
  const { mtimeMs } = await stat(path);
  const named = historyTime(basename(path));
  const time = named === undefined || mtimeMs < named + 1_000 ? mtimeMs : named;
  return Math.round(time) / 1_000;
}
