/** `workshop serve-course` among people who mean it harm: paths, names, links, tokens, codes, sizes and patience. */
import { existsSync, mkdirSync, renameSync, symlinkSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { usualLimits } from "../../workshop/serve-course/limits.ts";
import { INSTRUCTOR, makeToken, verifyToken } from "../../workshop/serve-course/tokens.ts";
import { openCourseServer, smallCourse } from "./support/course-server.ts";
import { talk } from "./support/serving.ts";

const SECRET_PATHS = [
  "/.mograder-secret",
  "/assignments/../.mograder-secret",
  "/assignments/../files/.mograder-secret",
  "/assignments/hw1/files/.mograder-secret",
  "/assignments/hw1/files/../../.mograder-secret",
  "/assignments/hw1/files/..%2f..%2f.mograder-secret",
  "/assignments/hw1/files/..%5c..%5c.mograder-secret",
  "/assignments/hw1/files/%2e%2e%2f%2e%2e%2f.mograder-secret",
  "/assignments/hw1%2f../files/.mograder-secret",
  "/assignments/..%2f/files/.mograder-secret",
  "/assignments/%2e%2e/files/.mograder-secret",
  "/assignments/%252e%252e/files/.mograder-secret",
  "/assignments/./files/..%00/.mograder-secret",
  "/assignments/.atelier/files/registered.json",
  "/assignments/hw1/submissions/..%2f..%2f.mograder-secret",
  "/assignments/hw1/submissions/grades.json",
  "/assignments/hw1/submissions/..%2fgrades.json",
  "/assignments/hw1/files/..%2fgrades.json",
  "/assignments/hw1/files/..%2falice.py",
  "/assignments/hw1/files/alice.py",
  "/assignments/hw1/files/grades.json",
  "/assignments/hw1/feedback/..%2fgrades",
  "/assignments/hw1/feedback/..%2f..%2fhw1%2fgrades",
  "/assignments/feedback/files/alice.html",
];

describe("paths", () => {
  test.each([undefined, "release"])(
    "lead to nothing but what is handed out (release: %s)",
    async (release) => {
      const terminal = smallCourse();
      if (release !== undefined) {
        mkdirSync(terminal.path(release));
        renameSync(terminal.path("hw1/files"), terminal.path("release/hw1"));
      }
      const server = await openCourseServer(terminal);
      await server.submit("secret = 'work'", "alice");
      await server.register("bob");
      terminal.write("hw1/grades.json", '[{"username": "alice", "grade": "secret"}]');
      terminal.write("hw1/feedback/alice.html", "secret feedback");
      for (const user of ["eve", INSTRUCTOR]) {
        for (const path of SECRET_PATHS) {
          // Written by hand: `fetch` tidies up what it is given.
          const lines = [
            `GET ${path} HTTP/1.1`,
            "Host: localhost",
            `Authorization: Bearer ${makeToken(server.secret, user)}`,
          ];
          const answer = await talk(server.port, [...lines, "Connection: close", "", ""].join("\r\n"));
          expect([path, answer]).toEqual([path, expect.stringMatching(/^HTTP\/1\.1 40[034] /)]);
          expect(answer).not.toContain(server.secret);
          expect(answer).not.toMatch(/secret (?:work|feedback)|"grade"|registered/);
          expect(answer).toContain("access-control-allow-origin: *");
        }
      }
    },
  );

  test("links that lead out of their folder lead nowhere, those within it do", async () => {
    const terminal = smallCourse();
    terminal.write("private/answers.py", "secret = 1");
    for (const [name, target] of [
      ["out.py", "../../private/answers.py"],
      ["secret.py", "../../.mograder-secret"],
      ["work.py", "../alice.py"],
      ["same.py", "hw1.py"],
    ] as const) {
      symlinkSync(target, terminal.path(`hw1/files/${name}`));
    }
    const server = await openCourseServer(terminal);
    await server.submit("x = 1", "alice");
    symlinkSync("../private/answers.py", terminal.path("hw1/mallory.py"));
    symlinkSync(terminal.path("private"), terminal.path("hw1/feedback"));
    mkdirSync(terminal.path("hw2"));
    symlinkSync("../private", terminal.path("hw2/files"));
    for (const path of [
      "hw1/files/out.py",
      "hw1/files/secret.py",
      "hw1/files/work.py",
      "hw2/files/answers.py",
    ]) {
      expect([path, (await server.get(`/assignments/${path}`, "eve")).status]).toEqual([path, 404]);
    }
    const mallory = await server.get("/assignments/hw1/submissions/mallory.py", INSTRUCTOR);
    expect(mallory.status).toBe(404);
    expect((await server.get("/assignments/hw1/feedback/answers", "answers")).status).toBe(404);
    expect((await server.get("/assignments/hw1/files/same.py", "eve")).status).toBe(200);
    const [{ files } = { files: [] }] = (await server.json("/assignments", "eve")) as {
      files: { filename: string }[];
    }[];
    expect(files.map(({ filename }) => filename)).toEqual(["hw1.py", "same.py"]);
    symlinkSync(terminal.path("private"), terminal.path("hw3"));
    for (const name of ["submit?user=eve", "grades", "feedback"]) {
      const form = new FormData();
      form.append("file", new Blob(["x"]), "x.html");
      const body = name === "grades" ? '[{"username":"eve"}]' : form;
      const path = `/assignments/hw${name === "feedback" ? 1 : 3}/${name}`;
      expect([403, 404]).toContain((await server.post(path, body, INSTRUCTOR)).status);
    }
    expect(terminal.files("private")).toEqual(["answers.py"]);
    // No link of somebody else's is written through, or replaced.
    expect((await server.submit("x = 2", "mallory")).status).toBe(409);
    expect(terminal.read("private/answers.py")).toBe("secret = 1");
  });

  test.each([
    "/assignments/..%2f/submit?user=eve",
    "/assignments/..%2fother/submit?user=eve",
    "/assignments/%2e%2e/submit?user=eve",
    "/assignments/.atelier/submit?user=eve",
    "/assignments/hw1%2ffiles/submit?user=eve",
    "/assignments/release/submit?user=eve",
    "/assignments/hw1%00/submit?user=eve",
    "/assignments/hw1/submit?user=..%2f..%2feve",
  ])("POST %s writes nothing", async (path) => {
    const terminal = smallCourse();
    terminal.write("release/hw1/hw1.py", "1");
    const server = await openCourseServer(terminal);
    const before = terminal.files();
    const response = await server.post(path, "x = 1", path.includes("..%2feve") ? INSTRUCTOR : "eve");
    expect([400, 403, 404]).toContain(response.status);
    expect(terminal.files()).toEqual(before);
    expect(existsSync(join(terminal.folder, "..", "eve.py"))).toBe(false);
  });

  test("a file of the teacher's is not replaced by a student of its name", async () => {
    const terminal = smallCourse();
    terminal.remove("hw1");
    terminal.write("source/intro.py", "solution = 1");
    const server = await openCourseServer(terminal);
    expect((await server.register("intro")).status).toBe(409);
    const response = await server.submit("x = 1", "intro", "source");
    expect([response.status, await response.json()]).toEqual([
      409,
      expect.objectContaining({ code: "not-a-submission" }),
    ]);
    expect(terminal.files("source")).toEqual(["intro.py"]);
    expect(terminal.read("source/intro.py")).toBe("solution = 1");
  });
});

describe("tokens", () => {
  test("are verified whole", () => {
    const right = makeToken("s3cr3t", "alice");
    expect(verifyToken("s3cr3t", right)).toBe("alice");
    const mac = right.slice("alice:".length);
    for (const wrong of [
      "",
      ":",
      "alice",
      "alice:",
      `bob:${mac}`,
      `alice:${mac.toUpperCase()}`,
      `alice:${mac.slice(1)}`,
      `alice:${mac}0`,
      `alice:${mac.slice(0, -1)}é`,
      ` ${right}`,
    ]) {
      expect([wrong, verifyToken("s3cr3t", wrong)]).toEqual([wrong, undefined]);
    }
  });

  test("wrong ones are made to wait after some, and right ones from the same address never", async () => {
    const server = await openCourseServer();
    const statuses: number[] = [];
    for (let guess = 0; guess < usualLimits.wrongTokens + 2; guess += 1) {
      const headers = { authorization: `Bearer alice:${String(guess).padStart(64, "0")}` };
      const response = await fetch(`${server.url}/assignments`, { headers });
      statuses.push(response.status);
      if (response.status === 429) expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    }
    expect(statuses).toEqual([...Array(usualLimits.wrongTokens).fill(401), 429, 429]);
    expect((await server.get("/assignments", "alice")).status).toBe(200);
    expect((await server.get("/assignments")).status).toBe(401);
  });
});

describe("registration", () => {
  test("gives a name once, also to those who come at once, in other capitals, and after a restart", async () => {
    const server = await openCourseServer();
    const names = ["alice", "Alice", "alice", "ALICE"];
    const statuses = await Promise.all(names.map(async (name) => (await server.register(name)).status));
    expect(statuses.sort()).toEqual([200, 409, 409, 409]);
    await server.served.finish();
    const again = await openCourseServer(server.terminal);
    const response = await again.register("alice");
    expect([response.status, await response.json()]).toEqual([
      409,
      { error: expect.stringContaining("alice is registered already"), code: "name-taken" },
    ]);
    expect((await again.register("bob")).status).toBe(200);
    expect(again.terminal.mode(".atelier/registered.json")).toBe("600");
  });

  test("gives none while it cannot be read which ones are given, and the teacher is told", async () => {
    const server = await openCourseServer();
    server.terminal.write(".atelier/registered.json", "{");
    expect((await server.register("alice")).status).toBe(500);
    expect(server.told).toEqual([expect.stringContaining("JSON")]);
    expect(server.terminal.read(".atelier/registered.json")).toBe("{");
  });

  test("gives no name of somebody who has submitted with a token from elsewhere", async () => {
    const server = await openCourseServer();
    await server.submit("x = 1", "alice");
    expect((await server.register("alice")).status).toBe(409);
  });

  test("makes guesses at the code wait, also right ones, also all at once", async () => {
    const server = await openCourseServer();
    const guesses = Array.from({ length: usualLimits.wrongCodes + 20 }, (_, guess) =>
      server.register("eve", `${guess}`),
    );
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 403)).toHaveLength(usualLimits.wrongCodes);
    expect(statuses.filter((status) => status === 429)).toHaveLength(20);
    expect((await server.register("eve")).status).toBe(429);
    expect((await server.get("/assignments", "alice")).status).toBe(200);
  });

  test("gives only so many names to one address", async () => {
    const server = await openCourseServer(smallCourse(), { limits: { registrations: 2 } });
    const statuses: number[] = [];
    for (const name of ["a", "b", "c"]) statuses.push((await server.register(name)).status);
    expect(statuses).toEqual([200, 200, 429]);
  });
});

