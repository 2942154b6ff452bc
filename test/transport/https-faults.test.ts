/** A bad network between us and the real `mograder serve`: a clear failure, or the whole file, and never a throw. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RemoteAssignment } from "../../src/core/submission/transport.ts";
import { createHttpsTransport } from "../../src/transport/https/https-transport.ts";
import { type FaultKind, type FaultProxy, startFaultProxy } from "../support/fault-proxy.ts";
import { serveMograder } from "../support/mograder.ts";
import { type CourseServer, openCourse, outgoing, signal } from "./support/course-server.ts";
import { standIn } from "./support/stand-in.ts";

let server: CourseServer;
let proxy: FaultProxy;
let hw1: RemoteAssignment;
let students = 0;

beforeAll(async () => {
  server = await openCourse((folder) => serveMograder(folder));
  proxy = await startFaultProxy(server.url);
  hw1 = await server.assignment("hw1");
}, 120_000);
beforeEach(() => proxy.fail(null));
afterAll(async () => {
  await proxy.close();
  await server.close();
});

const text = `x = 1\n${"# a long notebook\n".repeat(20_000)}`;
const transport = () => createHttpsTransport({ kind: "https", url: proxy.url });
const host = () => transport().host;
const uploads = /^POST .*\/submit/;

function student() {
  students += 1;
  const name = `student${students}`;
  return { access: server.as(name), stored: () => server.course.history("hw1", name) };
}

const broken = (status: number) => ({ failure: "server-broken", host: host(), status });
const unreachable = () => ({ failure: "unreachable", host: host() });

const faults: readonly [fault: FaultKind, failure: () => object, stored: readonly string[]][] = [
  ["refuse", unreachable, []],
  ["lose-answer", unreachable, [text]],
  ["wrong-length", unreachable, [text]],
  ["status-500", () => broken(500), []],
  ["html", () => broken(200), []],
  ["expired", () => ({ failure: "signed-out", host: host() }), []],
];

describe.each(faults)("%s", (fault, failure, stored) => {
  test("while sending is told, and sending again is all it takes", async () => {
    const one = student();
    await proxy.fail(fault, uploads);
    expect(await transport().submit(one.access, hw1, await outgoing(text), signal)).toEqual(failure());
    expect(one.stored()).toEqual(stored);
    await proxy.fail(null);
    expect(await transport().submit(one.access, hw1, await outgoing(text), signal)).toBeUndefined();
    expect(one.stored().at(-1)).toBe(text);
    expect(new Set(one.stored())).toEqual(new Set([text]));
  });

  test("while asking is told", async () => {
    const { access } = student();
    const [file = { name: "", url: "", bytes: null }] = hw1.files;
    const own = { ...file, url: file.url.replace(server.url, proxy.url) };
    const questions = [
      () => transport().list(access, signal),
      () => transport().status(access, hw1, null, signal),
      () => transport().register("somebody", "code", signal),
    ];
    for (const ask of questions) {
      await proxy.fail(fault, undefined, 2);
      expect(await ask()).toEqual(failure());
    }
    await proxy.fail(fault);
    const fetched = transport().file(access, own, signal);
    // Any page may be a file.
    if (fault === "html") expect(await fetched).toBeInstanceOf(Blob);
    else expect(await fetched).toEqual(failure());
  });
});

test("mograder keeps what it has of an upload that breaks off, until the next one", async () => {
  const one = student();
  await proxy.fail("reset-upload", uploads);
  expect(await transport().submit(one.access, hw1, await outgoing(text), signal)).toEqual(unreachable());
  // So its word that something was submitted proves nothing after a failure.
  await expect.poll(() => one.stored().length).toBe(1);
  expect(text.startsWith(one.stored()[0] ?? "?")).toBe(true);
  expect(one.stored()[0]?.length).toBeLessThan(text.length);
  expect(await transport().status(one.access, hw1, await outgoing(text), signal)).toMatchObject({
    submission: { state: "submitted", files: null },
  });
  expect(await transport().submit(one.access, hw1, await outgoing(text), signal)).toBeUndefined();
  expect(server.course.read(`hw1/${one.access.user}.py`)).toBe(text);
});

test("who does not want to wait any longer is let go", async () => {
  const { access } = student();
  const waiting = new AbortController();
  const before = proxy.requests.length;
  await proxy.fail("stall", undefined, 2);
  const answers = [
    transport().submit(access, hw1, await outgoing(text), waiting.signal),
    transport().status(access, hw1, null, waiting.signal),
  ];
  await expect.poll(() => proxy.requests.length).toBe(before + 2);
  waiting.abort();
  expect(await Promise.all(answers)).toEqual([{ failure: "interrupted" }, { failure: "interrupted" }]);
});

describe("a server that answers no preflight of a browser's, as mograder's ASGI routes", () => {
  const token = `alice:${"0".repeat(64)}`;
  const alice = { token, user: "alice", name: "alice" };

  /** As a page sees it: what needs a preflight does not get through. */
  async function routes(isThere = () => true) {
    return standIn((what, response) => {
      const { authorization, "content-type": type } = response.req.headers;
      if (authorization !== undefined || type === "application/json" || !isThere()) return response.destroy();
      return what === "POST /register" ? { token, user: "alice" } : [];
    });
  }

  test("registers by a text", async () => {
    const server = await routes();
    const { register } = createHttpsTransport({ kind: "https", url: server.url });
    expect(await register("alice", "code", signal)).toEqual(alice);
    const body = JSON.stringify({ user: "alice", enrollment_code: "code" });
    const types = server.asked.map(({ headers }) => headers["content-type"]);
    expect([types, server.asked.map((one) => one.body)]).toEqual([
      ["application/json", "text/plain"],
      [body, body],
    ]);
  });

  test("lets in where no token is needed, and says why where one is", async () => {
    const server = await routes();
    const { enter, signIn } = createHttpsTransport({ kind: "https", url: server.url });
    expect(await enter("alice", signal)).toEqual({ ...alice, token: "" });
    expect(await signIn(token, signal)).toEqual({ failure: "pages-refused", host: server.host });
  });

  test("is not taken for a server that is away, nor for one that was away for a moment", async () => {
    const away = await routes(() => false);
    const { signIn } = createHttpsTransport({ kind: "https", url: away.url });
    expect(await signIn(token, signal)).toEqual({ failure: "unreachable", host: away.host });
    const access = server.as("student1");
    await proxy.fail("lose-answer", /\/assignments$/);
    expect(await transport().signIn(access.token, signal)).toEqual(access);
  });
});
