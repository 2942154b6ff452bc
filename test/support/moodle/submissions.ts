/** Functions about one assignment: what is there, and submitting, with every trap that the specification names. */
import { MoodleException } from "./exception.ts";
import type { Tree } from "./form.ts";
import { type Assignment, aSubmission, type StoredFile, type Submission, type User } from "./state.ts";
import { fileEntry, requireAccess, submissionOf, type World } from "./world.ts";

interface Asked {
  readonly world: World;
  readonly user: User;
  readonly assignment: Assignment;
}

function find(world: World, user: User, id: string | Tree | undefined): Asked {
  const assignment = world.state.assignments.find((each) => String(each.id) === id);
  if (assignment === undefined)
    throw new MoodleException("invalidrecord", "Can't find data record in database table assign.");
  requireAccess(user);
  return { world, user, assignment };
}

/** `submissions_open`. */
function isOpen({ world, user, assignment }: Asked): boolean {
  const { allowsubmissionsfromdate: opens, cutoffdate, submissiondrafts, extensions, locked } = assignment;
  const end = cutoffdate === 0 ? 0 : Math.max(cutoffdate, extensions.get(user.id) ?? 0);
  const now = world.now();
  if (locked.includes(user.id) || now < opens || (end !== 0 && now > end)) return false;
  return !(submissiondrafts && submissionOf(world, assignment, user)?.status === "submitted");
}

export function status(world: World, user: User, { assignid }: Tree, raw: boolean) {
  const asked = find(world, user, assignid);
  const { assignment } = asked;
  const submission = submissionOf(world, assignment, user);
  const canedit = isOpen(asked);
  const grade = world.state.grades.find((each) => each.assignment === assignment.id && each.user === user.id);
  return {
    lastattempt: {
      ...(submission === undefined ? {} : { submission: submissionEntry(asked, submission, raw) }),
      submissionsenabled: !assignment.nosubmissions,
      locked: assignment.locked.includes(user.id),
      graded: grade !== undefined,
      canedit,
      caneditowner: canedit,
      cansubmit: canedit && assignment.submissiondrafts && submission?.status === "draft",
      extensionduedate: assignment.extensions.get(user.id) ?? null,
      blindmarking: false,
      gradingstatus: grade === undefined ? "notgraded" : "graded",
      usergroups: [],
    },
    ...(grade === undefined
      ? {}
      : {
          feedback: {
            grade: {
              id: grade.id,
              userid: user.id,
              attemptnumber: 0,
              timemodified: grade.gradeddate,
              grader: 2,
              grade: grade.grade.toFixed(5),
            },
            gradefordisplay: grade.gradefordisplay,
            gradeddate: grade.gradeddate,
            plugins: [
              {
                type: "comments",
                name: "Feedback comments",
                editorfields: [{ name: "comments", description: "Feedback comments", ...grade.comment }],
              },
              {
                type: "file",
                name: "Feedback files",
                fileareas: [
                  {
                    area: "feedback_files",
                    files: grade.files.map((each) =>
                      fileEntry(world, assignment, `assignfeedback_file/feedback_files/${grade.id}`, each),
                    ),
                  },
                ],
              },
            ],
          },
        }),
    assignmentdata: { attachments: { intro: [] } },
    warnings: [],
  };
}

function submissionEntry({ world, assignment }: Asked, submission: Submission, raw: boolean) {
  const { id, user, status: state, timemodified, timestarted, files, onlinetext } = submission;
  const text = onlinetext ?? { text: "", format: 0 };
  return {
    id,
    userid: user,
    attemptnumber: 0,
    timecreated: timemodified,
    timemodified,
    timestarted: timestarted === 0 ? null : timestarted,
    status: state,
    groupid: 0,
    plugins: [
      {
        type: "onlinetext",
        name: "Online text",
        fileareas: [{ area: "submissions_onlinetext" }],
        editorfields: [{ name: "onlinetext", description: "Online text", ...(raw ? text : shown(text)) }],
      },
      {
        type: "file",
        name: "File submissions",
        fileareas: [
          {
            area: "submission_files",
            files: files.map((each) =>
              fileEntry(world, assignment, `assignsubmission_file/submission_files/${id}`, each),
            ),
          },
        ],
      },
    ],
  };
}

