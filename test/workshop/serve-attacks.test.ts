/** `workshop serve` among people who mean it harm: tokens (W8), names, bodies, and patience. */
import { readdirSync } from "node:fs";
import { connect } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { MOST_BODY } from "../../src/core/live/protocol.ts";
import { createEventStreams, formatEvent } from "../../workshop/serve/event-streams.ts";
import { isAllowedHost } from "../../workshop/web/hosts.ts";
import { startServer } from "../../workshop/web/server.ts";
import { listen } from "./support/event-source.ts";
import { exportedCourse, openServing, statusOf, talk } from "./support/serving.ts";

const request = { kind: "release", notebook: "intro", exercises: ["Q1"] };
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe("W8: the token", () => {
  test("has 256 random bits, comes from this start alone, and is no name of anything", async () => {
    const terminal = await exportedCourse();
    const [one, other] = [await openServing(terminal), await openServing(terminal)];
    expect(Buffer.from(one.token, "base64url")).toHaveLength(32);
    expect(one.token).not.toBe(other.token);
    expect((await one.post("release", request, bearer(other.token))).status).toBe(401);
  });

  test("is wanted in the header, and taken from nowhere else", async () => {
    const serving = await openServing(await exportedCourse());
    const { token } = serving;
    const wrong: Record<string, string>[] = [
      {},
      { authorization: token },
      { authorization: `Basic ${token}` },
      { authorization: "Bearer" },
      { cookie: `token=${token}` },
      { "x-token": token },
    ];
    for (const headers of wrong) {
      const response = await serving.post(`release?token=${token}`, { ...request, token }, headers);
      expect([response.status, response.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
      expect((await serving.get(`cockpit/events?token=${token}`, headers)).status).toBe(401);
    }
    expect(serving.terminal.read("site/notebooks/intro/keys.json")).toBe("{}\n");
    expect((await serving.post("release", request, { authorization: `bearer ${token}` })).status).toBe(200);
  });

  test("after ten wrong ones an address waits, and a right one from elsewhere still works", async () => {
    const serving = await openServing(await exportedCourse());
    const guesses = [...Array(12).keys()].map((number) => `${serving.token}${number}`);
    const statuses: number[] = [];
    for (const guess of guesses)
      statuses.push((await serving.post("release", request, bearer(guess))).status);
    expect(statuses).toEqual([...Array(10).fill(401), 429, 429]);
    const late = await serving.post("release", request, bearer(serving.token));
    expect(late.status).toBe(429);
    expect(Number(late.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(Number(late.headers.get("retry-after"))).toBeLessThanOrEqual(60);
    // Attendees at that address are not bothered.
    expect((await serving.get("course.json")).status).toBe(200);
    const body = JSON.stringify(request);
    const elsewhere = [
      "POST /release HTTP/1.1",
      `Host: 127.0.0.1:${serving.port}`,
      `Authorization: Bearer ${serving.token}`,
      "Content-Type: application/json",
      `Content-Length: ${body.length}`,
      "Connection: close",
      "",
      body,
    ];
    expect(await talk(serving.port, elsewhere.join("\r\n"), "127.0.0.2")).toMatch(/^HTTP\/1\.1 200 /);
  });

  test("is in no line that is told", async () => {
    const serving = await openServing(await exportedCourse());
    await serving.post("release", request, bearer("wrong"));
    await serving.post("release", { kind: "release" }, bearer(serving.token));
    expect(serving.told).toEqual([]);
  });
});

describe("DNS rebinding: a name of another site that leads here", () => {
  const paths = ["/", "/course.json", "/events", "/cockpit/events", "/notebooks/intro/keys.json"];

  test.each([
    "evil.example",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "evil.example:80",
    "localhost@evil.example",
    "192.168.1.7",
    "[::2]",
    "",
  ])("Host: %s", async (host) => {
    const serving = await openServing(await exportedCourse());
    for (const path of paths) expect(await statusOf(serving.port, path, [`Host: ${host}`])).toBe(421);
  });

  test.each(["localhost", "LOCALHOST:80", "127.0.0.1", "[::1]:8080"])("but Host: %s", async (host) => {
    const serving = await openServing(await exportedCourse());
    expect(await statusOf(serving.port, "/", [`Host: ${host}`])).toBe(200);
  });

  test("behind a tunnel, the name of --join, and what its pages send", async () => {
    const join = new URL("https://workshop.example/live/");
    const serving = await openServing(await exportedCourse(), { join });
    expect(await statusOf(serving.port, "/", ["Host: workshop.example"])).toBe(200);
    expect(await statusOf(serving.port, "/", ["Host: evil.example"])).toBe(421);
    const presence = { attendee: "a".repeat(22), notebook: "intro", exercises: [] };
    expect((await serving.post("presence", presence, { origin: join.origin })).status).toBe(204);
  });

  test("on a network, the address that was given; on all addresses, any that is written in numbers", () => {
    const allowed = (host: string, header: string) => isAllowedHost(header, { host, join: undefined });
    expect(allowed("192.168.1.7", "192.168.1.7:8080")).toBe(true);
    expect(allowed("192.168.1.7", "192.168.1.8:8080")).toBe(false);
    expect(allowed("fd00::7", "[FD00::7]:8080")).toBe(true);
    expect(allowed("laptop.local", "laptop.local:8080")).toBe(true);
    for (const host of ["0.0.0.0", "::"]) {
      expect(allowed(host, "10.0.0.3")).toBe(true);
      expect(allowed(host, "[fd00::9]:8080")).toBe(true);
      expect(allowed(host, "evil.example")).toBe(false);
      expect(allowed(host, "10.0.0.3.evil.example")).toBe(false);
    }
  });

  test("without a name at all", async () => {
    const serving = await openServing(await exportedCourse());
    expect(await talk(serving.port, "GET / HTTP/1.0\r\n\r\n")).toMatch(/^HTTP\/1\.1 421 /);
    expect(await talk(serving.port, "GET / HTTP/1.1\r\nConnection: close\r\n\r\n")).toMatch(
      /^HTTP\/1\.1 400 /,
    );
  });
});

describe("bodies", () => {
  const head = (...more: string[]) =>
    ["POST /presence HTTP/1.1", "Host: localhost", "Content-Type: application/json", ...more, "", ""].join(
      "\r\n",
    );

  test("a long one is refused before it is read, and the connection ends", async () => {
    const serving = await openServing(await exportedCourse());
    const answer = await talk(serving.port, head(`Content-Length: ${10 ** 9}`));
    expect(answer).toMatch(/^HTTP\/1\.1 413 .*\r\nconnection: close\r\n/is);
  });

  test("one of unknown length is cut off where it becomes too long", async () => {
    const serving = await openServing(await exportedCourse());
    const chunk = `${MOST_BODY.toString(16)}\r\n${" ".repeat(MOST_BODY)}\r\n`;
    expect(await talk(serving.port, head("Transfer-Encoding: chunked") + chunk + chunk)).toMatch(
      /^HTTP\/1\.1 413 /,
    );
  });

  test("two lengths, or a length and chunks, are refused", async () => {
    const serving = await openServing(await exportedCourse());
    const both = head("Content-Length: 2", "Transfer-Encoding: chunked");
    expect(await talk(serving.port, `${both}0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /);
    expect(await talk(serving.port, head("Content-Length: 2", "Content-Length: 3"))).toMatch(
      /^HTTP\/1\.1 400 /,
    );
  });

  test("a head of 100 KB is refused", async () => {
    const serving = await openServing(await exportedCourse());
    expect(await talk(serving.port, head(`X: ${"x".repeat(100_000)}`))).toMatch(/^HTTP\/1\.1 431 /);
  });
});

describe("slow clients", () => {
  test("heads and bodies that do not come to an end are not waited for, and others are served", async () => {
    const serving = await openServing(await exportedCourse());
    const drip = (text: string) =>
      new Promise<number>((settle, fail) => {
        const begun = performance.now();
        const socket = connect(serving.port, "127.0.0.1", () => socket.write(text));
        const drops = setInterval(() => socket.write("x"), 500);
        onTestFinished(() => clearInterval(drops));
        socket.on("error", fail);
        socket.resume();
        socket.on("close", () => {
          clearInterval(drops);
          settle(performance.now() - begun);
        });
      });
    const slow = [
      ...Array.from({ length: 100 }, () => drip("GET / HTTP/1.1\r\nHost: localhost\r\nX: ")),
      drip(
        "POST /presence HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 8000\r\n\r\n",
      ),
    ];
    const begun = performance.now();
    expect((await serving.get("course.json")).status).toBe(200);
    expect(performance.now() - begun).toBeLessThan(1_000);
    for (const time of await Promise.all(slow)) expect(time).toBeLessThan(20_000);
  });

  test("a page that does not read its events is cut off, and others are not kept waiting", async () => {
    const streams = createEventStreams({ all: 10, perAddress: 10 }, () => {});
    const server = await startServer(
      { host: "127.0.0.1", port: 0, tls: undefined },
      async (asked, response) => void streams.open(asked, response, formatEvent("hello", null)),
      (mistake) => expect.unreachable(mistake.message),
    );
    onTestFinished(() => {
      streams.close();
      return server.close();
    });
    const reader = await listen(`http://127.0.0.1:${server.port}/`);
    const deaf = connect(server.port, "127.0.0.1", () =>
      deaf.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
    );
    deaf.pause();
    deaf.on("error", () => {});
    onTestFinished(() => void deaf.destroy());
    await expect.poll(() => streams.count()).toBe(2);
    const long = "x".repeat(100_000);
    for (let round = 0; streams.count() === 2 && round < 1_000; round++) {
      streams.send(formatEvent("long", long));
      await reader.next(({ name }) => name === "long", reader.heard.length);
    }
    expect(streams.count()).toBe(1);
  });
});

test("whoever leaves in the middle of a large file leaves nothing open", async () => {
  const terminal = await exportedCourse();
  terminal.write("site/notebooks/intro/files/large.bin", new Uint8Array(20_000_000));
  const serving = await openServing(terminal);
  const before = readdirSync("/dev/fd").length;
  const begun = Array.from(
    { length: 40 },
    () =>
      new Promise<void>((settle) => {
        const head = "GET /notebooks/intro/files/large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n";
        const socket = connect(serving.port, "127.0.0.1", () => socket.write(head));
        socket.once("data", () => {
          socket.destroy();
          settle();
        });
      }),
  );
  await Promise.all(begun);
  await expect.poll(() => readdirSync("/dev/fd").length).toBeLessThanOrEqual(before + 5);
});

describe("many", () => {
  test("tabs of one address are all told", async () => {
    const serving = await openServing(await exportedCourse());
    const pages = await Promise.all(Array.from({ length: 300 }, () => serving.page()));
    await serving.release({ exercises: ["Q1"] });
    for (const page of pages) await page.next(({ name }) => name === "released");
  });

  test("streams over the limit are told to come back, and keys can still be asked for", async () => {
    const streams = createEventStreams({ all: 3, perAddress: 2 }, () => {});
    const server = await startServer(
      { host: "127.0.0.1", port: 0, tls: undefined },
      async (asked, response) => {
        if (!streams.open(asked, response, formatEvent("hello", null))) response.writeHead(503).end();
      },
      (mistake) => expect.unreachable(mistake.message),
    );
    onTestFinished(() => {
      streams.close();
      return server.close();
    });
    const url = `http://127.0.0.1:${server.port}/`;
    const first = await listen(url);
    await listen(url);
    await expect(listen(url)).rejects.toThrow("503");
    first.close();
    await expect.poll(() => streams.count()).toBe(1);
    await listen(url);
  });
});
