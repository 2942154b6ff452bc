/** `workshop https …` against the real `mograder serve`. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { digestOf } from "../../src/core/digest.ts";
import { printTime } from "../../src/words/submission-commands.ts";
import { startFaultProxy } from "../support/fault-proxy.ts";
import { serveMograder } from "../support/mograder.ts";
import { homework } from "../transport/support/course-folder.ts";
import { type CourseServer, openCourse } from "../transport/support/course-server.ts";
import { serveOurs } from "../transport/support/serve-course.ts";
import { standIn } from "../transport/support/stand-in.ts";
import { openTerminal, type Terminal } from "./support/terminal.ts";

const code = "blue-42";
const work = "answer = 'ü'\n";
const tokens = "../settings/tokens.json";
let server: CourseServer;

beforeAll(async () => {
  server = await openCourse((folder) => serveMograder(folder, "--enrollment-code", code));
});
afterAll(() => server.close());

/** In a course's folder that names the server. */
function atTheCourse(url = server.url): Terminal {
  const terminal = openTerminal();
  terminal.write("mograder.toml", `title = "A course"\ntransport = "https"\n\n[https]\nurl = "${url}"\n`);
  terminal.write("hw1.py", work);
  return terminal;
}

async function signedIn(user: string): Promise<Terminal> {
  const terminal = atTheCourse();
  const typed = [server.as(user).token];
  expect(await terminal.runWith({ typed }, "https", "login")).toMatchObject({ code: 0 });
  return terminal;
}

describe("login", () => {
  test("asks for the token, checks it, and keeps it for its owner alone", async () => {
    const terminal = atTheCourse();
    const { token } = server.as("alice");
    const login = await terminal.runWith({ typed: [` ${token} `] }, "https", "login");
    expect(login).toEqual({ code: 0, out: `Signed in to ${server.host} as alice.`, err: "Token: " });
    expect(terminal.mode(tokens)).toBe("600");
    expect(terminal.json(tokens)).toEqual({
      [`https ${server.url}`]: { token, user: "alice", name: "alice" },
    });
  });

  test("registers with the course's code, which is asked for", async () => {
    const terminal = atTheCourse();
    const login = ["https", "login", "--register", "--json"];
    const registered = await terminal.runWith({ typed: ["bob", code] }, ...login);
    expect(registered).toMatchObject({ code: 0, err: "User name: \nEnrolment code: " });
    expect(JSON.parse(registered.out)).toEqual({ host: server.host, user: "bob" });
    expect(terminal.read(tokens)).toContain(server.as("bob").token);
    const refused = await terminal.runWith({ typed: ["wrong"] }, ...login, "--user", "carol");
    expect(refused).toMatchObject({ code: 1, out: "" });
    expect(refused.err).toContain("does not accept this enrolment code");
  });

  test("takes a token from the command line, and says that the shell remembers it", async () => {
    const { token } = server.as("alice");
    const { code, err } = await atTheCourse().run("https", "login", "--token", token);
    expect([code, err]).toEqual([0, expect.stringContaining("shell's history")]);
    expect(err).not.toContain(token);
  });

  test("keeps nothing that the server does not take, and shows no token", async () => {
    const terminal = atTheCourse();
    const forged = server.as("alice").token.replace("alice", "bob");
    const refused = await terminal.runWith({ typed: [forged] }, "https", "login");
    expect(refused).toMatchObject({ code: 1, out: "" });
    expect(refused.err).toBe(
      `Token: \n${server.host} does not know your token, or it has expired. Sign in again.`,
    );
    expect(refused.err).not.toContain(forged.slice(4));
    expect(await terminal.runWith({ typed: ["no token"] }, "https", "login")).toMatchObject({ code: 1 });
    expect(await terminal.run("https", "login")).toMatchObject({
      code: 1,
      err: "Token: \nNothing was typed, so nothing was done.",
    });
    const both = ["--register", "--token", forged];
    expect(await terminal.run("https", "login", ...both)).toMatchObject({ code: 2 });
    expect(terminal.files("..").filter((name) => name.includes("tokens"))).toEqual([]);
  });

  test("lets a name in where there are no tokens", async () => {
    const open = await openCourse((folder) => serveMograder(folder, "--no-auth"));
    const terminal = atTheCourse(open.url);
    expect(await terminal.run("https", "login", "--user", "alice")).toMatchObject({ code: 0 });
    const sent = await terminal.run("https", "submit", "hw1", "hw1.py");
    expect(sent).toMatchObject({ code: 0, out: expect.stringContaining("has this very file") });
    expect(open.course.read("hw1/alice.py")).toBe(work);
    await open.close();
    const typed = [server.as("alice").token];
    const asked = await atTheCourse().runWith({ typed }, "https", "login", "--user", "alice");
    expect(asked).toMatchObject({ code: 0, err: "Token: " });
  });
});

