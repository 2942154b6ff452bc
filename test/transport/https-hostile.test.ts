/** A course whose server means harm, or is none (design/security.md, row 3): no token and no work goes anywhere else. */
import { describe, expect, test } from "vitest";
import type { RemoteAssignment } from "../../src/core/submission/transport.ts";
import { createHttpsTransport } from "../../src/transport/https/https-transport.ts";
import { outgoing, signal } from "./support/course-server.ts";
import { required } from "./support/required.ts";
import { type StandIn, standIn } from "./support/stand-in.ts";

const token = `alice:${"0123456789abcdef".repeat(4)}`;
const alice = { token, user: "alice", name: "alice" };
const draft = "answer = 'my own work'\n";

const transportTo = ({ url }: StandIn) => createHttpsTransport({ kind: "https", url });

/** What a server lists, as our transport has it. */
async function listed(list: unknown, server?: StandIn): Promise<readonly RemoteAssignment[]> {
  return required(await transportTo(server ?? (await standIn(() => list))).list(alice, signal));
}

/** Files by name, with `SERVER` for the server's own address. */
async function filesOf(files: unknown): Promise<Record<string, string>> {
  const list = [{ name: "hw1", files }];
  const server = await standIn(() => list);
  const found = (await listed(list, server)).flatMap((assignment) => assignment.files);
  return Object.fromEntries(found.map(({ name, url }) => [name, url.replace(server.url, "SERVER")]));
}

/** The one assignment of a course. */
async function oneAssignment(entry: object = { name: "hw1" }): Promise<RemoteAssignment> {
  const [assignment] = await listed([entry]);
  if (assignment === undefined) throw new Error("no assignment");
  return assignment;
}

function expectNothingSecret({ asked }: StandIn): void {
  const all = JSON.stringify(asked);
  expect(all).not.toContain(token.slice(6));
  expect(all).not.toContain("my own work");
  expect(all).not.toContain("authorization");
}

describe("files elsewhere", () => {
  test("are fetched without the token", async () => {
    const listener = await standIn(() => "data");
    const files = [{ filename: "hw1.py", url: `${listener.url}/assignments/hw1/files/hw1.py` }];
    const server = await standIn(() => [{ name: "hw1", files }]);
    for (const file of (await listed(undefined, server)).flatMap((assignment) => assignment.files)) {
      expect(await transportTo(server).file(alice, file, signal)).toBeInstanceOf(Blob);
    }
    expect(listener.asked.map(({ what }) => what)).toEqual(["GET /assignments/hw1/files/hw1.py"]);
    expect(listener.asked[0]?.headers).not.toHaveProperty("referer");
    expectNothingSecret(listener);
  });

  test("also where the address only looks like the server's own", async () => {
    const listener = await standIn(() => "data");
    const server = await standIn((what) => (what.startsWith("GET /course/") ? "data" : undefined));
    const transport = createHttpsTransport({ kind: "https", url: `${server.url}/course` });
    const { port } = new URL(listener.url);
    const others = [
      `${server.url}@${listener.host}/course/assignments/hw1/files/a.py`,
      `http://localhost:${port}/course/assignments/hw1/files/a.py`,
      `${server.url}/assignments/hw1/files/a.py`,
      `${server.url}/course/assignments/../../a.py`,
      `${server.url}/course/assignments/%2e%2e/a.py`,
      `${server.url}/course/assignments-of-another/a.py`,
    ];
    for (const url of others) await transport.file(alice, { name: "a.py", url, bytes: null }, signal);
    expectNothingSecret(listener);
    expectNothingSecret(server);
    const own = `${server.url}/course/assignments/hw1/files/a.py`;
    await transport.file(alice, { name: "a.py", url: own, bytes: null }, signal);
    expect(server.asked.at(-1)?.headers.authorization).toBe(`Bearer ${token}`);
  });

  test("that want a sign-in of their own sign nobody out here", async () => {
    const listener = await standIn((_what, response) => response.writeHead(401).end());
    const server = await standIn(() => []);
    const file = { name: "a.py", url: `${listener.url}/a.py`, bytes: null };
    expect(await transportTo(server).file(alice, file, signal)).toEqual({
      failure: "no-such-file",
      name: "a.py",
    });
  });
});

