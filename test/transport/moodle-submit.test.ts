/** Submitting to Moodle: what it wants, and the traps that it sets. */
import { describe, expect, test } from "vitest";
import { createMoodleTransport } from "../../src/transport/moodle/moodle-transport.ts";
import { aFile, anAssignment, aSubmission } from "../support/moodle/state.ts";
import { aWork, NOW, openMoodle } from "./support/moodle.ts";

const seconds = (days: number) => NOW / 1_000 + days * 86_400;

describe("a submission", () => {
  test("is stored as it is, at once and for good where there are no drafts", async () => {
    const { moodle, submit, deliver, status, stored } = await openMoodle();
    const work = await aWork("print('ü')\n");
    expect(await submit(work)).toBeUndefined();
    expect(stored()).toEqual({ "/hw1.py": "print('ü')\n" });
    expect(await status(work)).toMatchObject({
      submission: { state: "submitted", at: NOW, files: [{ name: "hw1.py", digest: work.digest }] },
    });
    expect(moodle.state.submissions).toHaveLength(1);
    expect(await deliver(work)).toMatchObject({ kind: "stored", proof: "content", duplicate: true });
    expect(moodle.state.submissions[0]).toMatchObject({ saves: 1, finals: 0 });
  });

  test("is a draft until it is final, and then stays as it is", async () => {
    const { moodle, submit, status, stored } = await openMoodle({ submissiondrafts: true });
    expect(await submit(await aWork("x = 1\n", { final: false }))).toBeUndefined();
    expect(await status()).toMatchObject({ submission: { state: "draft" }, closed: null });
    expect(await submit(await aWork("x = 2\n"))).toBeUndefined();
    expect(await status()).toMatchObject({
      submission: { state: "submitted" },
      closed: { failure: "already-final" },
    });
    expect(await submit(await aWork("x = 3\n"))).toEqual({ failure: "already-final" });
    expect(stored()).toEqual({ "/hw1.py": "x = 2\n" });
    expect(moodle.state.submissions[0]).toMatchObject({ saves: 2, finals: 1 });
  });

  test("needs the statement agreed to, before anything is sent; a draft does not", async () => {
    const rules = { submissiondrafts: true, requiresubmissionstatement: true };
    const { moodle, assignment, submit } = await openMoodle(rules);
    expect(await submit(await aWork("x = 1\n"))).toEqual({ failure: "statement-needed" });
    expect(moodle.state.submissions).toEqual([]);
    expect(moodle.state.drafts.size).toBe(0);
    expect(await submit(await aWork("x = 1\n", { final: false }))).toBeUndefined();
    expect(await submit(await aWork("x = 1\n", { agreed: true }))).toBeUndefined();
    expect(moodle.state.submissions[0]).toMatchObject({ status: "submitted", finals: 1 });
    // Moodle itself does not ask for it there.
    assignment.submissiondrafts = false;
    expect(await submit(await aWork("x = 2\n"))).toEqual({ failure: "statement-needed" });
  });

  test("is stored, too, when Moodle says null instead of no complaints", async () => {
    const { moodle, submit } = await openMoodle({ submissiondrafts: true });
    moodle.state.site.nothing = null;
    expect(await submit(await aWork("x = 1\n"))).toBeUndefined();
    expect(moodle.state.submissions).toMatchObject([{ status: "submitted", saves: 1, finals: 1 }]);
  });

  test("is begun where there is a time limit, and only once", async () => {
    const { moodle, submit, stored } = await openMoodle({ timelimit: 3_600 });
    expect(await submit(await aWork("x = 1\n"))).toBeUndefined();
    expect(await submit(await aWork("x = 2\n"))).toBeUndefined();
    expect(stored()).toEqual({ "/hw1.py": "x = 2\n" });
    expect(moodle.requests.filter(({ step }) => step === "start")).toHaveLength(1);
  });

  test("is under the name that Moodle makes of it, and is found by it", async () => {
    const { deliver, stored } = await openMoodle();
    const work = await aWork("x = 1\n", { filename: 'Übung "1" & 2.py' });
    expect(await deliver(work)).toMatchObject({ kind: "stored", proof: "content" });
    expect(stored()).toEqual({ "/Übung 1  2.py": "x = 1\n" });
    expect(await deliver(await aWork("x = 2\n", { filename: work.filename }))).toMatchObject({
      kind: "stored",
    });
    expect(stored()).toEqual({ "/Übung 1  2.py": "x = 2\n" });
  });

  test("of an assignment that has gone since is sent nowhere", async () => {
    const { moodle, transport, access, signal, listed } = await openMoodle();
    const before = await listed();
    moodle.state.assignments.splice(0, 1, anAssignment({ id: 2 }));
    expect(await transport.submit(access, before, await aWork("x = 1\n"), signal)).toEqual({
      failure: "no-such-assignment",
      assignment: "Homework 1",
    });
    expect(moodle.state.drafts.size).toBe(0);
  });
});