describe("where a token goes", () => {
  test("is the server that it was kept for, and no other that a folder names", async () => {
    const terminal = await signedIn("alice");
    const listener = await standIn(() => []);
    terminal.edit("mograder.toml", (toml) => toml.replace(server.url, listener.url));
    expect(await terminal.run("https", "submit", "hw1", "hw1.py")).toMatchObject({
      code: 1,
      err: `You are not signed in to ${listener.host}: run workshop https login first.`,
    });
    const environment = { MOGRADER_HTTPS_TOKEN: server.as("alice").token };
    const ambient = await terminal.runWith({ environment }, "https", "fetch");
    expect(ambient).toMatchObject({ code: 1, err: expect.stringContaining("is not sent to") });
    expect(listener.asked).toEqual([]);
    // The address is said at the same time, and wins.
    expect(await terminal.runWith({ environment }, "https", "fetch", "--url", server.url)).toMatchObject({
      code: 0,
      err: "",
    });
    const said = { ...environment, MOGRADER_HTTPS_URL: server.url };
    expect(await terminal.runWith({ environment: said }, "https", "fetch")).toMatchObject({ code: 0 });
    expect(listener.asked).toEqual([]);
  });

  test("is nowhere without https, but on this machine", async () => {
    const terminal = openTerminal();
    expect(await terminal.run("https", "fetch")).toMatchObject({ code: 2 });
    for (const url of ["http://example.org", "https://a:b@example.org", "ftp://example.org", "x"]) {
      const { code, err } = await terminal.run("https", "fetch", "--url", url, "--token", "x");
      expect([code, err]).toEqual([2, expect.stringContaining("is no address of a server")]);
    }
  });

  test("is the address that login was told, without a course's file", async () => {
    const terminal = openTerminal();
    const url = `${server.url}/`;
    await terminal.runWith({ typed: [server.as("alice").token] }, "https", "login", "--url", url);
    expect(await terminal.run("https", "fetch", "--url", server.url)).toMatchObject({ code: 0 });
    // The only one there is.
    expect(await terminal.run("https", "fetch")).toMatchObject({ code: 0, err: "" });
    const typed = [server.as("alice").token];
    expect(await terminal.runWith({ typed }, "https", "login")).toMatchObject({ code: 2 });
    expect(await terminal.run("moodle", "fetch")).toMatchObject({ code: 2 });
    terminal.edit(tokens, (text) =>
      text.replace("{", '{"https https://other.example": {"token": "b:1", "user": "b", "name": "b"},'),
    );
    expect(await terminal.run("https", "fetch")).toEqual({
      code: 2,
      out: "",
      err: `You are signed in to several servers: https://other.example, ${server.url}. Say which one with --url.`,
    });
  });
});

