import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Site, serve } from "../../scripts/serve.ts";

let parent: string;
let site: Site;
const asked: (string | undefined)[] = [];

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), "atelier-serve-"));
  const folder = join(parent, "site");
  await mkdir(join(folder, "assets"), { recursive: true });
  await writeFile(join(parent, "secret.txt"), "secret");
  await mkdir(join(parent, "site-other"));
  await writeFile(join(parent, "site-other", "secret.txt"), "secret");
  await writeFile(join(folder, "index.html"), "<!doctype html>");
  await writeFile(join(folder, "first-exercise.py"), "import marimo");
  await writeFile(join(folder, "assets", "index-0123456789.js"), "export {};");
  await writeFile(join(folder, "assets", "memory.01234567.bin.gz"), "…");
  site = await serve({ folder, base: "/a/b/", onRequest: ({ url }) => asked.push(url) });
});

afterAll(async () => {
  await site.close();
  await rm(parent, { recursive: true });
});

const get = (path: string, options?: RequestInit) => fetch(new URL(path, site.url), options);

/** The status of a path that `fetch` would tidy up before it asks. */
function statusOf(path: string): Promise<string | undefined> {
  return new Promise((settle, fail) => {
    const socket = connect(site.port, "127.0.0.1", () => {
      socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    });
    socket.once("data", (data) => settle(/^HTTP\/1.1 (\d+)/.exec(data.toString())?.[1]));
    socket.once("error", fail);
  });
}

test("serves the index and the files below the base, and nothing else", async () => {
  expect(site.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/a\/b\/$/);
  const index = await get("");
  expect(index.status).toBe(200);
  expect(index.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(await index.text()).toBe("<!doctype html>");
  expect((await get("/")).status).toBe(404);
  expect((await get("/index.html")).status).toBe(404);
  expect((await get("c/course/notebook")).status).toBe(404);
  expect((await get("assets/")).status).toBe(404);
  expect(asked).toContain("/a/b/c/course/notebook");
});

test.each([
  "/a/b/../secret.txt",
  "/a/b/../../../secret.txt",
  "/a/b/%2e%2e/secret.txt",
  "/a/b/..%2fsecret.txt",
  "/a/b/..%2fsite-other%2fsecret.txt",
  "/a/b/%00",
  "/a/b/%",
  "//[/",
])("refuses %s", async (path) => {
  expect(await statusOf(path)).toBe("404");
});

test("lets hashed names be kept for ever and asks about all others", async () => {
  const caching = async (path: string) => (await get(path)).headers.get("cache-control");
  expect(await caching("assets/index-0123456789.js")).toBe("public, max-age=31536000, immutable");
  expect(await caching("assets/memory.01234567.bin.gz")).toBe("public, max-age=31536000, immutable");
  expect(await caching("index.html")).toBe("no-cache");
  expect(await caching("first-exercise.py")).toBe("no-cache");
});

test("answers 304 to the tag it gave, and with the file to another", async () => {
  const etag = (await get("index.html")).headers.get("etag") ?? "";
  const again = await get("index.html", { headers: { "if-none-match": etag }, cache: "no-store" });
  expect(again.status).toBe(304);
  expect((await get("index.html", { headers: { "if-none-match": '"other"' } })).status).toBe(200);
});

test("answers HEAD without a body and refuses to be written to", async () => {
  const head = await get("first-exercise.py", { method: "HEAD" });
  expect(head.headers.get("content-length")).toBe("13");
  expect(await head.text()).toBe("");
  expect((await get("index.html", { method: "POST", body: "x" })).status).toBe(405);
});

test("says so when the port is taken", async () => {
  await expect(serve({ folder: parent, port: site.port })).rejects.toMatchObject({ code: "EADDRINUSE" });
});
