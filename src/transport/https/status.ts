/** What a server has of a student's for one assignment: `/status`, and what can be read besides. */
import * as v from "valibot";
import { digestOf } from "../../core/digest.ts";
import { isFailure } from "../../core/failure.ts";
import type { TransportFailure } from "../../core/submission/failure.ts";
import type {
  Access,
  RemoteAssignment,
  RemoteFile,
  RemoteGrade,
  RemoteStatus,
  RemoteSubmission,
  StoredFile,
} from "../../core/submission/transport.ts";
import { manyLines, oneLine } from "../foreign-text.ts";
import { askFor } from "./ask.ts";
import { isFileName } from "./assignments.ts";
import { fetchFile } from "./files.ts";
import { moment } from "./moment.ts";
import { missing } from "./refusal.ts";
import type { Server } from "./server.ts";

const MOST_GRADE = 200;

const submissionSchema = v.object({
  filename: v.pipe(v.string(), v.check(isFileName)),
  bytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
  digest: v.pipe(v.string(), v.regex(/^sha256-[\w-]{43}$/)),
  submitted_at: moment,
});

const statusSchema = v.object({
  status: v.picklist(["new", "submitted"]),
  graded: v.boolean(),
  grade: v.nullish(v.pipe(v.union([v.string(), v.number()]), v.transform(String)), ""),
  feedback: v.nullish(v.pipe(v.string(), v.transform(manyLines)), ""),
  /** Not said by mograder before 0.3. */
  feedback_available: v.optional(v.boolean(), false),
  /** `serve-course` only, like the time of the grade. */
  submission: v.optional(v.fallback(v.nullable(submissionSchema), null), null),
  graded_at: moment,
});

type Answer = v.InferOutput<typeof statusSchema>;

export interface StatusQuestion {
  readonly server: Server;
  readonly access: Access;
  readonly assignment: RemoteAssignment;
  /** What was just sent is to be found there. */
  readonly isReadBack: boolean;
  readonly signal: AbortSignal;
}

export async function fetchStatus(question: StatusQuestion): Promise<RemoteStatus | TransportFailure> {
  const { server, access, assignment, signal } = question;
  const absent = { failure: "no-such-assignment", assignment: assignment.name } as const;
  const address = server.address(assignment.id, "status");
  if (address === undefined) return absent;
  const url = `${address}?${new URLSearchParams({ user: access.user })}`;
  const asked = await askFor(url, statusSchema, { access, means: missing(absent), signal });
  if (isFailure(asked)) return asked;
  const { answer } = asked;
  return {
    submission: answer.status === "new" ? null : await submissionOf(answer, question),
    grade: await gradeOf(answer, question),
    closed: null,
  };
}

async function submissionOf({ submission }: Answer, question: StatusQuestion): Promise<RemoteSubmission> {
  if (submission !== null) {
    const { filename: name, bytes, digest, submitted_at: at } = submission;
    return { state: "submitted", at, files: [{ name, bytes, digest }] };
  }
  // mograder hands out submissions to its instructor, and where there are no tokens to everybody.
  const isOpen = question.isReadBack && question.access.token === "";
  const stored = isOpen ? await fetchSubmission(question) : null;
  return { state: "submitted", at: null, files: stored && [stored] };
}

async function fetchSubmission(question: StatusQuestion): Promise<StoredFile | null> {
  const { server, access, assignment } = question;
  const name = `${access.user}.py`;
  const url = server.address(assignment.id, "submissions", name);
  if (url === undefined) return null;
  const blob = await fetchFile({ name, url, bytes: null }, question);
  if (isFailure(blob)) return null;
  return { name, bytes: blob.size, digest: await digestOf(new Uint8Array(await blob.arrayBuffer())) };
}

/**
 * The marker's text where there is one, else the page of feedback where this page may fetch it: mograder's own server
 * lets no page of another site have it. For everybody else it is among the files.
 */
async function gradeOf(answer: Answer, question: StatusQuestion): Promise<RemoteGrade | null> {
  const { graded, grade, feedback, feedback_available, graded_at } = answer;
  if (!graded && !feedback_available && feedback === "") return null;
  const page = feedback_available ? feedbackPage(question) : undefined;
  const wantsPage = page !== undefined && feedback === "" && !question.isReadBack;
  const html = wantsPage ? await fetchFile(page, question) : undefined;
  return {
    // Python's word for a row without a grade.
    text: grade === "None" ? "" : oneLine(grade, MOST_GRADE),
    at: graded_at,
    feedback:
      html === undefined || isFailure(html)
        ? { kind: "text", content: feedback }
        : { kind: "html", content: await html.text() },
    files: page === undefined ? [] : [page],
  };
}

function feedbackPage({ server, access, assignment }: StatusQuestion): RemoteFile | undefined {
  const url = server.address(assignment.id, "feedback", access.user);
  const name = `${assignment.id}-feedback.html`;
  return url === undefined
    ? undefined
    : { name: isFileName(name) ? name : "feedback.html", url, bytes: null };
}