describe("fetch", () => {
  test("lists the assignments", async () => {
    const terminal = await signedIn("alice");
    const list = await terminal.run("https", "fetch", "--list");
    expect(list).toMatchObject({ code: 0, out: expect.stringContaining("hw1: no due date; hw1.py") });
    const json = await terminal.run("https", "fetch", "--json");
    expect(JSON.parse(json.out)).toMatchObject({
      assignments: [{ id: "My work" }, { id: "hw1", files: ["hw1.py"], due: null }, { id: "hw2" }],
    });
  });

  test("tells the due dates of the course's file, as long as that is for this server", async () => {
    const terminal = await signedIn("alice");
    const due = Date.UTC(2026, 11, 1, 16);
    const dates = `[[assignments]]\nname = "Homework"\nid = "hw1"\nduedate = ${due / 1_000}\n`;
    terminal.edit("mograder.toml", (text) => text + dates);
    const list = await terminal.run("https", "fetch", "--list");
    expect(list.out).toContain(`hw1: due ${printTime(due)}; hw1.py\nhw2: no due date`);
    const hw1 = async (...words: string[]) => {
      const { out } = await terminal.run("https", "fetch", "--json", ...words);
      return JSON.parse(out).assignments[1];
    };
    terminal.write("mograder.toml", dates);
    expect(await hw1("--url", server.url)).toMatchObject({ id: "hw1", due });
    terminal.write("mograder.toml", `${dates}[https]\nurl = "https://other.example"\n`);
    expect(await hw1("--url", server.url)).toMatchObject({ id: "hw1", due: null });
  });

  test("saves the files of one, and never over other work", async () => {
    const terminal = await signedIn("alice");
    expect(await terminal.run("https", "fetch", "HW1", "-o", "new")).toMatchObject({
      code: 0,
      out: "wrote new/hw1.py",
    });
    expect(terminal.read("new/hw1.py")).toBe(homework);
    expect(await terminal.run("https", "fetch", "hw1")).toMatchObject({
      code: 1,
      err: expect.stringContaining("is another one, so nothing was saved"),
    });
    expect(terminal.read("hw1.py")).toBe(work);
    const spaces = await terminal.run("https", "fetch", "My work");
    expect([spaces.code, spaces.err]).toEqual([1, expect.stringContaining("reads no spaces")]);
  });
});

describe("submit", () => {
  test("submits, and prints a receipt of what the server has", async () => {
    const terminal = await signedIn("dora");
    const sent = await terminal.run("https", "submit", "hw1", "hw1.py");
    expect(sent).toMatchObject({ code: 0, err: "" });
    expect(sent.out).toContain(`Submitted hw1.py (14 bytes) to "hw1" at ${server.host} as dora.`);
    expect(sent.out).toContain(await digestOf(work));
    expect(server.course.read("hw1/dora.py")).toBe(work);
    const json = await terminal.run("https", "submit", "hw1", "hw1.py", "--json");
    expect(JSON.parse(json.out)).toMatchObject({
      assignment: { id: "hw1", name: "hw1" },
      user: "dora",
      file: { name: "hw1.py", bytes: 14, digest: await digestOf(work) },
    });
  });

  test("says what it would send, and sends nothing", async () => {
    const terminal = await signedIn("erik");
    const dry = await terminal.run("https", "submit", "hw1", "hw1.py", "--dry-run");
    expect([dry.code, dry.out]).toEqual([0, expect.stringMatching(/^Would send .*Nothing was sent\.$/)]);
    expect(server.course.history("hw1", "erik")).toEqual([]);
  });

  test("takes nothing that cannot be submitted", async () => {
    const terminal = await signedIn("erik");
    terminal.write("data.csv", "1\n");
    const submit = (...words: string[]) => terminal.run("https", "submit", ...words);
    expect(await submit("hw", "hw1.py")).toMatchObject({ code: 2, err: expect.stringContaining("hw1, hw2") });
    expect(await submit("hw1", "hw9.py")).toMatchObject({ code: 1, err: "hw9.py: There is no such file." });
    terminal.write("empty.py", "");
    expect(await submit("hw1", "..")).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^\.\.: This is a folder/),
    });
    expect(await submit("hw1", "empty.py")).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^empty\.py: This file is empty/),
    });
    expect(await submit("hw1", "data.csv")).toMatchObject({
      code: 1,
      err: expect.stringContaining("only .py"),
    });
    expect(await submit("hw1")).toMatchObject({ code: 2 });
    expect(server.course.history("hw1", "erik")).toEqual([]);
  });
});