test.each([301, 302, 303, 307, 308])("nothing follows a redirect (%i)", async (status) => {
  const listener = await standIn(() => []);
  const server = await standIn((what, response) =>
    response.writeHead(status, { location: `${listener.url}${what.split(" ")[1]}` }).end(),
  );
  const transport = transportTo(server);
  const hw1 = await oneAssignment();
  const redirected = { failure: "redirected", host: server.host };
  const file = { name: "a.py", url: `${server.url}/assignments/hw1/files/a.py`, bytes: null };
  expect(await transport.signIn(token, signal)).toEqual(redirected);
  expect(await transport.register("alice", "code", signal)).toEqual(redirected);
  expect(await transport.list(alice, signal)).toEqual(redirected);
  expect(await transport.file(alice, file, signal)).toEqual(redirected);
  expect(await transport.status(alice, hw1, null, signal)).toEqual(redirected);
  expect(await transport.submit(alice, hw1, await outgoing(draft), signal)).toEqual(redirected);
  expect(listener.asked).toEqual([]);
});

describe("lists", () => {
  test("lead to no address but one on the web", async () => {
    const files = await filesOf([
      { filename: "script.py", url: "javascript:alert(1)" },
      { filename: "data.py", url: "data:text/x-python,1" },
      { filename: "disk.py", url: "file:///etc/passwd" },
      { filename: "blob.py", url: "blob:https://example.org/1" },
      { filename: "broken.py", url: "http://[" },
      { filename: "other-host.py", url: "//example.org/a.py" },
      { filename: "backslash.py", url: "/\\example.org/a.py" },
      { filename: "climbs.py", url: "/assignments/../../a.py" },
      { filename: "relative.py", url: "assignments/hw1/files/relative.py" },
      { filename: "far.py", url: "https://example.org/far.py" },
      { filename: "found #1 100%.py", url: "/assignments/hw1/files/found #1 100%.py" },
      { name: "nowhere.py" },
    ]);
    expect(files).toEqual({
      "other-host.py": "SERVER//example.org/a.py",
      "backslash.py": "SERVER//example.org/a.py",
      "climbs.py": "SERVER/a.py",
      "relative.py": "SERVER/assignments/hw1/files/relative.py",
      "far.py": "https://example.org/far.py",
      "found #1 100%.py": "SERVER/assignments/hw1/files/found%20%231%20100%25.py",
      "nowhere.py": "SERVER/assignments/hw1/files/nowhere.py",
    });
  });

  test("name no file that would leave its folder or hide in it", async () => {
    const bad = [
      "..",
      ".",
      "",
      ".bashrc",
      "../a.py",
      "a/b.py",
      "a\\b.py",
      "C:a.py",
      "a\u0000.py",
      "a\u202e.py",
    ];
    const more = ["a\n.py", " a.py", "a.py.", "\ud800.py", "a".repeat(121)];
    const names = [...bad, ...more, "good.py", "Übung 1.py"];
    const files = await filesOf(names.map((filename) => ({ filename, url: "/x" })));
    expect(Object.keys(files)).toEqual(["good.py", "Übung 1.py"]);
  });

  test("are read as far as they can be", async () => {
    const list = await listed([
      null,
      "hw0",
      { id: "no-name" },
      { name: "" },
      { name: "climbs", id: ".." },
      { name: "half a character", id: "\ud800" },
      { name: "an object", id: {} },
      { name: "One", id: 1, duedate: 1_790_000_000.5, cmid: 17, files: "none", secret: 1 },
      { name: "Two", duedate: 0, cmid: "x", files: [null, 1, { filename: 2 }] },
      { name: "\u001b[2JThree\n", id: "Three", duedate: 1e300 },
      { name: "escapes", id: "\u001b[2J" },
      { name: "Two, again", id: "Two" },
    ]);
    const plain = { opens: null, cutoff: null, files: [], rules: expect.anything() };
    expect(list).toEqual([
      { ...plain, id: "1", name: "One", cmid: 17, due: 1_790_000_000_500 },
      { ...plain, id: "Two", name: "Two", cmid: null, due: null },
      { ...plain, id: "Three", name: "[2JThree", cmid: null, due: null },
    ]);
    expect(await listed([])).toEqual([]);
  });
});

