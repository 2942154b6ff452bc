/** The HTTPS transport against the servers that there are: mograder's two, as PyPI has them, and ours. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { digestOf } from "../../src/core/digest.ts";
import { serveMograder } from "../support/mograder.ts";
import { serveMograderRoutes } from "../support/mograder-asgi.ts";
import { homework, makeCourse } from "./support/course-folder.ts";
import { type CourseServer, openCourse, outgoing, type Start, signal } from "./support/course-server.ts";
import { serveOurs } from "./support/serve-course.ts";

/** The first start installs mograder. */
const START = 120_000;
const code = "blue-42";

const servers: readonly [name: string, start: Start][] = [
  ["mograder serve", (folder) => serveMograder(folder, "--enrollment-code", code)],
  ["mograder's ASGI routes", (folder) => serveMograderRoutes(folder, { code })],
  ["workshop serve-course", (folder) => serveOurs(folder, { code })],
];

describe.each(servers)("%s", (name, start) => {
  const isOurs = name === "workshop serve-course";
  let server: CourseServer;
  beforeAll(async () => {
    server = await openCourse(start);
  }, START);
  afterAll(() => server.close());

  test("registers a name with the course's code", async () => {
    const { transport, course, host } = server;
    const alice = { token: course.token("alice"), user: "alice", name: "alice" };
    expect(await transport.register(" alice ", code, signal)).toEqual(alice);
    expect(await transport.register("bob", "blue-43", signal)).toEqual({ failure: "wrong-code", host });
    for (const bad of ["", "__instructor__", "a..b", "a:b", "Zoë", "a b"]) {
      expect(await transport.register(bad, code, signal)).toEqual({ failure: "bad-user-name", name: bad });
    }
  });

  test("signs in with a token, also as the teacher's list has it, and with no other", async () => {
    const { transport, course, host } = server;
    const token = course.token("carol");
    const carol = { token, user: "carol", name: "carol" };
    expect(await transport.signIn(`\n ${token} `, signal)).toEqual(carol);
    expect(await transport.signIn(`carol: ${token}`, signal)).toEqual(carol);
    const forged = token.replace("carol", "alice");
    expect(await transport.signIn(forged, signal)).toEqual({ failure: "signed-out", host });
    for (const bad of ["", "carol", token.slice(0, -1), `${token}0`, `dan: ${token}`, token.toUpperCase()]) {
      expect(await transport.signIn(bad, signal)).toEqual({ failure: "bad-token" });
    }
    expect(await transport.enter("carol", signal)).toEqual({ failure: "signed-out", host });
  });

  test("lists what is handed out, and hands it out", async () => {
    const { transport, as, url } = server;
    const list = await transport.list(as("alice"), signal);
    expect(list).toContainEqual({
      id: "hw1",
      name: "hw1",
      cmid: null,
      due: null,
      opens: null,
      cutoff: null,
      files: [{ name: "hw1.py", url: `${url}/assignments/hw1/files/hw1.py`, bytes: null }],
      rules: expect.objectContaining({ takesFiles: true, maxFiles: 1, types: [".py"] }),
    });
    const { files } = await server.assignment("hw1");
    const [file] = files;
    if (file === undefined) throw new Error("hw1 hands out nothing");
    expect(await server.text(file)).toBe(homework);
    const missing = { ...file, name: "hw9.py", url: file.url.replace("hw1.py", "hw9.py") };
    expect(await transport.file(as("alice"), missing, signal)).toEqual({
      failure: "no-such-file",
      name: "hw9.py",
    });
  });

  test("says so where names cannot be asked for", async () => {
    const { files } = await server.assignment("My work");
    expect(files).toEqual([
      { name: "a b.py", url: `${server.url}/assignments/My%20work/files/a%20b.py`, bytes: null },
    ]);
    const [file = { name: "", url: "", bytes: null }] = files;
    const fetched = await server.transport.file(server.as("alice"), file, signal);
    if (name === "mograder serve") expect(fetched).toEqual({ failure: "unaskable-name", name: "a b.py" });
    else expect(await server.text(file)).toBe(homework);
  });

  test("takes a submission, and says afterwards that it has it", async () => {
    const { transport, course, as } = server;
    const hw1 = await server.assignment("hw1");
    const nothing = { submission: null, grade: null, closed: null };
    expect(await transport.status(as("dora"), hw1, null, signal)).toEqual(nothing);
    const text = `# -*- "filename=" -*-\r\nx = "ü"\n--boundary--\r\n`;
    const sent = await outgoing(text, 'hw "1" ü.py');
    expect(await transport.submit(as("dora"), hw1, sent, signal)).toBeUndefined();
    expect(course.read("hw1/dora.py")).toBe(text);
    expect(course.history("hw1", "dora")).toEqual([text]);
    const status = await transport.status(as("dora"), hw1, sent, signal);
    expect(status).toEqual({
      ...nothing,
      submission: {
        state: "submitted",
        at: isOurs ? expect.closeTo(Date.now(), -5) : null,
        files: isOurs ? [{ name: "dora.py", bytes: sent.content.size, digest: sent.digest }] : null,
      },
    });
    expect(await transport.status(as("erik"), hw1, null, signal)).toEqual(nothing);
  });

  test("takes a submission to an assignment with a space in its name", async () => {
    const { transport, as } = server;
    const work = await server.assignment("My work");
    expect(await transport.submit(as("dora"), work, await outgoing("x = 1\n"), signal)).toBeUndefined();
    expect(await transport.status(as("dora"), work, null, signal)).toMatchObject({
      submission: { state: "submitted" },
    });
  });

  test("gives its reasons, and takes nothing but Python", async () => {
    const { transport, host, as } = server;
    const hw1 = await server.assignment("hw1");
    expect(await transport.submit(as("dora"), hw1, await outgoing("x", "hw1.zip"), signal)).toEqual({
      failure: "file-type-refused",
      name: "hw1.zip",
      types: [".py"],
    });
    expect(await transport.submit(as("dora"), hw1, await outgoing(""), signal)).toEqual({
      failure: "server-refused",
      host,
      status: 400,
      message: "No file data received",
    });
  });

  test("lets nobody in with another's name or a wrong token", async () => {
    const { transport, course, host, as } = server;
    const hw1 = await server.assignment("hw1");
    const sent = await outgoing("x = 'forged'\n");
    const forger = { ...as("mallory"), user: "victim" };
    expect(await transport.submit(forger, hw1, sent, signal)).toEqual({ failure: "forbidden", host });
    expect(await transport.status(forger, hw1, null, signal)).toEqual({ failure: "forbidden", host });
    const wrong = { ...as("victim"), token: as("mallory").token.replace("mallory", "victim") };
    const [file = { name: "", url: "", bytes: null }] = hw1.files;
    const signedOut = { failure: "signed-out", host };
    expect(await transport.submit(wrong, hw1, sent, signal)).toEqual(signedOut);
    expect(await transport.status(wrong, hw1, null, signal)).toEqual(signedOut);
    expect(await transport.list(wrong, signal)).toEqual(signedOut);
    expect(await transport.file(wrong, file, signal)).toEqual(signedOut);
    expect(course.history("hw1", "victim")).toEqual([]);
  });

  test("passes on the grade and the words of whoever marked", async () => {
    const { transport, as } = server;
    const hw2 = await server.assignment("hw2");
    await server.postGrades("hw2", [
      { username: "gina", grade: 8.5, feedback: "Good.\nSee Q3." },
      { username: "hugo", grade: null, feedback: "" },
    ]);
    const grade = { at: isOurs ? expect.closeTo(Date.now(), -5) : null, files: [] };
    expect(await transport.status(as("gina"), hw2, null, signal)).toEqual({
      submission: null,
      grade: { ...grade, text: "8.5", feedback: { kind: "text", content: "Good.\nSee Q3." } },
      closed: null,
    });
    expect(await transport.status(as("hugo"), hw2, null, signal)).toMatchObject({
      grade: { ...grade, text: "", feedback: { kind: "text", content: "" } },
    });
    expect(await transport.status(as("igor"), hw2, null, signal)).toMatchObject({ grade: null });
  });

  test("passes on a page of feedback, as a file and where there are no other words", async () => {
    const { transport, as, url } = server;
    const hw2 = await server.assignment("hw2");
    const html = "<!doctype html><script>alert(1)</script><p>Well done</p>";
    await server.postFeedback("hw2", { "jane.html": html, "kim.html": html });
    await server.postGrades("hw2", [{ username: "kim", grade: "B+", feedback: "Nice." }]);
    const page = { name: "hw2-feedback.html", url: `${url}/assignments/hw2/feedback/jane`, bytes: null };
    expect(await transport.status(as("jane"), hw2, null, signal)).toMatchObject({
      grade: { text: "", feedback: { kind: "html", content: html }, files: [page] },
    });
    const kim = await transport.status(as("kim"), hw2, null, signal);
    expect(kim).toMatchObject({ grade: { text: "B+", feedback: { kind: "text", content: "Nice." } } });
    expect(await server.text(page, "jane")).toBe(html);
    expect(await transport.file(as("kim"), page, signal)).toEqual({
      failure: "forbidden",
      host: server.host,
    });
  });
});

