/** What the transport for Moodle reads: assignments, what is stored, grades, and whether work can be submitted. */
import { describe, expect, test } from "vitest";
import type { TransportFailure } from "../../src/core/submission/failure.ts";
import { createMoodleTransport } from "../../src/transport/moodle/moodle-transport.ts";
import { type Assignment, aFile, aGrade, anAssignment, aSubmission } from "../support/moodle/state.ts";
import { aWork, NOW, openMoodle } from "./support/moodle.ts";

const seconds = (days: number) => NOW / 1_000 + days * 86_400;
const at = (days: number) => NOW + days * 86_400_000;

describe("the list of assignments", () => {
  test("tells times, files and rules", async () => {
    const { moodle, transport, access, signal } = await openMoodle({
      duedate: seconds(1),
      allowsubmissionsfromdate: seconds(-1),
      cutoffdate: seconds(2),
      submissiondrafts: true,
      requiresubmissionstatement: true,
      maxfilesubmissions: 3,
      maxsubmissionsizebytes: 2_000,
      filetypeslist: ".py, *.zip",
      introattachments: [aFile("hw 1.py", "x = 1\n")],
    });
    expect(await transport.list(access, signal)).toMatchObject([
      {
        id: "1",
        cmid: 21,
        name: "Homework 1",
        due: at(1),
        opens: at(-1),
        cutoff: at(2),
        files: [
          {
            name: "hw 1.py",
            bytes: 6,
            url: `${moodle.url}/webservice/pluginfile.php/121/mod_assign/introattachment/0/hw%201.py`,
          },
        ],
        rules: {
          takesFiles: true,
          isTeam: false,
          hasDrafts: true,
          statement: "<p>This is <b>my own</b> work.</p>",
          maxBytes: 2_000,
          maxFiles: 3,
          types: [".py", ".zip"],
        },
      },
    ]);
  });

  test("says null for what nobody has set, and no more than a person may upload", async () => {
    const opened = await openMoodle({ file: false, teamsubmission: true, filetypeslist: ".py document" });
    opened.moodle.state.site.usermaxuploadfilesize = 512;
    expect(await opened.listed()).toMatchObject({
      due: null,
      opens: null,
      cutoff: null,
      rules: { takesFiles: false, isTeam: true, statement: null, maxBytes: 512, types: null },
    });
  });

  test("is of the one course, or of all that the person is in", async () => {
    const { moodle, transport, access, signal } = await openMoodle();
    moodle.state.courses.push({ id: 4, shortname: "r", fullname: "R 101" });
    moodle.state.assignments.push(anAssignment({ id: 8, course: 4, name: "In R" }));
    moodle.state.users[0]?.courses.push(4);
    const all = createMoodleTransport({ kind: "moodle", url: `${moodle.url}/`, course: null });
    expect(await transport.list(access, signal)).toMatchObject([{ name: "Homework 1" }]);
    expect(await all.list(access, signal)).toMatchObject([{ name: "Homework 1" }, { name: "In R" }]);
    expect(await all.courses(access, signal)).toEqual([
      { id: 2, name: "Python 101" },
      { id: 4, name: "R 101" },
    ]);
  });

  test("of a course that the person is not in is refused; no courses at all are none", async () => {
    const { moodle, access, signal } = await openMoodle();
    const at = (course: number | null) => createMoodleTransport({ kind: "moodle", url: moodle.url, course });
    expect(await at(99).list(access, signal)).toEqual({ failure: "no-such-course", course: "99" });
    moodle.state.users[0]?.courses.splice(0);
    expect(await at(null).list(access, signal)).toEqual([]);
    expect(await at(null).courses(access, signal)).toEqual([]);
  });

  test("comes back empty before a policy is agreed to or a password is changed, and the reason is found", async () => {
    const { moodle, transport, access, signal, status } = await openMoodle();
    const [user] = moodle.state.users;
    const all = createMoodleTransport({ kind: "moodle", url: moodle.url, course: null });
    const { host } = transport;
    const assignment = anAssignmentOf(await transport.list(access, signal));
    if (user) user.mustAgree = true;
    const policy = { failure: "policy-not-agreed", host };
    expect(await transport.list(access, signal)).toEqual(policy);
    expect(await all.list(access, signal)).toEqual(policy);
    expect(await all.courses(access, signal)).toEqual(policy);
    expect(await transport.status(access, assignment, null, signal)).toEqual(policy);
    if (user) Object.assign(user, { mustAgree: false, mustChangePassword: true });
    expect(await transport.list(access, signal)).toEqual({ failure: "password-change-needed", host });
    if (user) user.mustChangePassword = false;
    expect(await status()).toMatchObject({ closed: null });
  });
});

function anAssignmentOf(list: unknown) {
  const [first] = Array.isArray(list) ? list : [];
  return first;
}

