/** What a course asks for. */
import * as v from "valibot";
import { isFailure } from "../../core/failure.ts";
import type { TransportFailure } from "../../core/submission/failure.ts";
import type { RemoteAssignment, SubmissionRules } from "../../core/submission/transport.ts";
import { type Caller, call } from "./call.ts";
import { file, number, remoteFile, time, truth, warnings } from "./shapes.ts";
import { siteInfo } from "./user.ts";
import { whyEmpty } from "./why-empty.ts";

const assignmentSchema = v.object({
  id: number,
  cmid: number,
  name: v.string(),
  duedate: time,
  allowsubmissionsfromdate: time,
  cutoffdate: time,
  nosubmissions: truth,
  submissiondrafts: truth,
  teamsubmission: truth,
  requiresubmissionstatement: truth,
  submissionstatement: v.optional(v.nullable(v.string())),
  /** Seconds; 0 for as long as one likes. */
  timelimit: v.optional(number, 0),
  configs: v.array(
    v.object({ plugin: v.string(), subtype: v.string(), name: v.string(), value: v.string() }),
  ),
  introattachments: v.optional(v.array(file), []),
});

type MoodleAssignment = v.InferOutput<typeof assignmentSchema>;

const answerSchema = v.object({
  courses: v.array(v.object({ id: number, assignments: v.array(assignmentSchema) })),
  warnings: v.optional(warnings, []),
});

/** What only this transport needs to know of an assignment. */
export interface KnownAssignment extends RemoteAssignment {
  readonly hasTimeLimit: boolean;
  /** A text that the student types into Moodle's page belongs to a submission, too. */
  readonly takesText: boolean;
}

/** Of one course, or of all that this person is in. */
export async function fetchAssignments(
  caller: Caller,
  course: number | null,
): Promise<readonly KnownAssignment[] | TransportFailure> {
  const parameters = course === null ? {} : { "courseids[0]": course };
  const [asked, info] = await Promise.all([
    call(caller, { name: "mod_assign_get_assignments", parameters, schema: answerSchema }),
    siteInfo(caller),
  ]);
  if (isFailure(asked)) return asked;
  if (isFailure(info)) return info;
  const { courses, warnings: complaints } = asked.answer;
  if (courses.length === 0) {
    const why = await whyEmpty(caller, { course, complaints, user: info.userid });
    return why ?? [];
  }
  return courses.flatMap(({ assignments }) =>
    assignments.map((assignment) => known(assignment, info.usermaxuploadfilesize)),
  );
}

function known(assignment: MoodleAssignment, userLimit: number): KnownAssignment {
  return {
    id: String(assignment.id),
    name: assignment.name,
    cmid: assignment.cmid,
    due: assignment.duedate,
    opens: assignment.allowsubmissionsfromdate,
    cutoff: assignment.cutoffdate,
    files: assignment.introattachments.map(remoteFile),
    rules: rulesOf(assignment, userLimit),
    hasTimeLimit: assignment.timelimit > 0,
    takesText: setting(assignment, "onlinetext", "enabled") === "1",
  };
}

function rulesOf(assignment: MoodleAssignment, userLimit: number): SubmissionRules {
  const maxFiles = Number(setting(assignment, "file", "maxfilesubmissions"));
  // Zero and less stand for no limit of its own.
  const limits = [Number(setting(assignment, "file", "maxsubmissionsizebytes")), userLimit].filter(
    (limit) => limit > 0,
  );
  return {
    takesFiles: !assignment.nosubmissions && setting(assignment, "file", "enabled") === "1",
    isTeam: assignment.teamsubmission,
    hasDrafts: assignment.submissiondrafts,
    statement: assignment.requiresubmissionstatement ? (assignment.submissionstatement ?? "") : null,
    maxBytes: limits.length === 0 ? null : Math.min(...limits),
    maxFiles: maxFiles > 0 ? maxFiles : null,
    types: typesOf(setting(assignment, "file", "filetypeslist")),
  };
}

function setting({ configs }: MoodleAssignment, plugin: string, name: string): string {
  const found = configs.find(
    (config) => config.subtype === "assignsubmission" && config.plugin === plugin && config.name === name,
  );
  return found?.value ?? "";
}

/** Moodle's list may name groups and media types, too: whether those take a file is only known there. */
function typesOf(list: string): readonly string[] | null {
  const words = list.split(/[\s,;:]+/).filter((word) => word !== "");
  const types = words.map((word) => word.replace(/^\*(?=\.)/, ""));
  return types.length > 0 && types.every((type) => /^\.[^*]+$/.test(type)) ? types : null;
}
