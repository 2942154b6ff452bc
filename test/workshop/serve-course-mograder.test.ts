/** mograder's own programs, from PyPI, against `workshop serve-course`: its transport class and its command line. */
import { spawn } from "node:child_process";
import { beforeAll, expect, test } from "vitest";
import { installMograder, type Mograder, serveMograder } from "../support/mograder.ts";
import { asking, CODE, openCourseServer } from "./support/course-server.ts";
import { openTerminal, type Terminal } from "./support/terminal.ts";

let mograder: Mograder;
beforeAll(async () => {
  mograder = await installMograder();
}, 300_000);

/** Resolves with standard output; rejects with what it says when it fails. */
function python(terminal: Terminal, ...words: readonly string[]): Promise<string> {
  const { python: program, env } = mograder;
  const child = spawn(program, words, { cwd: terminal.folder, env: { ...env, HOME: terminal.folder } });
  let [out, err] = ["", ""];
  child.stdout.on("data", (data) => {
    out += data;
  });
  child.stderr.on("data", (data) => {
    err += data;
  });
  return new Promise((settle, fail) => {
    child.on("error", fail);
    child.on("close", (code) => (code === 0 ? settle(out) : fail(new Error(`${code}: ${out}${err}`))));
  });
}

function course(): Terminal {
  const terminal = openTerminal();
  terminal.write("course/hw1/files/hw1.py", "import marimo\n");
  terminal.write("course/HW 2/files/my notes.py", "import marimo as mo\n");
  return terminal;
}

const TRANSPORT = `
import dataclasses, json, sys
from pathlib import Path
from mograder.transport.https_transport import HTTPSTransport, register
url, code, instructor = sys.argv[1:]
given = register(url, "alice", code)
alice = HTTPSTransport(url, user="alice", token=given["token"])
teacher = HTTPSTransport(url, user="__instructor__", token=instructor)
assignments = alice.list_assignments()
for one in assignments:
    for file in one.files:
        alice.download_file(file["url"], Path(one.id) / file["filename"])
before = alice.get_status("hw1")
alice.submit_file("hw1", Path("hw1/hw1.py"))
alice.submit_file("HW 2", Path("HW 2/my notes.py"))
after = alice.get_status("hw1")
submissions = teacher.get_submissions("hw1") + teacher.get_submissions("HW 2")
for number, one in enumerate(submissions):
    teacher.download_file(one.url, Path(f"fetched{number}.py"))
teacher.upload_grades("hw1", [{"username": "alice", "grade": 8.5, "feedback": "Well done"}])
Path("alice.html").write_text("<p>Well done")
teacher.upload_feedback("hw1", [Path("alice.html")])
graded = alice.get_status("hw1")
everything = [assignments, [before, after, graded], submissions]
print(json.dumps([given, *[[dataclasses.asdict(one) for one in many] for many in everything]]))
`;

test("its transport does all that it can do, also with names with spaces", async () => {
  const terminal = course();
  const server = await openCourseServer(terminal, { folder: "course" });
  const instructor = server.bearer(server.instructor).authorization?.replace("Bearer ", "") ?? "";
  const out = await python(terminal, "-c", TRANSPORT, server.url, CODE, instructor);
  const [given, assignments, states, submissions] = JSON.parse(out) as unknown[];
  expect(given).toMatchObject({ user: "alice", token: expect.stringMatching(/^alice:[0-9a-f]{64}$/) });
  const file = (id: string, filename: string, url: string) => ({
    id,
    files: [{ filename, url: server.url + url }],
  });
  expect(assignments).toMatchObject([
    file("HW 2", "my notes.py", "/assignments/HW%202/files/my%20notes.py"),
    file("hw1", "hw1.py", "/assignments/hw1/files/hw1.py"),
  ]);
  expect(states).toMatchObject([
    { status: "new", graded: false, grade: null, feedback: "", feedback_available: false },
    { status: "submitted", graded: false },
    { status: "submitted", graded: true, grade: "8.5", feedback: "Well done", feedback_available: true },
  ]);
  expect(submissions).toMatchObject([{ username: "alice" }, { username: "alice" }]);
  expect(terminal.read("fetched0.py")).toBe("import marimo\n");
  expect(terminal.read("fetched1.py")).toBe("import marimo as mo\n");
  expect(terminal.read("course/hw1/alice.py")).toBe("import marimo\n");
});