describe("what is stored", () => {
  test("is nothing before it is begun, and when it has been opened again", async () => {
    const { moodle, status } = await openMoodle();
    expect(await status()).toEqual({ submission: null, grade: null, closed: null });
    const submission = aSubmission({ status: "reopened" });
    moodle.state.submissions.push(submission);
    expect(await status()).toMatchObject({ submission: null });
    submission.status = "draft";
    expect(await status()).toMatchObject({
      submission: { state: "draft", at: 1_780_000_000_000, files: [] },
    });
  });

  test("is known by the digest of what was sent, where name and size are the same", async () => {
    const { moodle, status } = await openMoodle();
    const sent = await aWork("x = 1\n");
    const files = [aFile("hw1.py", "x = 1\n"), aFile("hw1.py", "y = 1\n", "/sub/"), aFile("b.py", "x = 1\n")];
    const submission = aSubmission({ files });
    moodle.state.submissions.push(submission);
    const stored = (digest: string | null) => [
      { name: "hw1.py", bytes: 6, digest },
      { name: "sub/hw1.py", bytes: 6, digest: null },
      { name: "b.py", bytes: 6, digest: null },
    ];
    expect(await status(sent)).toMatchObject({ submission: { files: stored(sent.digest) } });
    expect(await status()).toMatchObject({ submission: { files: stored(null) } });
    submission.files = [aFile("hw1.py", "x = 2\n")];
    expect(await status(sent)).not.toMatchObject({ submission: { files: [{ digest: sent.digest }] } });
    submission.files = [aFile("hw1.py", "x = 10\n")];
    expect(await status(sent)).toMatchObject({ submission: { files: [{ bytes: 7, digest: null }] } });
  });

  test("goes by another name where Moodle minds some of its letters", async () => {
    const { moodle, status } = await openMoodle();
    const sent = await aWork("x = 1\n", { filename: "Ann & Bob's.py" });
    moodle.state.submissions.push(aSubmission({ files: [aFile("Ann  Bobs.py", "x = 1\n")] }));
    expect(await status(sent)).toMatchObject({
      submission: { files: [{ name: "Ann & Bob's.py", digest: sent.digest }] },
    });
  });

  test("of an assignment that is there no more is not found", async () => {
    const { moodle, transport, access, signal, listed } = await openMoodle();
    const assignment = await listed();
    moodle.state.assignments.splice(0);
    const gone = { failure: "no-such-assignment", assignment: "Homework 1" };
    expect(await transport.status(access, assignment, null, signal)).toEqual(gone);
  });
});

describe("a grade", () => {
  test("comes as it is written there, with feedback in HTML and files", async () => {
    const { moodle, transport, access, signal, status } = await openMoodle();
    moodle.state.grades.push(aGrade({ files: [aFile("notes.html", "<p>see line 3</p>")] }));
    const answer = await status();
    expect(answer).toMatchObject({
      grade: {
        text: "17.00 / 20.00",
        at: 1_790_000_000_000,
        feedback: { kind: "html", content: "<p>Well <b>done</b>.</p>" },
        files: [{ name: "notes.html", bytes: 17 }],
      },
    });
    const [file] = "grade" in answer ? (answer.grade?.files ?? []) : [];
    const blob = file && (await transport.file(access, file, signal));
    expect(blob && "text" in blob && (await blob.text())).toBe("<p>see line 3</p>");
  });

  test("may be words of a scale, plain text, a comment alone, or not there yet", async () => {
    const { moodle, status } = await openMoodle();
    const plain = { text: "2 < 3", format: 2 };
    const grade = aGrade({ gradefordisplay: "<b>Very good</b> &amp; neat", comment: plain });
    moodle.state.grades.push(grade);
    expect(await status()).toMatchObject({
      grade: { text: "Very good & neat", feedback: { kind: "text", content: "2 < 3" } },
    });
    Object.assign(grade, { grade: -1, gradefordisplay: "-" });
    expect(await status()).toMatchObject({ grade: { text: "", feedback: { content: "2 < 3" } } });
    grade.comment = { text: "", format: 1 };
    expect(await status()).toMatchObject({ grade: null });
    Object.assign(grade, { grade: 8.5, gradefordisplay: "" });
    expect(await status()).toMatchObject({ grade: { text: "8.5" } });
  });
});

describe("whether work can be submitted", () => {
  const cases: [string, Partial<Assignment>, TransportFailure | null][] = [
    ["team", { teamsubmission: true }, { failure: "team-submission" }],
    ["no files", { file: false }, { failure: "takes-no-files" }],
    ["nothing at all", { nosubmissions: true }, { failure: "takes-no-files" }],
    ["too early", { allowsubmissionsfromdate: seconds(1) }, { failure: "not-open-yet", at: at(1) }],
    ["too late", { cutoffdate: seconds(-1) }, { failure: "closed", at: at(-1) }],
    ["late, but not too late", { duedate: seconds(-2), cutoffdate: seconds(1) }, null],
    ["locked", { locked: [3], cutoffdate: seconds(-1) }, { failure: "submission-locked" }],
    ["more time", { cutoffdate: seconds(-2), extensions: new Map([[3, seconds(1)]]) }, null],
    [
      "more time, and that is over",
      { cutoffdate: seconds(-2), extensions: new Map([[3, seconds(-1)]]) },
      { failure: "closed", at: at(-1) },
    ],
  ];
  test.each(cases)("%s", async (_name, own, closed) => {
    const { status } = await openMoodle(own);
    expect(await status()).toMatchObject({ closed });
  });

  test("is Moodle's word, whatever the clock says here", async () => {
    const { moodle, access, signal, listed, assignment } = await openMoodle({ cutoffdate: seconds(0.5) });
    const wrong = (days: number) =>
      createMoodleTransport({ kind: "moodle", url: moodle.url, course: 2 }, () => at(days));
    const remote = await listed();
    expect(await wrong(1).status(access, remote, null, signal)).toMatchObject({ closed: null });
    assignment.cutoffdate = seconds(-0.5);
    const closed = { ...remote, cutoff: at(-0.5) };
    expect(await wrong(-1).status(access, closed, null, signal)).toMatchObject({
      closed: { failure: "closed", at: null },
    });
  });
});
