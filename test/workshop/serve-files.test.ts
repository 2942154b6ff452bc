/** `workshop serve`: the site's files as on a static host, and nothing else of the disk (W7). */
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { exportedCourse, openServing, statusOf, talk } from "./support/serving.ts";
import { filesBelow } from "./support/terminal.ts";

const keys = "notebooks/intro/keys.json";

test("every file of the site, with its type, byte for byte", async () => {
  const serving = await openServing(await exportedCourse());
  for (const name of serving.terminal.files("site")) {
    const response = await serving.get(name);
    expect([name, response.status, response.headers.get("x-content-type-options")]).toEqual([
      name,
      200,
      "nosniff",
    ]);
    if (name !== "course.json") expect(await response.text()).toBe(serving.terminal.read(`site/${name}`));
  }
  expect((await serving.get("")).headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect((await serving.get("assets/app-0123456789.js")).headers.get("cache-control")).toContain("immutable");
  expect((await serving.get("index.html")).headers.get("cache-control")).toBe("no-cache");
});

test("no other site may read an answer, and no method but reading is known", async () => {
  const serving = await openServing(await exportedCourse());
  const response = await serving.get(keys, { origin: "https://other.example" });
  expect([...response.headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
  for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) {
    expect((await fetch(serving.url + keys, { method })).status).toBe(405);
  }
  const head = await fetch(serving.url + keys, { method: "HEAD" });
  expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([200, "3", ""]);
});

describe("course.json", () => {
  test("says that it is served live, and is not written", async () => {
    const serving = await openServing(await exportedCourse());
    const before = serving.terminal.read("site/course.json");
    const response = await serving.get("course.json");
    const live = { ...JSON.parse(before), events: "events", presence: "presence" };
    expect(await response.json()).toEqual(live);
    expect(serving.terminal.read("site/course.json")).toBe(before);
    const etag = response.headers.get("etag") ?? "";
    expect((await serving.get("course.json", { "if-none-match": etag })).status).toBe(304);
  });

  test("takes keys from here even where a static host would have them elsewhere", async () => {
    const terminal = await exportedCourse();
    await terminal.run("export", ".", "--keys-url", "https://keys.example/intro.json");
    const serving = await openServing(terminal);
    expect(await (await serving.get("course.json")).json()).toMatchObject({ notebooks: [{ keys }] });
    expect(terminal.read("site/course.json")).toContain("https://keys.example/intro.json");
  });
});

describe("keys.json", () => {
  test("comes from the disk each time, also when it is not there yet", async () => {
    const serving = await openServing(await exportedCourse());
    expect(await (await serving.get(keys)).json()).toEqual({});
    serving.terminal.remove(`site/${keys}`);
    const missing = await serving.get(`${keys}?t=29000000`);
    expect([missing.status, await missing.text()]).toEqual([200, "{}\n"]);
    await serving.terminal.run("release-key", "Q2");
    expect(Object.keys((await (await serving.get(keys)).json()) as object)).toEqual(["Q2"]);
  });

  test("of the whole site, where programs look for them", async () => {
    const terminal = await exportedCourse();
    await terminal.run("release-key", "Q1");
    const key = (terminal.json("private/intro/keys_all.json") as Record<string, string>).Q1;
    const serving = await openServing(terminal);
    expect(await (await serving.get("keys.json")).json()).toEqual({ Q1: key });
    await serving.close();
    terminal.write("source/more.py", terminal.read("source/intro.py"));
    expect(await terminal.run("export", ".")).toMatchObject({ code: 0 });
    const two = await openServing(terminal);
    expect(await (await two.get("keys.json")).json()).toEqual({ "intro/Q1": key });
  });

  test("a question that finds nothing new costs 400 bytes at most", async () => {
    const serving = await openServing(await exportedCourse());
    const etag = (await serving.get(keys)).headers.get("etag") ?? "";
    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const request = `GET /${keys}?t=1 HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: ${tag}\r\nConnection: close\r\n\r\n`;
      const answer = await talk(serving.port, request);
      expect(answer).toMatch(/^HTTP\/1\.1 304 /);
      expect(Buffer.byteLength(answer)).toBeLessThanOrEqual(400);
    }
  });
});

describe("an app that is older than the command line", () => {
  test("gets its cockpit from there", async () => {
    const serving = await openServing(await exportedCourse());
    const put = (name: string, text: string) => {
      mkdirSync(dirname(join(serving.terminal.app, name)), { recursive: true });
      writeFileSync(join(serving.terminal.app, name), text);
    };
    expect((await serving.get("cockpit.html")).status).toBe(404);
    put("cockpit.html", "<!doctype html><title>Newer</title>");
    put("assets/cockpit-0123456789.js", "newer();");
    put("assets/app-0123456789.js", "another();");
    put("repair.html", "not asked for");
    const page = await serving.get("cockpit.html");
    expect(await page.text()).toContain("Newer");
    expect(Object.fromEntries(page.headers)).toMatchObject({
      "cache-control": "no-store",
      "content-security-policy": "frame-ancestors 'none'",
      "x-frame-options": "DENY",
      "referrer-policy": "no-referrer",
    });
    expect(await (await serving.get("assets/cockpit-0123456789.js")).text()).toBe("newer();");
    expect(await (await serving.get("assets/app-0123456789.js")).text()).toContain("the app");
    expect((await serving.get("repair.html")).status).toBe(404);
    serving.terminal.write("site/cockpit.html", "its own");
    expect(await (await serving.get("cockpit.html")).text()).toBe("its own");
  });
});

describe("W7: nothing outside of the folder", () => {
  const secrets = [
    "private/intro/keys_all.json",
    "private/intro/words.json",
    "source/intro.py",
    "course.toml",
  ];
  const ways = [
    "/../",
    "/../../",
    "/./../",
    "/assets/../../",
    "/%2e%2e/",
    "/%2E%2E/",
    "/.%2e/",
    "/..%2f",
    "/..%2F",
    "/%2e%2e%2f",
    "/%252e%252e/",
    "/%252e%252e%252f",
    "/..\\",
    "/..%5c",
    "/%2e%2e%5c",
    "/%c0%ae%c0%ae/",
    "/%e0%80%ae%e0%80%ae/",
    "/%uff0e%uff0e/",
    "/..;/",
    "/assets/..%00/../",
    "/index.html%00/../../",
    "//",
    "///../",
    "/notebooks/intro/../../../",
    "/notebooks/intro/files/..%2f..%2f..%2f..%2f",
  ];

  test.each(ways)("%s", async (way) => {
    const serving = await openServing(await exportedCourse());
    for (const secret of secrets) {
      expect(await statusOf(serving.port, way + secret)).toBe(404);
      expect(await statusOf(serving.port, way + encodeURIComponent(secret))).toBe(404);
      expect(await statusOf(serving.port, way + serving.terminal.path(secret))).toBe(404);
    }
  });

  test.each([
    "http://localhost/../course.toml",
    "http://other.example/index.html",
    "*",
    "index.html",
    "/%",
    "//[/",
  ])("the target %s", async (target) => {
    const serving = await openServing(await exportedCourse());
    expect(await statusOf(serving.port, target)).toSatisfy((status) => status === 404 || status === 400);
  });

  test("no link that leads out, no dot-file, and no private file that lies inside by mistake", async () => {
    const terminal = await exportedCourse();
    symlinkSync(terminal.path("private"), terminal.path("site/linked"));
    symlinkSync(terminal.path("course.toml"), terminal.path("site/config.txt"));
    symlinkSync(terminal.path("site/notebooks"), terminal.path("site/also"));
    terminal.write("site/.git/config", "secret");
    terminal.write("site/notebooks/.keys.json.aside", "secret");
    terminal.write("site/private/notes.txt", "secret");
    terminal.write("site/Private/notes.txt", "secret");
    terminal.write("site/notebooks/intro/keys_all.json", "{}");
    terminal.write("site/notebooks/intro/words.json.1", "{}");
    symlinkSync(terminal.path("site/.git/config"), terminal.path("site/dots.txt"));
    symlinkSync(terminal.path("site/private/notes.txt"), terminal.path("site/notes.txt"));
    const serving = await openServing(terminal);
    const refused = [
      "linked/intro/keys_all.json",
      "config.txt",
      "dots.txt",
      "notes.txt",
      ".git/config",
      "%2egit/config",
      "notebooks/.keys.json.aside",
      "private/notes.txt",
      "PRIVATE/notes.txt",
      "Private/notes.txt",
      "notebooks/intro/keys_all.json",
      "notebooks/intro/words.json.1",
      "also/intro/keys_all.json",
    ];
    for (const name of refused) expect([name, (await serving.get(name)).status]).toEqual([name, 404]);
    expect((await serving.get("also/intro/keys.json")).status).toBe(200);
  });
});

test("no answer and no line at the terminal holds a key that is not released, or any word", async () => {
  const serving = await openServing(await exportedCourse(['unlock = ["release", "session", "phrase"]']));
  const { terminal } = serving;
  await serving.release({ exercises: ["Q1"] });
  const page = await serving.page();
  const cockpit = await serving.cockpit();
  await cockpit.next(({ name }) => name === "room");
  const answers: string[] = [JSON.stringify(page.heard), JSON.stringify(cockpit.heard), ...serving.told];
  for (const name of [
    ...filesBelow(terminal.path("site")),
    "private/intro/keys_all.json",
    "events/",
    "nothing",
  ]) {
    const response = await serving.get(name);
    answers.push(JSON.stringify([...response.headers]), await response.text());
  }
  for (const response of [
    await serving.release({ exercises: ["Q9"] }),
    await (await serving.post("release", { kind: "release" })).text(),
    await (await serving.post("presence", { attendee: serving.token })).text(),
  ]) {
    answers.push(JSON.stringify(response));
  }
  const said = answers.join("\n");
  const { Q1: released, Q2: kept } = terminal.json("private/intro/keys_all.json") as Record<string, string>;
  const words = terminal.read("private/intro/words.json").match(/[a-z]+(?: [a-z]+){5}/g) ?? [];
  expect(words).toHaveLength(3);
  expect(said).toContain(released);
  for (const secret of [kept, ...words, serving.token]) expect(said).not.toContain(secret);
});
