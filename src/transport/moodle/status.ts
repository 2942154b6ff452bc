/** What Moodle has of this person's for one assignment. */
import * as v from "valibot";
import { isFailure } from "../../core/failure.ts";
import type { TransportFailure } from "../../core/submission/failure.ts";
import { plainText } from "../../core/submission/plain-text.ts";
import type { RemoteAssignment, RemoteGrade, RemoteSubmission } from "../../core/submission/transport.ts";
import { type Caller, call } from "./call.ts";
import { filesOf, type MoodleFile, number, plugins, remoteFile, textOf, time, truth } from "./shapes.ts";

const submissionSchema = v.object({
  status: v.string(),
  timemodified: time,
  timestarted: v.optional(v.nullable(number), null),
  plugins,
});

const statusSchema = v.object({
  /** Missing for who cannot submit here: a teacher. */
  lastattempt: v.optional(
    v.object({
      submission: v.optional(submissionSchema),
      canedit: truth,
      locked: truth,
      extensionduedate: time,
    }),
  ),
  feedback: v.optional(
    v.object({
      grade: v.optional(v.nullable(v.object({ grade: v.nullable(number), timemodified: time }))),
      gradefordisplay: v.optional(v.nullable(v.string()), ""),
      gradeddate: v.optional(time),
      plugins,
    }),
  ),
});

export type MoodleStatus = v.InferOutput<typeof statusSchema>;

/** `raw`: texts as they are stored, to be sent back; otherwise as they are to be shown. */
export async function fetchStatus(
  caller: Caller,
  assignment: RemoteAssignment,
  texts: "shown" | "raw",
): Promise<MoodleStatus | TransportFailure> {
  const asStored = { moodlewssettingraw: 1, moodlewssettingfileurl: 0 };
  const parameters = { assignid: assignment.id, ...(texts === "raw" ? asStored : {}) };
  const missing = { failure: "no-such-assignment", assignment: assignment.name } as const;
  const asked = await call(caller, {
    name: "mod_assign_get_submission_status",
    parameters,
    schema: statusSchema,
    missing,
  });
  return isFailure(asked) ? asked : asked.answer;
}

/** Files of the submission as it is now. */
export function submittedFiles({ lastattempt }: MoodleStatus): readonly MoodleFile[] {
  return filesOf(lastattempt?.submission?.plugins ?? [], "file", "submission_files");
}

/** Null when nothing can be found wrong. Only Moodle knows whether it is open: the clock here finds words for it. */
export function closedReason(
  { lastattempt }: MoodleStatus,
  { rules, opens, cutoff }: RemoteAssignment,
  host: string,
  now: number,
): TransportFailure | null {
  if (rules.isTeam) return { failure: "team-submission" };
  if (!rules.takesFiles) return { failure: "takes-no-files" };
  if (lastattempt === undefined) return { failure: "forbidden", host };
  if (lastattempt.locked) return { failure: "submission-locked" };
  if (lastattempt.canedit) return null;
  if (rules.hasDrafts && lastattempt.submission?.status === "submitted") return { failure: "already-final" };
  if (opens !== null && now < opens) return { failure: "not-open-yet", at: opens };
  const end = cutoff === null ? null : Math.max(cutoff, lastattempt.extensionduedate ?? 0);
  return { failure: "closed", at: end !== null && end <= now ? end : null };
}

/** A submission that has only begun, or was opened again, is none. */
export function submissionOf(
  status: MoodleStatus,
  files: RemoteSubmission["files"],
): RemoteSubmission | null {
  const submission = status.lastattempt?.submission;
  if (submission?.status !== "draft" && submission?.status !== "submitted") return null;
  return { state: submission.status, at: submission.timemodified, files };
}

export function gradeOf({ feedback }: MoodleStatus): RemoteGrade | null {
  if (feedback === undefined) return null;
  const comment = textOf(feedback.plugins, "comments");
  const content = comment?.text.trim() ?? "";
  const files = filesOf(feedback.plugins, "file", "feedback_files");
  const text = gradeText(feedback.gradefordisplay ?? "", feedback.grade?.grade ?? NO_GRADE);
  if (text === "" && content === "" && files.length === 0) return null;
  return {
    text,
    at: feedback.gradeddate ?? feedback.grade?.timemodified ?? null,
    feedback: { kind: comment?.format === PLAIN ? "text" : "html", content },
    files: files.map(remoteFile),
  };
}

const PLAIN = 2;
const NO_GRADE = -1;

/** "" for none, which Moodle shows as a dash. */
function gradeText(shown: string, points: number): string {
  const text = plainText(shown);
  if (text === "-") return "";
  return text === "" && points > NO_GRADE ? String(points) : text;
}
