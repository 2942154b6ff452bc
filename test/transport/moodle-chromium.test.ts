/** The transport for Moodle where it is used: in a real Chromium, in a page of another origin than the site's. */
import { fileURLToPath } from "node:url";
import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "../support/browser.ts";
import { bundleModule } from "../support/bundle-module.ts";
import { aFile, aGrade, aSubmission } from "../support/moodle/state.ts";
import { openMoodle } from "./support/moodle.ts";
import type * as Student from "./support/moodle-student.ts";
import { standIn } from "./support/stand-in.ts";

const entry = fileURLToPath(new URL("support/moodle-student.ts", import.meta.url));
let browser: Browser;
let script: string;

beforeAll(async () => {
  [browser, script] = await Promise.all([launchChromium(), bundleModule(entry, "Student")]);
}, 120_000);
afterAll(() => browser.close());

/** Functions of `support/moodle-student.ts`, called in one page of this machine. */
async function openPage() {
  const { url } = await standIn((_what, response) =>
    response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>A student</title>"),
  );
  const page = await browser.newPage();
  await page.goto(url);
  await page.addScriptTag({ content: script });
  return (what: keyof typeof Student, ...given: readonly unknown[]): Promise<unknown> =>
    page.evaluate(({ what, given }) => Reflect.get(globalThis, "Student")[what](...given), { what, given });
}

test("signs in, fetches, submits beside what is there, and reads grade and feedback", async () => {
  const { moodle, access, stored } = await openMoodle({
    submissiondrafts: true,
    requiresubmissionstatement: true,
    onlinetext: true,
    timelimit: 60,
    introattachments: [aFile("hw1.py", "x = 0\n")],
  });
  moodle.state.submissions.push(aSubmission({ status: "draft", files: [aFile("notes.txt", "mine")] }));
  const student = await openPage();
  expect(await student("probe", moodle.url)).toBeUndefined();
  expect(await student("signIn", moodle.url, "Correct-horse1")).toEqual(access);
  expect(await student("courses", moodle.url, access)).toEqual([{ id: 2, name: "Python 101" }]);
  expect(await student("submit", moodle.url, access, "x = 'ü'\n")).toMatchObject({
    handedOut: "x = 0\n",
    delivered: { kind: "stored", proof: "content", duplicate: false },
  });
  expect(stored()).toEqual({ "/hw1.py": "x = 'ü'\n", "/notes.txt": "mine" });
  moodle.state.grades.push(aGrade({ files: [aFile("notes.html", "<p>line 3</p>")] }));
  expect(await student("grade", moodle.url, access)).toMatchObject({
    grade: { text: "17.00 / 20.00", feedback: { kind: "html" } },
    files: ["<p>line 3</p>"],
  });
  expect(new Set(moodle.requests.map(({ method }) => method))).toEqual(new Set(["POST"]));
  for (const { url } of moodle.requests) expect(url).not.toContain(access.token);
});

test("why nothing answers: services off, maintenance, a broken connection, nobody there", async () => {
  const { moodle, access, transport } = await openMoodle();
  const { host } = transport;
  const student = await openPage();
  moodle.state.site.enablewebservices = false;
  expect(await student("list", moodle.url, access)).toEqual({ failure: "services-off", host });
  moodle.state.site.enablewebservices = true;
  moodle.state.site.maintenance = "on";
  expect(await student("list", moodle.url, access)).toEqual({ failure: "maintenance", host });
  moodle.state.site.maintenance = "cli";
  expect(await student("list", moodle.url, access)).toEqual({ failure: "unreachable", host });
  moodle.state.site.maintenance = "off";
  moodle.fault("upload", "reset");
  expect(await student("submit", moodle.url, access, "x = 1\n")).toMatchObject({
    delivered: { kind: "unsure", failure: { failure: "unreachable", host } },
  });
  moodle.fault("save", "lost");
  expect(await student("submit", moodle.url, access, "x = 1\n")).toMatchObject({
    delivered: { kind: "unsure" },
  });
  expect(await student("submit", moodle.url, access, "x = 1\n")).toMatchObject({
    delivered: { kind: "stored", duplicate: true },
  });
  expect(moodle.state.submissions).toMatchObject([{ saves: 1 }]);
  await moodle.close();
  expect(await student("list", moodle.url, access)).toEqual({ failure: "unreachable", host });
});

test("the stand-in refuses what Moodle refuses: headers of one's own, JSON, cookies, addresses for pages", async () => {
  const { moodle, access } = await openMoodle({ introattachments: [aFile("hw1.py", "x = 0\n")] });
  const student = await openPage();
  const rest = `${moodle.url}/webservice/rest/server.php`;
  const body = `wstoken=${access.token}&wsfunction=core_webservice_get_site_info&moodlewsrestformat=json`;
  const form = { "content-type": "application/x-www-form-urlencoded" };
  expect(await student("send", rest, { method: "POST", body, headers: form })).toBe(200);
  const refused: [string, RequestInit][] = [
    [rest, { method: "POST", body, headers: { ...form, authorization: "Bearer x" } }],
    [rest, { method: "POST", body: "{}", headers: { "content-type": "application/json" } }],
    [rest, { method: "POST", body, headers: form, credentials: "include" }],
    [`${moodle.url}/pluginfile.php/121/mod_assign/introattachment/0/hw1.py`, {}],
    [`${moodle.url}/admin/tool/mobile/launch.php?service=moodle_mobile_app&passport=1`, {}],
  ];
  for (const [url, options] of refused) expect(await student("send", url, options), url).toBe("given up");
});