test("its command line fetches, submits, collects, marks and shows the mark", async () => {
  const terminal = course();
  const server = await openCourseServer(terminal, { folder: "course" });
  const run = (user: string, ...words: string[]) => {
    const token = server.bearer(user).authorization?.replace("Bearer ", "") ?? "";
    return python(terminal, ...mograder.cli, "https", ...words, "--url", server.url, "--token", token);
  };
  expect(await run("alice", "login")).toContain("alice");
  expect(await run("alice", "fetch", "--list")).toMatch(/^hw1 +hw1 +No deadline +1$/m);
  await run("alice", "fetch", "HW 2", "-o", "fetched");
  expect(terminal.read("fetched/my notes.py")).toBe("import marimo as mo\n");
  expect(await run("alice", "submit", "hw1", "course/hw1/files/hw1.py")).toContain("Submitted");
  expect(await run(server.instructor, "fetch-submissions", "hw1", "-o", "collected")).toContain(
    "Downloaded 1",
  );
  expect(terminal.read("collected/alice.py")).toBe("import marimo\n");
  // As `mograder feedback --grades-csv` writes it: mograder's own server loses all rows but one of these.
  terminal.write("grades.csv", "student,mark,feedback\nalice,17,Well done\nbob,12,Good\n");
  await run(server.instructor, "upload-grades", "hw1", "--grades-csv", "grades.csv");
  expect(await run("alice", "feedback", "hw1")).toMatch(/17[\s\S]*Well done/);
  terminal.write("pages/alice.html", "<p>Well done");
  expect(await run(server.instructor, "upload-feedback", "hw1", "--feedback-dir", "pages")).toContain(
    "uploaded",
  );
  expect(await (await server.get("/assignments/hw1/feedback/alice", "alice")).text()).toBe("<p>Well done");
});

test("tokens, and the folder that its server left and takes back, are the same", async () => {
  const terminal = course();
  const theirs = await serveMograder(terminal.path("course"), "--enrollment-code", CODE);
  const secret = terminal.read("course/.mograder-secret").trim();
  const asked = asking(theirs.url, secret);
  const { token } = (await (await asked.register("alice")).json()) as { token: string };
  expect(`Bearer ${token}`).toBe(asked.bearer("alice").authorization);
  expect((await asked.submit("x = 1", "alice")).status).toBe(200);
  await asked.post(
    "/assignments/hw1/grades",
    '{"grades":[{"username":"alice","grade":"A"}]}',
    "__instructor__",
  );
  await theirs.close();
  const printed = await python(terminal, ...mograder.cli, "token", "alice", "bob", "--secret", secret);
  expect((await terminal.run("token", "alice", "bob", "--dir", "course")).out).toBe(printed.trimEnd());

  const ours = await openCourseServer(terminal, { folder: "course" });
  const status = await ours.json("/assignments/hw1/status?user=alice", "alice");
  expect(status).toMatchObject({
    status: "submitted",
    grade: "A",
    graded_at: null,
    submission: { bytes: 5 },
  });
  expect((await ours.register("alice")).status).toBe(409);
  expect((await ours.submit("x = 2", "alice")).status).toBe(200);
  expect((await ours.submit("y = 1", "bob")).status).toBe(200);
  await ours.served.finish();

  const again = await serveMograder(terminal.path("course"));
  const back = asking(again.url, secret);
  expect(await back.json("/assignments/hw1/submissions", "__instructor__")).toMatchObject([
    { username: "alice" },
    { username: "bob" },
  ]);
  const file = await back.get("/assignments/hw1/submissions/alice.py", "__instructor__");
  expect(await file.text()).toBe("x = 2");
  await again.close();
});
