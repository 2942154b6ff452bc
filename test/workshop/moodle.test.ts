/** `workshop moodle fetch`, `submit` and `feedback` against a Moodle of the test's own. */
import { describe, expect, test } from "vitest";
import { digestOf } from "../../src/core/digest.ts";
import { aFile, aGrade, anAssignment, aSubmission } from "../support/moodle/state.ts";
import { signedIn, text } from "./support/moodle.ts";

const lateBy = (days: number) => Math.floor(Date.now() / 1_000) - days * 86_400;

describe("fetch", () => {
  test("lists what is asked for and until when, also as JSON", async () => {
    const { moodle, run } = await signedIn({ introattachments: [aFile("hw1.py", "x = 0\n")] });
    moodle.state.assignments.push(
      anAssignment({ id: 9, cmid: 31, name: "Homework 2", duedate: 1_790_000_000 }),
    );
    const { code, out } = await run("moodle", "fetch", "--list");
    expect(code).toBe(0);
    expect(out.split("\n")).toEqual([
      "Homework 1 (1): no due date; hw1.py",
      expect.stringMatching(/^Homework 2 \(9\): due .*2026.*; no files$/),
    ]);
    expect(JSON.parse((await run("moodle", "fetch", "--json")).out)).toMatchObject({
      assignments: [
        { id: "1", cmid: 21, due: null, files: ["hw1.py"] },
        { id: "9", due: 1_790_000_000_000, files: [] },
      ],
    });
  });

  test("saves the files of one that is named in some way, and no work is lost", async () => {
    const { terminal, run } = await signedIn({
      introattachments: [aFile("hw1.py", "x = 0\n"), aFile("data.csv", "1,2\n")],
    });
    const there = await run("moodle", "fetch", "homework");
    expect(there).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^hw1\.py: This file is there already/),
    });
    expect(terminal.files()).toEqual(["course.toml", "hw1.py"]);
    expect(terminal.read("hw1.py")).toBe(text);
    for (const name of ["Homework 1", "1", "21", "WORK"]) {
      expect(await run("moodle", "fetch", name, "-o", "week1")).toMatchObject({ code: 0 });
    }
    expect(terminal.read("week1/hw1.py")).toBe("x = 0\n");
    const again = await run("moodle", "fetch", "1", "-o", "week1");
    expect(again.out).toContain("week1/hw1.py is there already and is the same");
  });

  test("names the candidates when nothing or too much is meant", async () => {
    const { moodle, run } = await signedIn();
    moodle.state.assignments.push(anAssignment({ id: 9, cmid: 31, name: "Homework 2" }));
    expect(await run("moodle", "fetch", "work")).toMatchObject({
      code: 2,
      err: '"work" fits several: Homework 1 (1), Homework 2 (9). Write one of them in full, or its number.',
    });
    expect(await run("moodle", "fetch", "Essay")).toMatchObject({
      code: 2,
      err: 'There is no "Essay"; there is Homework 1 (1), Homework 2 (9).',
    });
    expect(await run("moodle", "fetch", "Homework 2")).toMatchObject({ code: 1 });
  });

  test("saves nothing outside of the folder", async () => {
    const { terminal, run } = await signedIn({ introattachments: [aFile("..evil.py", "x\n")] });
    expect(await run("moodle", "fetch", "1", "-o", "week1")).toMatchObject({ code: 1 });
    expect(terminal.files()).toEqual(["course.toml", "hw1.py"]);
  });
});