const openServers: readonly [name: string, start: Start][] = [
  ["mograder serve", (folder) => serveMograder(folder, "--no-auth", "--enrollment-code", code)],
  ["mograder's ASGI routes", (folder) => serveMograderRoutes(folder, { withTokens: false })],
  ["workshop serve-course", (folder) => serveOurs(folder, { withTokens: false })],
];

describe.each(openServers)("%s without tokens", (name, start) => {
  let server: CourseServer;
  beforeAll(async () => {
    server = await openCourse(start);
  }, START);
  afterAll(() => server.close());

  test("lets a name in, however it comes", async () => {
    const { transport } = server;
    const alice = { token: "", user: "alice", name: "alice" };
    expect(await transport.enter("alice", signal)).toEqual(alice);
    expect(await transport.register("alice", code, signal)).toEqual(alice);
    expect(await transport.enter("a/b", signal)).toEqual({ failure: "bad-user-name", name: "a/b" });
  });

  test("has the very file that was sent", async () => {
    const { transport } = server;
    const alice = { token: "", user: "alice", name: "alice" };
    const hw1 = await server.assignment("hw1");
    const sent = await outgoing("x = 1\n");
    expect(await transport.status(alice, hw1, sent, signal)).toMatchObject({ submission: null });
    expect(await transport.submit(alice, hw1, sent, signal)).toBeUndefined();
    expect(await transport.status(alice, hw1, sent, signal)).toMatchObject({
      submission: { state: "submitted", files: [{ name: "alice.py", bytes: 6, digest: sent.digest }] },
    });
    expect(sent.digest).toBe(await digestOf("x = 1\n"));
    // Where it has to be fetched to know, nobody fetches it without need.
    const status = await transport.status(alice, hw1, null, signal);
    const isTold = name === "workshop serve-course";
    expect(status).toMatchObject({ submission: { files: isTold ? [{ digest: sent.digest }] : null } });
  });
});

