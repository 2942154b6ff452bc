/** The HTTPS transport where it is used: in a real Chromium, in a page of another origin than the server's. */
import { fileURLToPath } from "node:url";
import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { digestOf } from "../../src/core/digest.ts";
import { launchChromium } from "../support/browser.ts";
import { bundleModule } from "../support/bundle-module.ts";
import { serveMograder } from "../support/mograder.ts";
import { serveMograderRoutes } from "../support/mograder-asgi.ts";
import { homework } from "./support/course-folder.ts";
import { openCourse, type Start } from "./support/course-server.ts";
import { serveOurs } from "./support/serve-course.ts";
import { type Answers, standIn } from "./support/stand-in.ts";
import type * as Student from "./support/student.ts";

const entry = fileURLToPath(new URL("support/student.ts", import.meta.url));
// Each step opens a page.
vi.setConfig({ testTimeout: 90_000 });

const code = "blue-42";
let browser: Browser;
let script: string;

beforeAll(async () => {
  [browser, script] = await Promise.all([launchChromium(), bundleModule(entry, "Student")]);
}, 120_000);
afterAll(() => browser.close());

/** Runs one function of `support/student.ts` in a page of its own, of this machine or of the given address. */
async function inPage(what: keyof typeof Student, given: readonly unknown[], elsewhere?: string) {
  const page = await browser.newPage();
  // One that is not from this machine may ask nothing of it.
  const address = elsewhere ?? (await standIn(sendPage)).url;
  if (elsewhere)
    await page.route(address, (route) => route.fulfill({ contentType: "text/html", body: html }));
  await page.goto(address);
  await page.addScriptTag({ content: script });
  const result: unknown = await page.evaluate(
    ({ what, given }) => Reflect.get(globalThis, "Student")[what](...given),
    { what, given },
  );
  await page.close();
  return result;
}

const html = "<!doctype html><title>A student</title>";
const sendPage: Answers = (_what, response) =>
  response.writeHead(200, { "content-type": "text/html" }).end(html);

async function open(start: Start) {
  const server = await openCourse(start);
  onTestFinished(() => server.close());
  return server;
}

const text = "x = 'ü'\n";

test("mograder serve: registers, signs in, fetches, submits, and reads the grade", async () => {
  const server = await open((folder) => serveMograder(folder, "--enrollment-code", code));
  const alice = server.as("alice");
  expect(await inPage("register", [server.url, "alice", code])).toEqual(alice);
  expect(await inPage("signIn", [server.url, alice.token])).toEqual(alice);
  expect(await inPage("submit", [server.url, alice, text])).toEqual({
    handedOut: homework,
    sent: undefined,
    status: { submission: { state: "submitted", at: null, files: null }, grade: null, closed: null },
  });
  expect(server.course.read("hw1/alice.py")).toBe(text);
  await server.postGrades("hw1", [{ username: "alice", grade: 9, feedback: "" }]);
  await server.postFeedback("hw1", { "alice.html": "<p>Well done</p>" });
  // It forbids pages to read what it has in HTML.
  expect(await inPage("feedback", [server.url, alice])).toMatchObject({
    grade: { text: "9", feedback: { kind: "text", content: "" } },
    files: ["unreachable"],
  });
  const forged = { ...alice, user: "bob" };
  expect(await inPage("signIn", [server.url, alice.token.replace("alice", "bob")])).toMatchObject({
    failure: "signed-out",
  });
  expect(await inPage("status", [server.url, forged])).toMatchObject({ failure: "forbidden" });
});

test("mograder's ASGI routes: registers by a text, and says that nobody can sign in from a page", async () => {
  const server = await open((folder) => serveMograderRoutes(folder, { code }));
  const alice = server.as("alice");
  expect(await inPage("register", [server.url, "alice", code])).toEqual(alice);
  expect(await inPage("register", [server.url, "alice", "wrong"])).toMatchObject({ failure: "wrong-code" });
  expect(await inPage("signIn", [server.url, alice.token])).toEqual({
    failure: "pages-refused",
    host: server.host,
  });
});

test("mograder's ASGI routes without tokens: fetches and submits with simple requests alone", async () => {
  const server = await open((folder) => serveMograderRoutes(folder, { withTokens: false }));
  const alice = { token: "", user: "alice", name: "alice" };
  expect(await inPage("enter", [server.url, "alice"])).toEqual(alice);
  expect(await inPage("submit", [server.url, alice, text])).toMatchObject({
    handedOut: homework,
    status: { submission: { files: [{ name: "alice.py", bytes: 9, digest: await digestOf(text) }] } },
  });
});

test("workshop serve-course: the page sees what is stored, why not, and feedback in HTML", async () => {
  const server = await open((folder) => serveOurs(folder, { code }));
  const alice = server.as("alice");
  expect(await inPage("register", [server.url, "alice", code])).toEqual(alice);
  expect(await inPage("register", [server.url, "alice", code])).toMatchObject({ failure: "name-taken" });
  expect(await inPage("submit", [server.url, alice, text])).toMatchObject({
    handedOut: homework,
    status: { submission: { files: [{ name: "alice.py", bytes: 9, digest: await digestOf(text) }] } },
  });
  await server.postFeedback("hw1", { "alice.html": "<p>Well done</p>" });
  expect(await inPage("feedback", [server.url, alice])).toMatchObject({
    grade: { text: "", feedback: { kind: "html", content: "<p>Well done</p>" } },
    files: ["<p>Well done</p>"],
  });
});

test("a redirect to another server: nothing arrives there", async () => {
  const listener = await standIn(() => []);
  const server = await standIn((what, response) => {
    const headers = { "access-control-allow-origin": "*", "access-control-allow-headers": "authorization" };
    if (what.startsWith("OPTIONS")) return response.writeHead(204, headers).end();
    return response.writeHead(307, { ...headers, location: `${listener.url}/assignments` }).end();
  });
  const alice = { token: `alice:${"0".repeat(64)}`, user: "alice", name: "alice" };
  const redirected = { failure: "redirected", host: server.host };
  expect(await inPage("list", [server.url, alice])).toEqual(redirected);
  expect(await inPage("list", [server.url, { ...alice, token: "" }])).toEqual(redirected);
  expect(listener.asked).toEqual([]);
});

test("a page from https and a server without: the reason is told", async () => {
  const given = ["http://course-server.test", { token: "", user: "alice", name: "alice" }];
  expect(await inPage("list", given, "https://course.test/")).toEqual({
    failure: "mixed-content",
    host: "course-server.test",
  });
});
