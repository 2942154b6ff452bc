/** What each address answers, and to whom: mograder's protocol (spec/mograder-interop.md 1.3) and what ours adds to it. */
import { type Context, Hono } from "hono";
import type { SendFile } from "../../src/host/send-file.ts";
import type { Accept } from "./accept.ts";
import { answerError, type CourseEnvironment, sendFound, sendJson } from "./answers.ts";
import type { Assignments } from "./assignments.ts";
import type { Callers } from "./callers.ts";
import { type CourseFolder, findIn, handoutFolder } from "./course-folder.ts";
import type { Marks } from "./marks.ts";
import { readBoundary, readFiles } from "./multipart.ts";
import { userNameFault } from "./names.ts";
import { bodyOf, readJsonBody } from "./receive.ts";
import { Refused } from "./refused.ts";
import type { Register } from "./registrations.ts";
import type { Submission, Submissions } from "./submissions.ts";

export interface CourseParts {
  readonly course: CourseFolder;
  readonly callers: Callers;
  readonly assignments: Assignments;
  readonly submissions: Submissions;
  readonly accept: Accept;
  readonly marks: Marks;
  readonly register: Register;
  readonly sendFile: SendFile;
  /** Hears of mistakes of ours. */
  readonly tell: (text: string) => void;
}

export type CourseApp = Hono<CourseEnvironment>;

/** Of a registration. Bytes. */
const MOST_REGISTRATION = 10_000;
/** Of a table of grades. Bytes. */
const MOST_GRADES = 20_000_000;

export function createApp(parts: CourseParts): CourseApp {
  const app: CourseApp = new Hono({ getPath });
  app.options("*", (c) => c.body(null, 204));
  app.get("/", (c) => c.json({ status: "ok" }));
  addHandouts(app, parts);
  addSubmissions(app, parts);
  addMarks(app, parts);
  app.post("/register", async ({ env: { incoming }, json }) => {
    const body = () => readJsonBody(incoming, MOST_REGISTRATION);
    return json(await parts.register(body, incoming.socket.remoteAddress ?? ""));
  });
  app.notFound(() => {
    throw new Refused("not-found");
  });
  app.onError((error, c) => answerError(error, c, parts.tell));
  return app;
}

/** Slashes too many do no harm, at the end and elsewhere. Names are decoded once, where they are read. */
function getPath(request: Request): string {
  return new URL(request.url).pathname.replace(/\/{2,}/g, "/").replace(/(?<=.)\/$/, "");
}

function addHandouts(app: CourseApp, { course, callers, assignments, sendFile }: CourseParts): void {
  app.get("/assignments", async (c) => {
    callers.requireAnybody(c.env.incoming);
    return sendJson(c, await assignments.list());
  });
  app.get("/assignments/:assignment/files/:file", async (c) => {
    callers.requireAnybody(c.env.incoming);
    const { assignment, file } = c.req.param();
    const found = await findIn(handoutFolder(course, assignment), file);
    if (found === undefined) throw new Refused("no-such-file", file);
    return sendFound(c, found, sendFile);
  });
}

function addSubmissions(
  app: CourseApp,
  { callers, submissions, accept, marks, sendFile }: CourseParts,
): void {
  app.post("/assignments/:assignment/submit", async (c) => {
    const user = requireUser(c, callers);
    const { submission, isDuplicate } = await accept(c.req.param("assignment"), user, c.env.incoming);
    const { filename, digest, at } = submission;
    return c.json({ status: "ok", filename, digest, submitted_at: at, duplicate: isDuplicate });
  });
  app.get("/assignments/:assignment/status", async (c) => {
    const user = requireUser(c, callers);
    const assignment = c.req.param("assignment");
    const submission = await submissions.latest(assignment, user);
    const mark = await marks.of(assignment, user);
    const status = {
      status: submission === undefined ? "new" : "submitted",
      graded: mark !== undefined,
      grade: mark?.grade ?? null,
      feedback: mark?.feedback ?? "",
      feedback_available: (await marks.feedbackFor(assignment, user)) !== undefined,
      submission: submission === undefined ? null : printSubmission(submission),
      graded_at: mark?.at ?? null,
    };
    return sendJson(c, JSON.stringify(status));
  });
  app.get("/assignments/:assignment/submissions", async (c) => {
    callers.requireInstructor(c.env.incoming);
    const assignment = c.req.param("assignment");
    const list = (await submissions.list(assignment)).map(({ filename, at }) => ({
      username: filename.replace(/\.py$/, ""),
      filename,
      url: `/assignments/${encodeURIComponent(assignment)}/submissions/${encodeURIComponent(filename)}`,
      submitted_at: at,
    }));
    return sendJson(c, JSON.stringify(list));
  });
  app.get("/assignments/:assignment/submissions/:file", async (c) => {
    callers.requireInstructor(c.env.incoming);
    const { assignment, file } = c.req.param();
    const found = await submissions.find(assignment, file);
    if (found === undefined) throw new Refused("no-such-file", file);
    return sendFound(c, found, sendFile);
  });
}

function printSubmission({ filename, bytes, digest, at }: Submission) {
  return { filename, bytes, digest, submitted_at: at };
}

/** The name in the query, of whom this caller may speak for. In mograder's order: no name is told of before no token is. */
function requireUser({ req, env }: Context<CourseEnvironment>, callers: Callers): string {
  const user = req.query("user");
  if (!user) throw new Refused("no-user");
  callers.requireUser(env.incoming, user);
  const fault = userNameFault(user);
  if (fault !== undefined) throw new Refused(fault);
  env.noted.user = user;
  return user;
}

function addMarks(app: CourseApp, { callers, marks, sendFile }: CourseParts): void {
  app.post("/assignments/:assignment/grades", async (c) => {
    callers.requireInstructor(c.env.incoming);
    const body = await readJsonBody(c.env.incoming, MOST_GRADES);
    return c.json({ status: "ok", count: await marks.upload(c.req.param("assignment"), body) });
  });
  app.post("/assignments/:assignment/feedback", async (c) => {
    const { incoming } = c.env;
    callers.requireInstructor(incoming);
    const boundary = readBoundary(incoming.headers["content-type"] ?? "");
    if (boundary === undefined) throw new Refused("not-multipart");
    // As many files as there are students, each of them within its own limit.
    const files = readFiles(bodyOf(incoming, Number.POSITIVE_INFINITY), boundary);
    return c.json({ status: "ok", files: await marks.uploadFeedback(c.req.param("assignment"), files) });
  });
  app.get("/assignments/:assignment/feedback/:user", async (c) => {
    const { assignment, user } = c.req.param();
    callers.requireUser(c.env.incoming, user);
    if (userNameFault(user) !== undefined) throw new Refused("no-feedback");
    c.env.noted.user = user;
    const found = await marks.feedbackFor(assignment, user);
    if (found === undefined) throw new Refused("no-feedback");
    return sendFound(c, found, sendFile, feedbackHeaders);
  });
}

/** Somebody's page: without tokens it could be opened by its address, and is then nobody's origin. */
const feedbackHeaders = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": "sandbox",
};