describe("answers that are none", () => {
  async function expectBroken(answer: unknown): Promise<void> {
    const server = await standIn(() => answer);
    const transport = transportTo(server);
    const assignment = await oneAssignment({ name: "hw1", id: "a/b?c#d" });
    const broken = { failure: "server-broken", host: server.host, status: 200 };
    expect(await transport.signIn(token, signal)).toEqual(broken);
    expect(await transport.register("alice", "code", signal)).toEqual(broken);
    expect(await transport.list(alice, signal)).toEqual(broken);
    expect(await transport.status(alice, assignment, null, signal)).toEqual(broken);
    expect(await transport.submit(alice, assignment, await outgoing(draft), signal)).toEqual(broken);
    const query = "a%2Fb%3Fc%23d/status?user=alice";
    expect(server.asked.map(({ what }) => what)).toContain(`GET /assignments/${query}`);
  }

  test.each([
    ["a text", "ok"],
    ["an object", { status: "fine", graded: "no", token }],
    ["a list of nothing that can be read", [{}, 1]],
    ["null", null],
  ])("%s", async (_name, answer) => {
    await expectBroken(answer);
  });

  test("a stored file that is none", async () => {
    const submission = { filename: "\u001b[2J.py", bytes: -1, digest: "sha256-x", submitted_at: 1 };
    const server = await standIn(() => ({ status: "submitted", graded: false, submission }));
    const status = await transportTo(server).status(alice, await oneAssignment(), null, signal);
    expect(status).toMatchObject({ submission: { state: "submitted", at: null, files: null }, grade: null });
  });

  test("another person's token", async () => {
    const server = await standIn(() => ({ token: token.replace("alice", "bob"), user: "alice" }));
    expect(await transportTo(server).register("alice", "code", signal)).toMatchObject({
      failure: "server-broken",
    });
  });

  test("an answer without end", async () => {
    const server = await standIn((_what, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const chunk = `[${" ".repeat(1_000_000)}`;
      const more = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on("drain", more);
      more();
    });
    expect(await transportTo(server).list(alice, signal)).toMatchObject({ failure: "server-broken" });
  });

  test("a file that is too large", async () => {
    const server = await standIn((_what, response) => {
      response.writeHead(200, { "content-length": 200 * 1024 * 1024 });
      response.write("x");
    });
    const file = { name: "a.zip", url: `${server.url}/assignments/hw1/files/a.zip`, bytes: null };
    expect(await transportTo(server).file(alice, file, signal)).toEqual({
      failure: "download-too-large",
      name: "a.zip",
      limit: 100 * 1024 * 1024,
    });
  });

  test("a refusal that would write all over a terminal", async () => {
    const error = `\u001b[2J\u202eNo.\r\n${"x".repeat(10_000)}`;
    const server = await standIn((_what, response) => response.writeHead(422).end(JSON.stringify({ error })));
    const refused = await transportTo(server).list(alice, signal);
    expect(refused).toEqual({
      failure: "server-refused",
      host: server.host,
      status: 422,
      message: `[2J No. ${"x".repeat(292)}`,
    });
  });

  test("too many tries, with the time that the server names", async () => {
    const server = await standIn((_what, response) => response.writeHead(429, { "retry-after": "30" }).end());
    const { host } = server;
    expect(await transportTo(server).register("alice", "code", signal)).toEqual({
      failure: "too-many-tries",
      host,
      seconds: 30,
    });
  });
});