/** Cleaned and with addresses for reading: nothing that may be saved again. */
function shown({ text }: { text: string }) {
  const html = text.replaceAll("@@PLUGINFILE@@", "https://moodle.invalid/webservice/pluginfile.php/1");
  return { text: `<div class="no-overflow">${html}</div>`, format: 1 };
}

export function start(world: World, user: User, { assignid }: Tree) {
  const asked = find(world, user, assignid);
  const warn = (warningcode: string) => ({ submissionid: 0, warnings: [warning(asked, warningcode, "")] });
  if (!isOpen(asked)) return warn("submissionnotopen");
  if (asked.assignment.timelimit === 0) return warn("timelimitnotenabled");
  const submission = ownSubmission(asked);
  if (submission.timestarted > 0) return warn("opensubmissionexists");
  submission.timestarted = world.now();
  return { submissionid: submission.id, warnings: [] };
}

function ownSubmission({ world, user, assignment }: Asked): Submission {
  const there = submissionOf(world, assignment, user);
  if (there !== undefined) return there;
  const id = 500 + world.state.submissions.length;
  const submission = aSubmission({
    id,
    assignment: assignment.id,
    user: user.id,
    status: "new",
    timemodified: 0,
  });
  world.state.submissions.push(submission);
  return submission;
}

/** A save replaces all files by those of the draft area, as far as they keep to the rules, and says little of it. */
export function save(world: World, user: User, { assignmentid, plugindata }: Tree) {
  const asked = find(world, user, assignmentid);
  const { assignment } = asked;
  const data = typeof plugindata === "object" ? plugindata : {};
  const refuse = (item: string) => [warning(asked, "couldnotsavesubmission", item)];
  if (!isOpen(asked)) return refuse("The due date for this assignment has now passed");
  const text = data.onlinetext_editor;
  if (assignment.onlinetext && typeof text !== "object") {
    throw new MoodleException("dmlwriteexception", "Error writing to database");
  }
  if (assignment.timelimit > 0 && !submissionOf(world, assignment, user)?.timestarted) {
    return refuse("The assignment has not been started");
  }
  const drafts = world.state.drafts.get(`${user.id}/${String(data.files_filemanager)}`);
  const submission = ownSubmission(asked);
  const hasText = typeof text === "object" && String(text.text) !== "";
  if (drafts === undefined && !hasText) return refuse("Nothing was submitted");
  if (drafts !== undefined)
    submission.files = drafts.filter(fitting(assignment)).slice(0, assignment.maxfilesubmissions);
  if (typeof text === "object" && assignment.onlinetext) {
    submission.onlinetext = { text: String(text.text), format: Number(text.format) };
  }
  if (submission.files.length === 0 && !hasText) return refuse("Nothing was submitted");
  submission.status = assignment.submissiondrafts ? "draft" : "submitted";
  submission.timemodified = world.now();
  submission.saves += 1;
  return world.state.site.nothing;
}

/** The kinds of `filetypeslist` are not asked for. */
function fitting({ maxsubmissionsizebytes: most }: Assignment) {
  return ({ content }: StoredFile) => most === 0 || content.length <= most;
}

export function finalize(world: World, user: User, { assignmentid, acceptsubmissionstatement }: Tree) {
  const asked = find(world, user, assignmentid);
  const { assignment } = asked;
  const submission = submissionOf(world, assignment, user);
  const isAgreed = !assignment.requiresubmissionstatement || acceptsubmissionstatement === "1";
  if (!assignment.submissiondrafts || submission?.status !== "draft" || !isOpen(asked) || !isAgreed) {
    return [warning(asked, "couldnotsubmitforgrading", "")];
  }
  submission.status = "submitted";
  submission.timemodified = world.now();
  submission.finals += 1;
  return world.state.site.nothing;
}

function warning({ assignment }: Asked, warningcode: string, item: string) {
  return { item, itemid: assignment.id, warningcode, message: `Could not: ${warningcode}` };
}