describe("what is there already", () => {
  const others = [aFile("notes.txt", "mine"), aFile("hw1.py", "in a folder", "/sub/")];
  const there = () => aSubmission({ files: [aFile("hw1.py", "old"), ...others] });
  const kept = { "/notes.txt": "mine", "/sub/hw1.py": "in a folder" };

  test("stays: other files of the student's are sent again in a fresh area", async () => {
    const { moodle, submit, stored } = await openMoodle();
    moodle.state.submissions.push(there());
    expect(await submit(await aWork("x = 1\n"))).toBeUndefined();
    expect(stored()).toEqual({ "/hw1.py": "x = 1\n", ...kept });
    expect(await submit(await aWork("x = 2\n"))).toBeUndefined();
    expect(stored()).toEqual({ "/hw1.py": "x = 2\n", ...kept });
    expect(moodle.state.drafts.size).toBe(2);
  });

  test("is not deleted to make room, nor dropped for its size: nothing is sent then", async () => {
    const { moodle, assignment, submit, stored } = await openMoodle({ maxfilesubmissions: 2 });
    moodle.state.submissions.push(there());
    const before = stored();
    expect(await submit(await aWork("x = 1\n"))).toEqual({
      failure: "would-lose-files",
      names: ["notes.txt", "hw1.py"],
    });
    assignment.maxfilesubmissions = 3;
    assignment.maxsubmissionsizebytes = 6;
    expect(await submit(await aWork("x = 1\n"))).toEqual({ failure: "would-lose-files", names: ["hw1.py"] });
    expect(stored()).toEqual(before);
    expect(moodle.state.drafts.size).toBe(0);
  });

  test("as a typed text goes along unchanged, as it is stored and not as it is shown", async () => {
    const { moodle, submit, stored } = await openMoodle({ onlinetext: true });
    const text = { text: '<p>1 &lt; 2 <img src="@@PLUGINFILE@@/a.png"></p>\n', format: 4 };
    moodle.state.submissions.push(aSubmission({ onlinetext: text }));
    expect(await submit(await aWork("x = 1\n"))).toBeUndefined();
    expect(stored()).toEqual({ "/hw1.py": "x = 1\n" });
    expect(moodle.state.submissions[0]?.onlinetext).toEqual(text);
    const save = moodle.requests.find(({ step }) => step === "save");
    expect(save?.fields["plugindata[onlinetext_editor][itemid]"]).toBe("0");
  });

  test("may be nothing, and an empty text goes along", async () => {
    const { moodle, submit } = await openMoodle({ onlinetext: true });
    expect(await submit(await aWork("x = 1\n"))).toBeUndefined();
    expect(moodle.state.submissions[0]).toMatchObject({ status: "submitted", onlinetext: { text: "" } });
  });
});