test("submit asks again when an answer was lost, and nothing is there twice", async () => {
  const ours = await openCourse((folder) => serveOurs(folder));
  const proxy = await startFaultProxy(ours.url);
  await proxy.fail("lose-answer", /^POST .*\/submit/);
  const terminal = atTheCourse(proxy.url);
  await terminal.runWith({ typed: [ours.as("hugo").token] }, "https", "login");
  const sent = await terminal.run("https", "submit", "hw1", "hw1.py");
  expect(sent).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Submitted(?:.|\n)*has this very file\.$/),
  });
  // With its time zone.
  expect(sent.out).toMatch(/^ {2}time {5}\w+ \d+ \w+ \d{4} at \d\d:\d\d [A-Z]\S+ by the server's clock$/m);
  expect(ours.course.history("hw1", "hugo")).toEqual([work]);
  const again = await terminal.run("https", "submit", "hw1", "hw1.py");
  expect(again).toMatchObject({ code: 0, out: expect.stringContaining("it is there already") });
  expect(ours.course.history("hw1", "hugo")).toEqual([work]);
  await proxy.fail("html", /^POST .*\/submit/, 2);
  terminal.write("hw1.py", "answer = 2\n");
  const lost = await terminal.run("https", "submit", "hw1", "hw1.py");
  expect(lost).toMatchObject({
    code: 3,
    err: expect.stringContaining("did not answer as a course's server"),
  });
  expect(ours.course.history("hw1", "hugo")).toEqual([work]);
  await proxy.close();
  await ours.close();
});

describe("status and feedback", () => {
  test("tell what the server has, for one or for all", async () => {
    const terminal = await signedIn("gina");
    await terminal.run("https", "submit", "hw1", "hw1.py");
    await server.postGrades("hw2", [{ username: "gina", grade: 8.5, feedback: "Good.\nSee Q3." }]);
    await server.postFeedback("hw2", { "gina.html": "<p>Well done</p>" });
    expect(await terminal.run("https", "status", "hw1")).toMatchObject({ code: 0, out: "hw1: submitted" });
    expect(await terminal.run("https", "status")).toMatchObject({
      code: 0,
      out: "My work: not submitted\nhw1: submitted\nhw2: not submitted; grade 8.5",
    });
    const json = await terminal.run("https", "status", "hw2", "--json");
    expect(JSON.parse(json.out)).toEqual({
      assignments: [
        {
          id: "hw2",
          name: "hw2",
          submission: null,
          grade: {
            text: "8.5",
            at: null,
            feedback: { kind: "text", content: "Good.\nSee Q3." },
            files: ["hw2-feedback.html"],
          },
        },
      ],
    });
    const feedback = await terminal.run("https", "feedback", "hw2", "-o", "marked");
    expect(feedback.out).toBe("Grade: 8.5\n\nGood.\nSee Q3.\nwrote marked/hw2-feedback.html");
    expect(terminal.read("marked/hw2-feedback.html")).toBe("<p>Well done</p>");
    expect((await terminal.run("https", "feedback", "hw1")).out).toBe(
      '"hw1" has no grade and no feedback yet.',
    );
  });

  test("end with 3 when nobody answers", async () => {
    const gone = await standIn(() => undefined);
    const url = gone.url.replace("127.0.0.1", "127.0.0.2");
    const terminal = atTheCourse(url);
    const { token } = server.as("gina");
    const { code, err } = await terminal.run("https", "status", "--token", token);
    expect([code, err.split("\n").at(-1)]).toEqual([
      3,
      `${new URL(url).host} does not answer. Check the address and the connection, then try again.`,
    ]);
  });
});