describe("sizes", () => {
  const most = 1_000_000;

  test("a submission up to the limit is taken, one over it is not, in a form, as a body, and of unknown length", async () => {
    const server = await openCourseServer(smallCourse(), { most });
    const [right, wrong] = [new Uint8Array(most).fill(120), new Uint8Array(most + 1).fill(120)];
    expect((await server.submit(right, "alice")).status).toBe(200);
    expect((await server.post("/assignments/hw1/submit?user=bob", right, "bob")).status).toBe(200);
    for (const response of [
      await server.submit(wrong, "eve"),
      await server.post("/assignments/hw1/submit?user=eve", wrong, "eve"),
    ]) {
      const words = "This is larger than 1.0 MB, which is the most that is taken";
      expect([response.status, await response.json()]).toEqual([413, { error: words, code: "too-large" }]);
    }
    const { authorization } = server.bearer("eve");
    const head = [
      "POST /assignments/hw1/submit?user=eve HTTP/1.1",
      "Host: localhost",
      `Authorization: ${authorization}`,
    ];
    const chunk = `${wrong.length.toString(16)}\r\n${"x".repeat(wrong.length)}\r\n0\r\n\r\n`;
    const unknown = [...head, "Connection: close", "Transfer-Encoding: chunked", "", chunk].join("\r\n");
    expect(await talk(server.port, unknown)).toMatch(/^HTTP\/1\.1 413 .*"code":"too-large"/s);
    expect(server.terminal.files("hw1").filter((name) => name.startsWith("eve"))).toEqual([]);
    expect(server.terminal.files(".atelier/aside")).toEqual([]);
  });

  test("whoever sends long bodies without a token hears so, when everything is sent", async () => {
    const server = await openCourseServer(smallCourse(), { most });
    const body = new Uint8Array(5 * most);
    expect((await server.post("/assignments/hw1/submit?user=alice", body)).status).toBe(401);
    expect((await server.post("/register", body)).status).toBe(413);
  });

  test("heads and names that are too long, and what is no request", async () => {
    const server = await openCourseServer();
    const long = await talk(
      server.port,
      `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${"x".repeat(100_000)}\r\n\r\n`,
    );
    expect(long).toMatch(/^HTTP\/1\.1 431 .*access-control-allow-origin: \*.*"code":"head-too-large"/s);
    const nonsense = await talk(server.port, "GET\r\n\r\n");
    expect(nonsense).toMatch(/^HTTP\/1\.1 400 .*access-control-allow-origin: \*.*"code":"bad-request"/s);
    const backslash = await talk(
      server.port,
      "GET /a\\b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    );
    expect(backslash).toMatch(/^HTTP\/1\.1 400 .*access-control-allow-origin: \*.*"code":"bad-request"/s);
  });

  test("a student submits only so often in a minute, and others are not bothered", async () => {
    const server = await openCourseServer(smallCourse(), { limits: { submissions: 2 } });
    const statuses: number[] = [];
    for (const text of ["1", "2", "3"]) statuses.push((await server.submit(text, "eve")).status);
    expect(statuses).toEqual([200, 200, 429]);
    expect((await server.submit("1", "alice")).status).toBe(200);
  });
});

describe("slow clients", () => {
  const patience = { head: 1_000, request: 2_000, idle: 60_000, connections: 20 };

  /** Sends a drop now and then; resolves with all that came back when the server has had enough. */
  function drip(port: number, text: string): Promise<string> {
    return new Promise((settle) => {
      let answer = "";
      const socket = connect(port, "127.0.0.1", () => socket.write(text));
      const drops = setInterval(() => socket.write("x"), 200);
      onTestFinished(() => clearInterval(drops));
      socket.on("data", (data) => {
        answer += data;
      });
      socket.on("error", () => {});
      socket.on("close", () => {
        clearInterval(drops);
        settle(answer);
      });
    });
  }

  test("heads and bodies that do not come to an end are answered with 408, and leave nothing", async () => {
    const server = await openCourseServer(smallCourse(), { limits: { patience } });
    const head = (...more: string[]) => ["Host: localhost", ...more, "", ""].join("\r\n");
    const { authorization } = server.bearer("eve");
    const upload = head(`Authorization: ${authorization}`, "Content-Length: 900000");
    const slow = [
      drip(server.port, "GET / HTTP/1.1\r\nHost: localhost\r\nX: "),
      drip(server.port, `POST /assignments/hw1/submit?user=eve HTTP/1.1\r\n${upload}`),
    ];
    expect((await server.submit("x = 1", "alice")).status).toBe(200);
    for (const answer of await Promise.all(slow)) {
      expect(answer).toMatch(/^HTTP\/1\.1 408 .*access-control-allow-origin: \*.*"code":"too-slow"/s);
    }
    await expect.poll(() => server.terminal.files(".atelier/aside")).toEqual([]);
    expect(server.terminal.files("hw1").filter((name) => name.startsWith("eve"))).toEqual([]);
  });

  test("who is one too many is turned away, and comes in when there is room again", async () => {
    const server = await openCourseServer(smallCourse(), { limits: { patience } });
    const idle = Array.from({ length: 20 }, () =>
      drip(server.port, "GET / HTTP/1.1\r\nHost: localhost\r\nX: "),
    );
    await expect.poll(() => server.get("/").catch(() => "turned away")).toBe("turned away");
    await Promise.all(idle);
    expect((await server.get("/")).status).toBe(200);
  });

  test("who leaves in the middle of an upload leaves nothing", async () => {
    const server = await openCourseServer();
    const { authorization } = server.bearer("eve");
    const head = `POST /assignments/hw1/submit?user=eve HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${authorization}\r\nContent-Length: 900000\r\n\r\n`;
    const socket = connect(server.port, "127.0.0.1", () => socket.write(head + "x".repeat(100_000)));
    await expect.poll(() => server.terminal.files(".atelier/aside")).toHaveLength(1);
    socket.destroy();
    await expect.poll(() => server.terminal.files(".atelier/aside")).toEqual([]);
    await expect.poll(() => server.lines.join()).toContain('"status":499');
    expect(server.told).toEqual([]);
  });
});

test("the log has a line for each request, and no token, code or work in it", async () => {
  const server = await openCourseServer();
  const { token } = (await (await server.register("bob")).json()) as { token: string };
  await server.register("carol", "wrong code");
  await server.submit("my_work = 'dear'", "alice");
  await server.post("/assignments/hw1/grades", '[{"username":"alice","grade":"7.25"}]', server.instructor);
  await server.get(`/assignments/hw1/status?user=alice&token=${token}`, "alice");
  await server.get(`/${token}/x`);
  await server.get("/assignments", undefined, { authorization: "Bearer alice:guess" });
  await expect.poll(() => server.lines).toHaveLength(7);
  expect(server.lines.map((line) => JSON.parse(line))).toEqual(
    expect.arrayContaining([
      {
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        from: "127.0.0.1",
        method: "POST",
        path: "/assignments/hw1/submit",
        status: 200,
        bytes: expect.any(Number),
        milliseconds: expect.any(Number),
        user: "alice",
      },
      expect.objectContaining({ path: "/register", status: 403, refusal: "wrong-code" }),
      expect.objectContaining({ path: "/assignments", status: 401, refusal: "signed-out" }),
    ]),
  );
  const all = [...server.lines, ...server.told].join("\n");
  const mac = (user: string) => makeToken(server.secret, user).split(":")[1] ?? "";
  for (const secret of [
    server.secret,
    mac("alice"),
    mac("bob"),
    mac(INSTRUCTOR),
    "sesame",
    "wrong code",
    "guess",
  ]) {
    expect(all).not.toContain(secret);
  }
  for (const content of ["my_work", "7.25"]) expect(all).not.toContain(content);
});