describe("submit", () => {
  test("sends, asks what is there, and prints a receipt; a second time nothing is sent", async () => {
    const { moodle, host, run } = await signedIn();
    const { code, out, err } = await run("moodle", "submit", "Homework 1", "hw1.py");
    expect([code, err]).toEqual([0, ""]);
    const lines = out.split("\n");
    expect(lines[0]).toBe(`Submitted hw1.py (6 bytes) to "Homework 1" at ${host} as Stu Dent (student1).`);
    expect(lines.slice(1)).toEqual([
      expect.stringMatching(/^ {2}time {5}.* by the server's clock$/),
      `  content  ${await digestOf(text)}`,
      "The server was asked, and has this very file.",
    ]);
    const again = await run("moodle", "submit", "1", "hw1.py", "--json");
    expect(JSON.parse(again.out)).toMatchObject({
      assignment: { id: "1", name: "Homework 1" },
      host,
      user: "student1",
      file: { name: "hw1.py", bytes: 6, digest: await digestOf(text) },
      proof: "content",
      duplicate: true,
    });
    expect(moodle.state.submissions).toMatchObject([{ status: "submitted", saves: 1 }]);
  });

  test("leaves a draft when asked to, in both ways to say so, and makes it final later", async () => {
    const { moodle, terminal, run } = await signedIn({ submissiondrafts: true });
    expect((await run("moodle", "submit", "1", "hw1.py", "--draft")).out).toMatch(
      /^Left hw1\.py .* as a draft\.\n/,
    );
    terminal.write("hw1.py", "x = 2\n");
    expect(await run("moodle", "submit", "1", "hw1.py", "--no-finalize")).toMatchObject({ code: 0 });
    expect(moodle.state.submissions).toMatchObject([{ status: "draft", saves: 2 }]);
    expect(await run("moodle", "submit", "1", "hw1.py")).toMatchObject({ code: 0 });
    expect(moodle.state.submissions).toMatchObject([{ status: "submitted", finals: 1 }]);
    terminal.write("hw1.py", "x = 3\n");
    expect(await run("moodle", "submit", "1", "hw1.py")).toMatchObject({
      code: 1,
      err: expect.stringContaining("the final version already"),
    });
  });

  test("leaves no draft where everything is final", async () => {
    const { moodle, run } = await signedIn();
    expect(await run("moodle", "submit", "1", "hw1.py", "--draft")).toMatchObject({ code: 2 });
    expect(moodle.state.submissions).toEqual([]);
  });

  test("shows the statement, and wants it agreed to", async () => {
    const { moodle, run } = await signedIn({ requiresubmissionstatement: true });
    const refused = await run("moodle", "submit", "1", "hw1.py");
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(/add --agree.*\n\nThis is my own work\.$/);
    expect(moodle.state.submissions).toEqual([]);
    expect(await run("moodle", "submit", "1", "hw1.py", "--agree")).toMatchObject({ code: 0 });
  });

  test("says what it would do and does nothing, as often as one likes", async () => {
    const { moodle, host, run } = await signedIn();
    expect(await run("moodle", "submit", "1", "hw1.py", "--dry-run")).toMatchObject({
      code: 0,
      out: `Would send hw1.py (6 bytes) to "Homework 1" at ${host} as Stu Dent (student1). Nothing was sent.`,
    });
    const asJson = await run("moodle", "submit", "1", "hw1.py", "--dry-run", "--json");
    expect(JSON.parse(asJson.out)).toMatchObject({ dryRun: true, final: true });
    expect(moodle.state.drafts.size).toBe(0);
  });

  test("tells what is late, and refuses what is too late, too large or no file", async () => {
    const { moodle, terminal, run } = await signedIn({ duedate: lateBy(1), maxsubmissionsizebytes: 10 });
    const late = await run("moodle", "submit", "1", "hw1.py");
    expect(late).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^This is late by this machine's clock/),
    });
    terminal.write("hw1.py", "x = 10_000\n");
    expect(await run("moodle", "submit", "1", "hw1.py")).toMatchObject({ code: 1 });
    terminal.write("hw1.py", "x = 2\n");
    const [assignment] = moodle.state.assignments;
    if (assignment) assignment.cutoffdate = lateBy(0.5);
    const closed = await run("moodle", "submit", "1", "hw1.py");
    expect(closed).toMatchObject({ code: 1, err: expect.stringContaining("Submitting ended on") });
    expect(await run("moodle", "submit", "1", "hw2.py")).toMatchObject({
      code: 1,
      err: "hw2.py: There is no such file.",
    });
    expect(moodle.state.submissions).toMatchObject([{ saves: 1 }]);
  });

  test("finds out whether it arrived when the answer is lost, and sends it only once", async () => {
    const { moodle, run } = await signedIn();
    moodle.fault("save", "lost");
    const { code, out } = await run("moodle", "submit", "1", "hw1.py");
    expect([code, out.split(" ")[0]]).toEqual([0, "Submitted"]);
    expect(moodle.state.submissions).toMatchObject([{ saves: 1 }]);
  });

  test("keeps to the old one and says so when the site is not what it was", async () => {
    const { moodle, run } = await signedIn();
    moodle.state.submissions.push(aSubmission({ files: [aFile("hw1.py", "old")] }));
    moodle.fault("save", "error-500", { times: 2 });
    const broken = await run("moodle", "submit", "1", "hw1.py");
    expect(broken).toMatchObject({ code: 3, err: expect.stringContaining("(status 500)"), out: "" });
    moodle.fault("upload", "expired");
    const expired = await run("moodle", "submit", "1", "hw1.py");
    expect(expired).toMatchObject({ code: 1, err: expect.stringContaining("Sign in again.") });
    expect(moodle.state.submissions[0]?.files.map(({ content }) => content.toString())).toEqual(["old"]);
  });

  test("ends with 130 when it is interrupted", async () => {
    const { terminal } = await signedIn();
    const signal = AbortSignal.abort();
    expect(await terminal.runWith({ signal }, "moodle", "submit", "1", "hw1.py")).toMatchObject({
      code: 130,
    });
  });
});

describe("feedback", () => {
  test("shows grade and words, names files or saves them", async () => {
    const { moodle, terminal, run } = await signedIn();
    expect((await run("moodle", "feedback", "1")).out).toBe('"Homework 1" has no grade and no feedback yet.');
    const comment = { text: "<p>Good, but 1 &lt; 2.</p><script>alert(1)</script><p>Go on</p>", format: 1 };
    moodle.state.grades.push(aGrade({ comment, files: [aFile("notes.txt", "line 3")] }));
    const { out } = await run("moodle", "feedback", "1");
    expect(out).toMatch(
      /^Grade: 17\.00 \/ 20\.00 \(.*2026.*\)\n\nGood, but 1 < 2\.\n\nGo on\n\nFiles.*: notes\.txt$/,
    );
    expect(await run("moodle", "feedback", "1", "-o", "back")).toMatchObject({
      code: 0,
      out: expect.stringContaining("wrote back/notes.txt"),
    });
    expect(terminal.read("back/notes.txt")).toBe("line 3");
    expect(JSON.parse((await run("moodle", "feedback", "1", "--json")).out)).toMatchObject({
      grade: {
        text: "17.00 / 20.00",
        feedback: { kind: "html", content: comment.text },
        files: ["notes.txt"],
      },
    });
  });
});
