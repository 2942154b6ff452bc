/** What `workshop serve-course` keeps: every submission it has told somebody of, whole, once, whatever happens. */
import { spawnSync } from "node:child_process";
import { existsSync, lstatSync, readlinkSync, symlinkSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { describe, expect, test, vi } from "vitest";
import { digestOf } from "../../src/core/digest.ts";
import { historyTime } from "../../workshop/serve-course/names.ts";
import { INSTRUCTOR } from "../../workshop/serve-course/tokens.ts";
import { asking, openCourseServer, smallCourse, startCourseProcess } from "./support/course-server.ts";
import type { Terminal } from "./support/terminal.ts";

/** Files of a student's versions, in their order. */
const versions = (terminal: Terminal, user: string) =>
  terminal.files("hw1").filter((name) => name.startsWith(`${user}_`));

describe("versions", () => {
  test("of one second are all kept, and the link leads to the last", async () => {
    const server = await openCourseServer();
    const texts = ["1", "2", "3", "4", "5"];
    for (const text of texts) expect((await server.submit(text, "alice")).status).toBe(200);
    const kept = versions(server.terminal, "alice");
    expect(kept.map((name) => server.terminal.read(`hw1/${name}`))).toEqual(texts);
    expect(readlinkSync(server.terminal.path("hw1/alice.py"))).toBe(kept.at(-1));
    // As mograder knows versions from students.
    for (const name of kept) expect(name).toMatch(/^alice_\d{8}T\d{6}\.py$/);
    expect(await server.json("/assignments/hw1/submissions", server.instructor)).toMatchObject([
      { username: "alice" },
    ]);
  });

  test("that come at once from one student are all kept, too", async () => {
    const server = await openCourseServer();
    const texts = Array.from({ length: 20 }, (_, number) => `n = ${number}`);
    const answers = await Promise.all(texts.map((text) => server.submit(text, "alice")));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    const kept = versions(server.terminal, "alice").map((name) => server.terminal.read(`hw1/${name}`));
    expect(kept.sort()).toEqual(texts.sort());
  });

  test("the same again is not stored again: the answer is that of the one that is there", async () => {
    const server = await openCourseServer();
    const first = await (await server.submit("x = 1", "alice")).json();
    const retries = await Promise.all(Array.from({ length: 5 }, () => server.submit("x = 1", "alice")));
    for (const retry of retries) expect(await retry.json()).toEqual({ ...first, duplicate: true });
    expect(versions(server.terminal, "alice")).toHaveLength(1);
    await server.submit("x = 2", "alice");
    // What was submitted before the last is submitted anew.
    expect(await (await server.submit("x = 1", "alice")).json()).toMatchObject({ duplicate: false });
    expect(versions(server.terminal, "alice")).toHaveLength(3);
  });

  test("times are those of the files, and of their names where a copy has changed the files'", async () => {
    const server = await openCourseServer();
    await server.submit("x = 1", "alice");
    const [name = ""] = versions(server.terminal, "alice");
    const path = server.terminal.path(`hw1/${name}`);
    const named = (historyTime(name) ?? 0) / 1_000;
    const at = async () => {
      const status = await server.json("/assignments/hw1/status?user=alice", "alice");
      return (status as { submission: { submitted_at: number } }).submission.submitted_at;
    };
    utimesSync(path, named + 0.25, named + 0.25);
    expect(await at()).toBe(named + 0.25);
    utimesSync(path, named + 86_400, named + 86_400);
    expect(await at()).toBe(named);
  });
});

test("a hundred students at once: all are stored, each what they sent", async () => {
  const server = await openCourseServer();
  const users = Array.from({ length: 100 }, (_, number) => `student${number}`);
  const textOf = (user: string) => `# ${user}\n${user.repeat(10_000)}`;
  const answers = await Promise.all(users.map((user) => server.submit(textOf(user), user)));
  for (const [index, answer] of answers.entries()) {
    expect(await answer.json()).toMatchObject({ digest: await digestOf(textOf(users[index] ?? "")) });
  }
  const list = await server.json("/assignments/hw1/submissions", server.instructor);
  expect(list).toHaveLength(100);
  for (const user of users) expect(server.terminal.read(`hw1/${user}.py`)).toBe(textOf(user));
  expect(server.terminal.files(".atelier/aside")).toEqual([]);
});

describe("where links cannot be made", () => {
  const makeLink = () =>
    Promise.reject(Object.assign(new Error("no links"), { code: "EPERM", syscall: "symlink" }));

  test("the last version is a copy, with its time", async () => {
    const server = await openCourseServer(smallCourse(), { makeLink });
    const { submitted_at } = (await (await server.submit("x = 1", "alice")).json()) as {
      submitted_at: number;
    };
    await server.submit("x = 1", "alice");
    await server.submit("x = 2", "alice");
    expect(lstatSync(server.terminal.path("hw1/alice.py")).isSymbolicLink()).toBe(false);
    expect(server.terminal.read("hw1/alice.py")).toBe("x = 2");
    expect(versions(server.terminal, "alice")).toHaveLength(2);
    const [{ submitted_at: at } = { submitted_at: 0 }] = (await server.json(
      "/assignments/hw1/submissions",
      server.instructor,
    )) as { submitted_at: number }[];
    expect(at).toBeGreaterThanOrEqual(submitted_at);
    expect(at).toBeLessThan(submitted_at + 20);
  });
});

describe("a start after a kill", () => {
  test("gives versions that nobody was told of their links, and throws away halves", async () => {
    const terminal = smallCourse();
    terminal.write("hw1/alice_20261126T120000.py", "x = 1");
    terminal.write("hw1/alice_20261126T120005.py", "x = 2");
    symlinkSync("alice_20261126T120000.py", terminal.path("hw1/alice.py"));
    terminal.write("hw1/bob_20261126T120000.py", "y = 1");
    terminal.write("hw1/carol_20261126T120000.py", "z = 1");
    terminal.write("hw1/carol.py", "z = 1");
    terminal.write("hw1/dave_20260101T120000.py", "an old copy of the teacher's");
    terminal.write("hw1/dave.py", "the teacher's");
    terminal.write("backup/eve_20260101T120000.py", "no assignment");
    terminal.write(".atelier/aside/half", "x = ");
    utimesSync(terminal.path(".atelier/aside/half"), 0, 0);
    const server = await openCourseServer(terminal);
    expect([terminal.read("hw1/alice.py"), terminal.read("hw1/bob.py")]).toEqual(["x = 2", "y = 1"]);
    // A folder of mograder's from Windows stays as it is.
    expect(lstatSync(terminal.path("hw1/carol.py")).isFile()).toBe(true);
    expect(terminal.files(".atelier/aside")).toEqual([]);
    // What is no submission stays as it is.
    expect(terminal.read("hw1/dave.py")).toBe("the teacher's");
    expect((await server.submit("d = 1", "dave")).status).toBe(409);
    expect(terminal.files("backup")).toEqual(["eve_20260101T120000.py"]);
    expect(existsSync(terminal.path("backup/eve.py"))).toBe(false);
    expect(await (await server.submit("x = 2", "alice")).json()).toMatchObject({ duplicate: true });
    expect(await (await server.submit("z = 2", "carol")).json()).toMatchObject({ duplicate: false });
    expect(terminal.read("hw1/carol.py")).toBe("z = 2");
  });
});

test("SIGKILL in a crowd that tries again: what was acknowledged is there, whole, and nothing twice", async () => {
  const terminal = smallCourse();
  let server = await startCourseProcess(terminal, ["--port", "0"]);
  const { port } = new URL(server.url);
  const { submit } = asking(server.url, terminal.read(".mograder-secret").trim());
  const users = Array.from({ length: 30 }, (_, number) => `student${number}`);
  const textsOf = (user: string) =>
    ["first", "second", "third"].map((word) => `# ${word}\n${user.repeat(10_000)}`);
  const acknowledged = new Map<string, unknown>();
  let look = () => {};
  const reached = (count: number) =>
    new Promise<void>((settle) => {
      look = () => acknowledged.size >= count && settle();
      look();
    });
  const submitAll = async (user: string) => {
    for (const text of textsOf(user)) {
      // As the page's outbox does: the same bytes, until there is an answer.
      await vi.waitFor(
        async () => {
          const answer = await submit(text, user);
          if (answer.status !== 200) throw new Error(await answer.text());
          acknowledged.set(text, await answer.json());
          look();
        },
        { timeout: 90_000, interval: 20 },
      );
    }
  };
  const all = Promise.all(users.map(submitAll));
  for (const some of [1, 25, 50]) {
    await reached(some);
    await server.end("SIGKILL");
    expect(acknowledged.size).toBeLessThan(90);
    const there = new Set(
      users.flatMap((user) => versions(terminal, user)).map((name) => terminal.read(`hw1/${name}`)),
    );
    expect([...acknowledged.keys()].filter((text) => !there.has(text))).toEqual([]);
    server = await startCourseProcess(terminal, ["--port", port]);
  }
  await all;
  for (const user of users) {
    const kept = versions(terminal, user);
    expect(kept.map((name) => terminal.read(`hw1/${name}`))).toEqual(textsOf(user));
    expect(readlinkSync(terminal.path(`hw1/${user}.py`))).toBe(kept.at(-1));
  }
  for (const [text, answer] of acknowledged) expect(answer).toMatchObject({ digest: await digestOf(text) });
});

describe("a disk that takes no more", () => {
  const inside = 'echo s3cr3t > .mograder-secret; mkdir -p hw1/files; exec "$0" "$@"';
  const limit = `ulimit -f 800; ${inside}`;
  const small = `exec unshare -rm sh -c 'mount -t tmpfs -o size=400k tmpfs "$PWD" && cd "$PWD" && ${inside}' "$0" "$@"`;
  const canMount = spawnSync("unshare", ["-rm", "mount", "-t", "tmpfs", "tmpfs", tmpdir()]).status === 0;

  test.each([["no file over 400 KB", limit], ...(canMount ? [["a disk of 400 KB", small]] : [])])(
    "%s: 507, what was there stays, and smaller work is still taken",
    async (_name, script) => {
      const server = await startCourseProcess(smallCourse(), ["--port", "0"], script);
      const { submit, get, json } = asking(server.url, "s3cr3t");
      const stored = async () => (await get("/assignments/hw1/submissions/alice.py", INSTRUCTOR)).text();
      expect((await submit("x = 1", "alice")).status).toBe(200);
      const answers = await Promise.all(["alice", "bob"].map((user) => submit("x".repeat(500_000), user)));
      for (const answer of answers) {
        expect([answer.status, await answer.json()]).toEqual([
          507,
          expect.objectContaining({ code: "disk-full" }),
        ]);
      }
      expect(await stored()).toBe("x = 1");
      expect(await json("/assignments/hw1/status?user=bob", "bob")).toMatchObject({ status: "new" });
      expect((await submit("x = 2", "alice")).status).toBe(200);
      expect(await stored()).toBe("x = 2");
      expect(await server.end("SIGTERM")).toBe(0);
    },
  );
});
