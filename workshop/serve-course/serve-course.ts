/** Puts a course's server together: the folder, the disk, who may come in, the addresses. */
import { join } from "node:path";
import { createFileSender } from "../../src/host/send-file.ts";
import { inputError } from "../error.ts";
import { joinAddresses } from "../web/addresses.ts";
import { startServer, type Tls } from "../web/server.ts";
import { startError } from "../web/start.ts";
import { createTries } from "../web/tries.ts";
import { createAccept } from "./accept.ts";
import { createAssignments } from "./assignments.ts";
import { anyCaller, createCallers } from "./callers.ts";
import { type CourseFolder, workFolders } from "./course-folder.ts";
import { type MakeLink, openDisk } from "./disk.ts";
import { type Limits, usualLimits } from "./limits.ts";
import { createListener, printUnread } from "./listener.ts";
import { openMarks } from "./marks.ts";
import { openRegistrations } from "./registrations.ts";
import { type CourseParts, createApp } from "./routes.ts";
import { openSubmissions } from "./submissions.ts";
import { mendLinks } from "./versions.ts";

export interface ServeCourseOptions {
  readonly course: CourseFolder;
  readonly port: number;
  readonly host: string;
  readonly tls: Tls | undefined;
  /** Undefined: no tokens, everybody may do everything. */
  readonly secret: string | undefined;
  /** Undefined: nobody registers. */
  readonly code: string | undefined;
  /** Bytes of a submission, and of a page of feedback. */
  readonly most: number;
  readonly limits?: Partial<Limits>;
  readonly makeLink?: MakeLink;
  /** Gets the lines of the request log. */
  readonly log: (line: string) => void;
  /** Hears of mistakes of ours. */
  readonly tell: (text: string) => void;
}

export interface ServedCourse {
  /** The first is the one to show. */
  readonly urls: readonly string[];
  readonly hasAssignments: boolean;
  /** Takes no more, and resolves when what has begun is done. */
  finish(): Promise<void>;
}

export async function serveCourse(options: ServeCourseOptions): Promise<ServedCourse> {
  const { host, port, tls, tell } = options;
  const limits = { ...usualLimits, ...options.limits };
  const parts = await openCourse(options, limits);
  try {
    const server = await startServer(
      { host, port, tls, patience: limits.patience, refusal: printUnread },
      createListener(createApp(parts), options.log),
      (mistake) => tell(mistake.stack ?? mistake.message),
    );
    return {
      urls: joinAddresses({ host, port: server.port, isTls: tls !== undefined, join: undefined }),
      hasAssignments: !(await parts.assignments.isEmpty()),
      finish: () => server.finish(limits.grace),
    };
  } catch (error) {
    throw startError(error, { host, port });
  }
}

async function openCourse(options: ServeCourseOptions, limits: Limits): Promise<CourseParts> {
  const { course, secret, code, most, tell } = options;
  const disk = await openDisk(join(course.own, "aside"), options.makeLink);
  const now = () => performance.now();
  const aMinute = (tries: number) => createTries(tries, 60_000, now);
  const assignments = createAssignments(course, now, tell);
  const fault = await assignments.fault();
  if (fault !== undefined) throw inputError(fault);
  for (const [assignment, folder] of await workFolders(course)) {
    if (await assignments.takes(assignment)) await mendLinks(folder, disk);
  }
  const submissions = openSubmissions(course, disk);
  const registrationRules = {
    code,
    secret,
    wrong: aMinute(limits.wrongCodes),
    given: aMinute(limits.registrations),
  };
  return {
    course,
    callers: secret === undefined ? anyCaller : createCallers(secret, aMinute(limits.wrongTokens)),
    assignments,
    submissions,
    accept: createAccept({ assignments, submissions, disk, tries: aMinute(limits.submissions), most }),
    marks: openMarks(course, disk, most, tell),
    register: openRegistrations(course, disk, registrationRules),
    sendFile: createFileSender(),
    tell,
  };
}