test("a server that registers nobody says so", async () => {
  const course = makeCourse();
  const { url, close } = await serveMograder(course.folder);
  const server = await openCourse(async () => ({ url, close }));
  expect(await server.transport.register("alice", code, signal)).toEqual({
    failure: "registration-off",
    host: server.host,
  });
  await server.close();
  course.remove();
});

describe("what only workshop serve-course does", () => {
  let server: CourseServer;
  beforeAll(async () => {
    server = await openCourse((folder) => serveOurs(folder, { code }));
  });
  afterAll(() => server.close());

  test("a name is given to one person", async () => {
    const { transport } = server;
    expect(await transport.register("alice", code, signal)).toMatchObject({ user: "alice" });
    expect(await transport.register("alice", code, signal)).toEqual({ failure: "name-taken", name: "alice" });
  });

  test("the same work submitted again is there once", async () => {
    const { transport, course, as } = server;
    const hw1 = await server.assignment("hw1");
    const texts = ["x = 1\n", "x = 1\n", "x = 2\n"];
    for (const text of texts) {
      expect(await transport.submit(as("bob"), hw1, await outgoing(text), signal)).toBeUndefined();
    }
    expect(course.history("hw1", "bob").sort()).toEqual(["x = 1\n", "x = 2\n"]);
  });

  test("an assignment that is not there takes nothing, and what is too large is refused in words", async () => {
    const { transport, host, as } = server;
    const hw1 = await server.assignment("hw1");
    const gone = { ...hw1, id: "hw9", name: "Homework 9" };
    expect(await transport.submit(as("bob"), gone, await outgoing("x = 1\n"), signal)).toEqual({
      failure: "no-such-assignment",
      assignment: "Homework 9",
    });
    const large = await outgoing("#".repeat(20_000_001));
    expect(await transport.submit(as("bob"), hw1, large, signal)).toMatchObject({
      failure: "server-refused",
      host,
      status: 413,
    });
  });

  test("who guesses has to wait", async () => {
    const { transport, host } = server;
    const answers = [];
    for (let guess = 0; guess < 31; guess += 1) {
      answers.push(await transport.register(`guesser${guess}`, `code ${guess}`, signal));
    }
    expect(answers.at(0)).toEqual({ failure: "wrong-code", host });
    expect(answers.at(-1)).toEqual({ failure: "too-many-tries", host, seconds: expect.any(Number) });
  });
});
