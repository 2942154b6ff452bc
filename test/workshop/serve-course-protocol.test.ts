/** `workshop serve-course` address by address, against spec/mograder-interop.md 1. */
import { readlinkSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { digestOf } from "../../src/core/digest.ts";
import { openCourseServer, smallCourse } from "./support/course-server.ts";
import { openTerminal } from "./support/terminal.ts";

const answerOf = async (response: Response) => [response.status, await response.json()];
const refusal = (error: string, code: string) => ({ error, code });
const signedOut = refusal("Authentication required", "signed-out");

describe("who may ask for what", () => {
  const otherUser = refusal("Token user does not match request user", "other-user");
  const instructorOnly = refusal("Instructor access required", "instructor-only");

  test.each([
    ["/assignments", undefined],
    ["/assignments/hw1/files/hw1.py", undefined],
    ["/assignments/hw1/status?user=alice", otherUser],
    ["/assignments/hw1/feedback/alice", otherUser],
    ["/assignments/hw1/submissions", instructorOnly],
    ["/assignments/hw1/submissions/alice.py", instructorOnly],
  ])("GET %s", async (path, toBob) => {
    const server = await openCourseServer();
    expect(await answerOf(await server.get(path))).toEqual([401, signedOut]);
    const response = await server.get(path, "bob");
    if (toBob === undefined) expect(response.status).toBe(200);
    else expect(await answerOf(response)).toEqual([403, toBob]);
    expect((await server.get(path, server.instructor)).status).not.toBe(403);
  });

  test.each([
    ["submit?user=alice", otherUser],
    ["grades", instructorOnly],
    ["feedback", instructorOnly],
  ])("POST /assignments/hw1/%s", async (name, toBob) => {
    const server = await openCourseServer();
    const path = `/assignments/hw1/${name}`;
    expect(await answerOf(await server.post(path, "x = 1"))).toEqual([401, signedOut]);
    expect(await answerOf(await server.post(path, "x = 1", "bob"))).toEqual([403, toBob]);
    expect(server.terminal.files("hw1")).toEqual(["files/hw1.py"]);
  });

  test("the instructor may submit for a student", async () => {
    const server = await openCourseServer();
    expect((await server.submit("x = 1", "alice", "hw1", server.instructor)).status).toBe(200);
    expect(await server.json("/assignments/hw1/status?user=alice", "alice")).toMatchObject({
      status: "submitted",
    });
  });

  test("without tokens everybody may do everything", async () => {
    const server = await openCourseServer(smallCourse(), { secret: undefined });
    expect((await server.post("/assignments/hw1/submit?user=alice", "x = 1")).status).toBe(200);
    expect(await server.json("/assignments/hw1/submissions")).toMatchObject([{ username: "alice" }]);
    expect(await (await server.get("/assignments/hw1/submissions/alice.py")).text()).toBe("x = 1");
    const words = refusal("Server has no auth secret (running in --no-auth mode)", "no-secret");
    expect(await answerOf(await server.register("alice"))).toEqual([400, words]);
  });
});

describe("the list of assignments", () => {
  test("assignments.json, to the byte, and work is taken for what it names", async () => {
    const terminal = smallCourse();
    const text = '[ {"name": "Homework 1", "id": 7, "duedate": 1790000000.0, "extra": {"ä": 1}}, 5 ]\n';
    terminal.write("assignments.json", text);
    const server = await openCourseServer(terminal);
    expect(await (await server.get("/assignments", "alice")).text()).toBe(text);
    for (const name of ["7", "Homework%201"]) {
      expect((await server.submit("x = 1", "alice", name)).status).toBe(200);
    }
    const words = refusal("No such assignment: hw1", "no-such-assignment");
    expect(await answerOf(await server.submit("x = 1", "alice", "hw1"))).toEqual([404, words]);
  });

  const dates = '[[assignments]]\nid = "hw1"\nname = "Homework"\nduedate = 2026-12-01T17:00:00+01:00\n';
  const json = (assignment: object) =>
    JSON.stringify({ format: "atelier-course", version: 1, id: "a", title: "A", ...assignment });
  const notebook = {
    id: "hw1",
    title: "Homework",
    file: "hw1.py",
    assignment: { id: 7, duedate: 1_796_140_800 },
  };

  test.each([
    ["course/mograder.toml", dates],
    ["course/course.json", json({ notebooks: [notebook] })],
    ["release/course.json", json({ notebooks: [], assignments: [{ name: "hw1", duedate: 1_796_140_800 }] })],
    // As `workshop export` leaves it.
    ["course.toml", dates],
  ])("tells the due dates that it finds in %s", async (name, text) => {
    const terminal = openTerminal();
    terminal.write("course/course.toml", "not = a file of a course");
    terminal.write("release/hw1/hw1.py", "");
    terminal.write("release/hw2/hw2.py", "");
    terminal.write(name, text);
    const server = await openCourseServer(terminal, { folder: "course", releaseDir: "release" });
    expect(await server.json("/assignments", "alice")).toEqual([
      { name: "hw1", id: "hw1", duedate: 1_796_140_800, files: [expect.anything()] },
      { name: "hw2", id: "hw2", files: [expect.anything()] },
    ]);
  });

  test("one that cannot be read is told to the teacher, and students are told that there is one", async () => {
    const server = await openCourseServer();
    server.terminal.write("assignments.json", "[{]");
    await expect
      .poll(async () => (await server.get("/assignments", "alice")).status, { timeout: 5_000 })
      .toBe(500);
    const response = await server.submit("x = 1", "alice");
    expect(await answerOf(response)).toEqual([500, expect.objectContaining({ code: "list-unreadable" })]);
    expect(server.told[0]).toMatch(/^assignments\.json cannot be read: /);
    const start = await server.terminal.run("serve-course", "--port", "0");
    expect([start.code, start.err]).toEqual([1, server.told[0]]);
  });

  const entry = (name: string, ...files: string[]) => {
    const url = (file: string) =>
      `/assignments/${encodeURIComponent(name)}/files/${encodeURIComponent(file)}`;
    return { name, id: name, files: files.map((filename) => ({ filename, url: url(filename) })) };
  };

  test("found in files/: all of them or archives alone, nothing hidden, names with spaces", async () => {
    const terminal = openTerminal();
    terminal.write("hw2/files/b.py", "2");
    terminal.write("hw2/files/a.csv", "2");
    terminal.write("hw2/files/.DS_Store", "");
    terminal.write("hw2/files/more/deep.py", "");
    terminal.write("HW 1/files/my notes.py", "1");
    terminal.write("hw3/files/hw3.py", "3");
    terminal.write("hw3/files/hw3.zip", "PK");
    terminal.write("notes/readme.txt", "");
    const server = await openCourseServer(terminal);
    expect(await server.json("/assignments", "alice")).toEqual([
      entry("HW 1", "my notes.py"),
      entry("hw2", "a.csv", "b.py"),
      entry("hw3", "hw3.zip"),
    ]);
    expect(await (await server.get("/assignments/HW%201/files/my%20notes.py", "alice")).text()).toBe("1");
    expect((await server.submit("x = 1", "alice", "HW%201")).status).toBe(200);
    expect(await server.json("/assignments/HW%201/submissions", server.instructor)).toMatchObject([
      { url: "/assignments/HW%201/submissions/alice.py" },
    ]);
  });

  test.each([["release", undefined] as const, ["../handouts", "../handouts"] as const])(
    "found in %s: flat, and only folders with files",
    async (folder, releaseDir) => {
      const terminal = openTerminal();
      terminal.write(`${folder}/hw1/hw1.py`, "1");
      terminal.write(`${folder}/empty/deep/hw.py`, "");
      terminal.write("hw9/files/hw9.py", "");
      const server = await openCourseServer(terminal, releaseDir === undefined ? {} : { releaseDir });
      expect(await server.json("/assignments", "alice")).toEqual([entry("hw1", "hw1.py")]);
      expect(await (await server.get("/assignments/hw1/files/hw1.py", "alice")).text()).toBe("1");
      expect((await server.submit("x = 1", "alice")).status).toBe(200);
      expect(
        await (await server.get("/assignments/hw1/submissions/alice.py", server.instructor)).text(),
      ).toBe("x = 1");
    },
  );

  test("a course that lists none takes work for any name, as mograder does", async () => {
    const server = await openCourseServer(openTerminal());
    expect(await server.json("/assignments", "alice")).toEqual([]);
    expect((await server.submit("x = 1", "alice", "exam")).status).toBe(200);
  });
});

describe("files", () => {
  test("are bytes with a tag, and none are sent to whoever has them", async () => {
    const server = await openCourseServer();
    const path = "/assignments/hw1/files/hw1.py";
    const first = await server.get(path, "alice");
    expect(first.headers.get("content-type")).toBe("application/octet-stream");
    expect(first.headers.get("cache-control")).toBe("private, no-cache");
    const etag = first.headers.get("etag") ?? "";
    const again = await server.get(path, "alice", { "if-none-match": etag });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    server.terminal.write("hw1/files/hw1.py", "changed = True\n");
    const changed = await server.get(path, "alice", { "if-none-match": etag });
    expect([changed.status, await changed.text()]).toEqual([200, "changed = True\n"]);
  });

  test("lists and states have tags, too", async () => {
    const server = await openCourseServer();
    for (const path of ["/assignments", "/assignments/hw1/status?user=alice"]) {
      const etag = (await server.get(path, "alice")).headers.get("etag") ?? "";
      expect((await server.get(path, "alice", { "if-none-match": etag })).status).toBe(304);
    }
    expect((await server.get("/assignments", undefined, { "if-none-match": "*" })).status).toBe(401);
  });

  test("that are not there", async () => {
    const server = await openCourseServer();
    const words = refusal("Not found: other.py", "no-such-file");
    expect(await answerOf(await server.get("/assignments/hw1/files/other.py", "alice"))).toEqual([
      404,
      words,
    ]);
    const path = "/assignments/hw1/submissions/other.py";
    expect(await answerOf(await server.get(path, server.instructor))).toEqual([404, words]);
  });
});

describe("a submission", () => {
  test("by form and as a body, its state, the list, and the files", async () => {
    const server = await openCourseServer();
    const path = "/assignments/hw1/status?user=alice";
    const fresh = { graded: false, grade: null, feedback: "", feedback_available: false, graded_at: null };
    expect(await server.json(path, "alice")).toEqual({ status: "new", ...fresh, submission: null });
    const before = Date.now() / 1_000;
    const stored = (await (await server.submit("x = 1\r\n", "alice")).json()) as { submitted_at: number };
    const digest = await digestOf("x = 1\r\n");
    expect(stored).toEqual({
      status: "ok",
      filename: "alice.py",
      digest,
      submitted_at: expect.any(Number),
      duplicate: false,
    });
    expect(Math.abs(stored.submitted_at - before)).toBeLessThan(20);
    const submission = { filename: "alice.py", bytes: 7, digest, submitted_at: stored.submitted_at };
    expect(await server.json(path, "alice")).toEqual({ status: "submitted", ...fresh, submission });

    const raw = await server.post("/assignments/hw1/submit?user=bob", "y = 2", "bob", {
      "content-type": "text/plain",
    });
    expect(await raw.json()).toMatchObject({ filename: "bob.py", duplicate: false });
    expect(await server.json("/assignments/hw1/submissions", server.instructor)).toEqual([
      {
        username: "alice",
        filename: "alice.py",
        url: "/assignments/hw1/submissions/alice.py",
        submitted_at: stored.submitted_at,
      },
      expect.objectContaining({ username: "bob", filename: "bob.py" }),
    ]);
    const version = readlinkSync(server.terminal.path("hw1/alice.py"));
    expect(version).toMatch(/^alice_\d{8}T\d{6}\.py$/);
    for (const name of ["alice.py", version]) {
      const file = await server.get(`/assignments/hw1/submissions/${name}`, server.instructor);
      expect(await file.text()).toBe("x = 1\r\n");
    }
    expect(server.terminal.mode(`hw1/${version}`)).toBe("600");
  });

  test("of nothing, of nobody, of odd names", async () => {
    const server = await openCourseServer();
    const path = "/assignments/hw1/submit";
    const noUser = refusal("Missing 'user' query parameter", "no-user");
    expect(await answerOf(await server.post(path, "x = 1"))).toEqual([400, noUser]);
    expect(await answerOf(await server.get("/assignments/hw1/status", "alice"))).toEqual([400, noUser]);
    const noFile = refusal("No file data received", "no-file");
    expect(await answerOf(await server.post(`${path}?user=alice`, "", "alice"))).toEqual([400, noFile]);
    expect(await answerOf(await server.submit("", "alice"))).toEqual([400, noFile]);
    const form = new FormData();
    form.append("file", "no file but a field");
    expect(await answerOf(await server.post(`${path}?user=alice`, form, "alice"))).toEqual([400, noFile]);
    const bad = "Invalid username: must be alphanumeric, underscore, hyphen, or dot";
    for (const [user, words] of [
      ["a b", refusal(bad, "bad-user-name")],
      ["a/b", refusal(bad, "bad-user-name")],
      ["a\n", refusal(bad, "bad-user-name")],
      ["zoë", refusal(bad, "bad-user-name")],
      ["a..b", refusal("Invalid username: must not contain '..'", "dots-in-user-name")],
      [".hidden", expect.objectContaining({ code: "user-name-unusable" })],
      ["bob_20260101T000000", expect.objectContaining({ code: "user-name-unusable" })],
    ] as const) {
      const address = `${path}?user=${encodeURIComponent(user)}`;
      expect([user, ...(await answerOf(await server.post(address, "x", server.instructor)))]).toEqual([
        user,
        400,
        words,
      ]);
    }
    expect(server.terminal.files("hw1")).toEqual(["files/hw1.py"]);
  });

  const forms = [
    ["a quoted boundary", 'multipart/form-data; boundary="=_b"', "=_b"],
    ["parameters after the boundary", "multipart/form-data; boundary=bb; charset=utf-8", "bb"],
    ["capitals", "Multipart/Form-Data; Boundary=bb", "bb"],
  ] as const;
  test.each(forms)("a form with %s", async (_name, type, boundary) => {
    const server = await openCourseServer();
    const content = `\r\n--${boundary.slice(1)}\r\n--\r\nx = 1\r\n`;
    const body = [
      "preamble",
      `--${boundary}`,
      'Content-Disposition: form-data; name="note"',
      "",
      "no file",
      `--${boundary}`,
      'Content-Disposition: form-data; name="whatever"; filename="a \\"b\\".py"',
      "Content-Type: text/x-python",
      "",
      content,
      `--${boundary}--`,
    ].join("\r\n");
    const headers = { "content-type": type };
    const response = await server.post("/assignments/hw1/submit?user=alice", body, "alice", headers);
    expect(await response.json()).toMatchObject({ digest: await digestOf(content) });
  });

  test.each([
    ["ends in the middle of the file", "multipart/form-data; boundary=bb"],
    ["has no boundary", "multipart/form-data"],
  ])("a form that %s is refused, and what was there stays", async (_name, type) => {
    const server = await openCourseServer();
    await server.submit("x = 1", "alice");
    const body = '--bb\r\nContent-Disposition: form-data; name="file"; filename="a.py"\r\n\r\nx = 2';
    const response = await server.post("/assignments/hw1/submit?user=alice", body, "alice", {
      "content-type": type,
    });
    expect(await answerOf(response)).toEqual([400, expect.objectContaining({ code: "broken-upload" })]);
    expect(server.terminal.read("hw1/alice.py")).toBe("x = 1");
    expect(server.terminal.files(".atelier/aside")).toEqual([]);
  });
});

describe("registration", () => {
  test("gives a token that works, whatever the body calls itself", async () => {
    const server = await openCourseServer();
    const response = await server.register(" alice ");
    const { token, user } = (await response.json()) as { token: string; user: string };
    expect([response.status, user]).toEqual([200, "alice"]);
    const list = await fetch(`${server.url}/assignments`, { headers: { authorization: `Bearer ${token}` } });
    expect(list.status).toBe(200);
  });

  test.each([
    ["alice", "wrong", 403, refusal("Invalid enrollment code", "wrong-code")],
    ["alice", "öpen", 403, refusal("Invalid enrollment code", "wrong-code")],
    ["alice", 5, 403, refusal("Invalid enrollment code", "wrong-code")],
    ["", "open sesame", 400, refusal("Missing 'user' field", "no-user-field")],
    ["__instructor__", "open sesame", 400, refusal("Reserved username", "reserved-name")],
    ["__other", "open sesame", 400, refusal("Reserved username", "reserved-name")],
    ["../../evil", "open sesame", 400, expect.objectContaining({ code: "bad-user-name" })],
    [{ a: 1 }, "open sesame", 400, refusal("Invalid JSON", "not-json")],
  ])("of %j with the code %j: %d", async (user, code, status, words) => {
    const server = await openCourseServer();
    expect(await answerOf(await server.register(user, code))).toEqual([status, words]);
  });

  test.each(["", "5", "null", "{", "user=alice"])("with the body %j", async (body) => {
    const server = await openCourseServer();
    const response = await server.post("/register", body);
    expect(await answerOf(response)).toEqual([400, refusal("Invalid JSON", "not-json")]);
  });

  test("that is not open", async () => {
    const server = await openCourseServer(smallCourse(), { code: undefined });
    const words = refusal("Registration is not enabled on this server", "registration-off");
    expect(await answerOf(await server.register("alice"))).toEqual([403, words]);
  });
});

describe("grades and feedback", () => {
  const status = "/assignments/hw1/status?user=alice";

  test("rows replace rows of the same person, and the student sees theirs", async () => {
    const server = await openCourseServer();
    const upload = async (body: unknown) =>
      answerOf(await server.post("/assignments/hw1/grades", JSON.stringify(body), server.instructor));
    const alice = { username: "alice", grade: 8.5, feedback: "Schön\ngemacht" };
    expect(
      await upload({ grades: [alice, { userid: "bob", grade: "B+" }], workflow_state: "released" }),
    ).toEqual([200, { status: "ok", count: 2 }]);
    const first = (await server.json(status, "alice")) as { graded_at: number };
    expect(first).toMatchObject({ graded: true, grade: "8.5", feedback: "Schön\ngemacht", status: "new" });
    expect(Math.abs(first.graded_at - Date.now() / 1_000)).toBeLessThan(20);
    expect(server.terminal.json("hw1/grades.json")).toMatchObject([alice, { userid: "bob", grade: "B+" }]);
    // A bare list, as mograder's ASGI routes take it, and the columns of the CSV that `mograder feedback` writes.
    expect(await upload([{ student: "carol", mark: 17 }, alice])).toEqual([200, { status: "ok", count: 3 }]);
    expect(await server.json("/assignments/hw1/status?user=carol", "carol")).toMatchObject({ grade: "17" });
    expect(await server.json(status, "alice")).toEqual(first);
  });

  test.each([
    ["{", "not-json"],
    ["5", "bad-grades"],
    ['{"grades": 5}', "bad-grades"],
    ['[{"grade": 5}]', "bad-grades"],
    ["[5]", "bad-grades"],
  ])("%s is refused, and the rows stay", async (body, code) => {
    const server = await openCourseServer();
    server.terminal.write("hw1/grades.json", '[{"username": "alice", "grade": "A"}]');
    const response = await server.post("/assignments/hw1/grades", body, server.instructor);
    expect(await answerOf(response)).toEqual([400, expect.objectContaining({ code })]);
    expect(await server.json(status, "alice")).toMatchObject({ grade: "A", graded_at: null });
  });

  test("a table that somebody has broken is told to the teacher and not written over; work is still shown", async () => {
    const server = await openCourseServer();
    await server.submit("x = 1", "alice");
    server.terminal.write("hw1/grades.json", '[{"username": "alice"');
    expect(await server.json(status, "alice")).toMatchObject({ status: "submitted", graded: false });
    const body = '[{"username": "alice", "grade": "A"}]';
    expect((await server.post("/assignments/hw1/grades", body, server.instructor)).status).toBe(500);
    expect(server.terminal.read("hw1/grades.json")).toBe('[{"username": "alice"');
    expect(server.told.join()).toMatch(/^grades\.json of hw1 cannot be read/);
  });

  test("pages of feedback, each for its student, and for pages of any origin", async () => {
    const server = await openCourseServer();
    const form = new FormData();
    form.append("files", new Blob(["<p>Well done"]), "alice.html");
    form.append("files", new Blob(["<p>Good"]), "bob.html");
    const upload = await server.post("/assignments/hw1/feedback", form, server.instructor);
    expect(await answerOf(upload)).toEqual([200, { status: "ok", files: ["alice.html", "bob.html"] }]);
    expect(await server.json(status, "alice")).toMatchObject({ feedback_available: true, graded: false });
    const page = await server.get("/assignments/hw1/feedback/alice", "alice");
    expect([page.status, await page.text()]).toEqual([200, "<p>Well done"]);
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(page.headers.get("access-control-allow-origin")).toBe("*");
    expect(page.headers.get("content-security-policy")).toBe("sandbox");
    const none = await server.get("/assignments/hw1/feedback/carol", "carol");
    expect(await answerOf(none)).toEqual([404, refusal("Feedback not available", "no-feedback")]);
  });

  test("an upload with one bad name stores none", async () => {
    const server = await openCourseServer();
    const form = new FormData();
    form.append("files", new Blob(["<p>Well done"]), "alice.html");
    form.append("files", new Blob(["x"]), "../../../evil.html");
    const upload = await server.post("/assignments/hw1/feedback", form, server.instructor);
    expect(await answerOf(upload)).toEqual([403, refusal("Invalid path", "invalid-path")]);
    const path = "/assignments/hw1/feedback";
    const wrong = await server.post(path, "<p>", server.instructor);
    expect(await answerOf(wrong)).toEqual([400, refusal("Expected multipart/form-data", "not-multipart")]);
    const empty = new FormData();
    empty.append("note", "no file");
    const none = await server.post(path, empty, server.instructor);
    expect(await answerOf(none)).toEqual([400, refusal("No files received", "no-files")]);
    expect(server.terminal.files()).not.toContain("evil.html");
    expect(server.terminal.files("hw1")).toEqual(["files/hw1.py"]);
  });
});

describe("pages of any origin", () => {
  test("may read every answer, also refusals", async () => {
    const server = await openCourseServer();
    const asked = [
      await server.get("/"),
      await server.get("/assignments"),
      await server.get("/assignments", "alice"),
      await server.get("/assignments", "alice", { "if-none-match": '"other"' }),
      await server.get("/assignments/hw1/files/hw1.py", "alice"),
      await server.get("/assignments/hw1/feedback/alice", "alice"),
      await server.get("/nowhere"),
      await server.submit("x = 1", "alice"),
      await server.register("bob", "wrong"),
      await fetch(`${server.url}/assignments/hw1/submit?user=a`, { method: "OPTIONS" }),
      await fetch(`${server.url}/assignments`, { method: "DELETE" }),
    ];
    for (const { url, headers } of asked) {
      expect([url, headers.get("access-control-allow-origin")]).toEqual([url, "*"]);
      expect(headers.get("access-control-allow-methods")).toBe("GET, POST, OPTIONS");
      expect(headers.get("access-control-allow-headers")).toBe("Content-Type, Authorization");
      expect(headers.get("access-control-expose-headers")).toBe("ETag, Retry-After");
    }
    expect(asked.at(-2)?.status).toBe(204);
    expect(asked[0] && (await asked[0].json())).toEqual({ status: "ok" });
  });

  test("a slash too many does no harm, and what there is not is not found", async () => {
    const server = await openCourseServer();
    for (const path of ["/assignments/", "//assignments", "/assignments//hw1/files/hw1.py"]) {
      expect([path, (await server.get(path, "alice")).status]).toEqual([path, 200]);
    }
    for (const path of ["/assignments/hw1", "/assignments/hw1/files", "/register", "/config"]) {
      const words = refusal("Not found", "not-found");
      expect(await answerOf(await server.get(path, "alice"))).toEqual([404, words]);
    }
  });
});