describe("a refusal comes before anything is sent", () => {
  test("of a file that Moodle would drop, and with it what was there", async () => {
    const { moodle, submit, stored } = await openMoodle({ maxsubmissionsizebytes: 5 });
    moodle.state.submissions.push(aSubmission({ files: [aFile("hw1.py", "old")] }));
    const tooLarge = { failure: "submission-too-large", bytes: 6, limit: 5 };
    expect(await submit(await aWork("x = 1\n"))).toEqual(tooLarge);
    expect(stored()).toEqual({ "/hw1.py": "old" });
    moodle.state.site.usermaxuploadfilesize = 4;
    expect(await submit(await aWork("x = 1\n"))).toEqual({ ...tooLarge, limit: 4 });
    expect(moodle.state.drafts.size).toBe(0);
  });

  test("by the rules as they are now, not as they were on the list", async () => {
    const { moodle, assignment, transport, access, signal, listed } = await openMoodle();
    const before = await listed();
    assignment.maxsubmissionsizebytes = 5;
    const answer = await transport.submit(access, before, await aWork("x = 1\n"), signal);
    expect(answer).toEqual({ failure: "submission-too-large", bytes: 6, limit: 5 });
    expect(moodle.state.drafts.size).toBe(0);
  });

  test("of a kind that the teacher does not want, which Moodle would store", async () => {
    const { moodle, assignment, submit } = await openMoodle({ filetypeslist: ".zip,.ipynb" });
    expect(await submit(await aWork("x = 1\n"))).toEqual({
      failure: "file-type-refused",
      name: "hw1.py",
      types: [".zip", ".ipynb"],
    });
    expect(moodle.state.submissions).toEqual([]);
    assignment.filetypeslist = "*.PY";
    expect(await submit(await aWork("x = 1\n"))).toBeUndefined();
  });

  test.each([
    [{ teamsubmission: true }, "team-submission"],
    [{ file: false, onlinetext: true }, "takes-no-files"],
    [{ nosubmissions: true }, "takes-no-files"],
    [{ locked: [3] }, "submission-locked"],
    [{ cutoffdate: seconds(-1) }, "closed"],
    [{ allowsubmissionsfromdate: seconds(1) }, "not-open-yet"],
  ])("%o", async (own, failure) => {
    const { moodle, submit } = await openMoodle(own);
    expect(await submit(await aWork("x = 1\n"))).toMatchObject({ failure });
    expect(moodle.state.submissions).toEqual([]);
    expect(moodle.state.drafts.size).toBe(0);
  });
});

test("What goes out needs no preflight, and no token is in any address", async () => {
  const { moodle, transport, access, signal, deliver } = await openMoodle(
    { submissiondrafts: true, timelimit: 60, onlinetext: true, introattachments: [aFile("a.py", "x\n")] },
    { folder: "/moodle" },
  );
  moodle.state.submissions.push(aSubmission({ status: "draft", files: [aFile("b.txt", "kept")] }));
  const all = createMoodleTransport({ kind: "moodle", url: moodle.url, course: null });
  const signed = await transport.signIn("student1", "Correct-horse1", signal);
  expect(signed).toEqual(access);
  await all.courses(access, signal);
  expect(await deliver(await aWork("x = 1\n"))).toMatchObject({ kind: "stored" });
  const steps = new Set(moodle.requests.map(({ step }) => step));
  expect([...steps].sort()).toEqual(
    [
      "assignments",
      "courses",
      "file",
      "finalize",
      "info",
      "save",
      "start",
      "status",
      "token",
      "upload",
    ].sort(),
  );
  // What Node adds by itself to every request, and what a browser sends without asking.
  const plain =
    /^(?:host|connection|content-type|content-length|accept|accept-language|sec-fetch-mode|user-agent|accept-encoding|cache-control|pragma|transfer-encoding)$/;
  for (const { method, url, headers } of moodle.requests) {
    expect(method).toBe("POST");
    expect(url).not.toMatch(/token=|[\da-f]{32}|\?/);
    expect(Object.keys(headers).filter((name) => !plain.test(name))).toEqual([]);
    expect(headers["content-type"]).toMatch(/^(?:application\/x-www-form-urlencoded|multipart\/form-data)/);
  }
});
