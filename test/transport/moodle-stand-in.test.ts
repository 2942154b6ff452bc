/** The Moodle of these tests is as strict, and as careless, as the specification says that a real one is. */
import { expect, test } from "vitest";
import { aFile, aSubmission } from "../support/moodle/state.ts";
import { openMoodle } from "./support/moodle.ts";

async function open(own: Parameters<typeof openMoodle>[0] = {}) {
  const opened = await openMoodle(own);
  const { moodle, access } = opened;
  const post = async (path: string, body: BodyInit, headers: Record<string, string> = {}): Promise<unknown> =>
    (await fetch(moodle.url + path, { method: "POST", body, headers })).json();
  return {
    ...opened,
    post,
    call: (wsfunction: string, fields: Record<string, string>) => {
      const always = { wstoken: access.token, moodlewsrestformat: "json", wsfunction };
      return post("/webservice/rest/server.php", new URLSearchParams({ ...always, ...fields }));
    },
    upload: (files: Record<string, string>, itemid = "0") => {
      const body = new FormData();
      body.set("token", access.token);
      body.set("itemid", itemid);
      for (const [name, content] of Object.entries(files)) body.append(name, new Blob([content]), name);
      return post("/webservice/upload.php", body);
    },
  };
}

function itemOf(uploaded: unknown): string {
  const [first] = Array.isArray(uploaded) ? uploaded : [];
  return String(Object(first).itemid);
}

test("reads forms and no JSON, 0 and 1 and no true, and no parameter that it does not know", async () => {
  const { post, call } = await open();
  const asJson = JSON.stringify({ username: "student1", password: "Correct-horse1", service: "x" });
  const type = { "content-type": "application/json" };
  expect(await post("/login/token.php", asJson, type)).toMatchObject({ errorcode: "missingparam" });
  const invalid = { errorcode: "invalidparameter", exception: expect.any(String) };
  const submit = "mod_assign_submit_for_grading";
  const fields = { assignmentid: "1", acceptsubmissionstatement: "true" };
  expect(await call(submit, fields)).toMatchObject(invalid);
  expect(await call(submit, { assignmentid: "1" })).toMatchObject(invalid);
  expect(await call("core_webservice_get_site_info", { surprise: "1" })).toMatchObject(invalid);
  expect(await call("core_surprise", {})).toMatchObject({ errorcode: "invalidrecord" });
  expect(await post("/login/token.php", new URLSearchParams())).toMatchObject({ errorcode: "missingparam" });
});

test("drops files over the number without a word", async () => {
  const { upload, call, stored } = await open({ maxfilesubmissions: 1 });
  const item = itemOf(await upload({ "a.py": "1", "b.py": "2" }));
  expect(await call("mod_assign_save_submission", save(item))).toEqual([]);
  expect(stored()).toEqual({ "/a.py": "1" });
});

test("drops a file over the size, and with it everything that was there", async () => {
  const { moodle, upload, call, stored } = await open({ maxsubmissionsizebytes: 3 });
  moodle.state.submissions.push(aSubmission({ files: [aFile("old.py", "old")] }));
  const item = itemOf(await upload({ "a.py": "1234" }));
  expect(await call("mod_assign_save_submission", save(item))).toMatchObject([
    { item: "Nothing was submitted" },
  ]);
  expect(stored()).toEqual({});
});

test("leaves all as it is for an area that it does not know, and replaces no file in one that it knows", async () => {
  const { moodle, upload, call, stored } = await open();
  moodle.state.submissions.push(aSubmission({ files: [aFile("old.py", "old")] }));
  expect(await call("mod_assign_save_submission", save("77"))).toMatchObject([
    { warningcode: "couldnotsavesubmission" },
  ]);
  expect(stored()).toEqual({ "/old.py": "old" });
  const item = itemOf(await upload({ "a.py": "1" }));
  expect(await upload({ "a.py": "2" }, item)).toMatchObject([{ errortype: "filenameexist" }]);
  expect(await upload({})).toEqual([]);
});

test("wants the typed text along where there is one, and gives one reason for everything that is closed", async () => {
  const { upload, call, assignment } = await open({ onlinetext: true });
  const item = itemOf(await upload({ "a.py": "1" }));
  expect(await call("mod_assign_save_submission", save(item))).toMatchObject({
    errorcode: "dmlwriteexception",
  });
  assignment.locked.push(3);
  expect(await call("mod_assign_save_submission", save(item))).toMatchObject([
    { item: "The due date for this assignment has now passed" },
  ]);
});

function save(item: string) {
  return { assignmentid: "1", "plugindata[files_filemanager]": item };
}

test("lets people in by its own page as its settings say", async () => {
  const { moodle } = await open();
  const { site } = moodle.state;
  const launch = (query: string) =>
    fetch(`${moodle.url}/admin/tool/mobile/launch.php?service=moodle_mobile_app&passport=1&${query}`, {
      redirect: "manual",
    });
  expect((await launch("urlscheme=web%2Batelier")).status).toBe(404);
  site.typeoflogin = 2;
  const first = await launch("urlscheme=web%2Batelier");
  const signInAt = new URL(first.headers.get("location") ?? "", moodle.url);
  expect(signInAt.pathname).toBe("/login/index.php");
  const form = new URLSearchParams({ username: "student1", password: "Correct-horse1" });
  form.set("wantsurl", signInAt.searchParams.get("wantsurl") ?? "");
  const back = await fetch(signInAt, { method: "POST", body: form, redirect: "manual" });
  expect(back.headers.get("location")).toBe(first.url);
  expect((await launch("urlscheme=web%2Batelier")).headers.get("location")).toMatch(
    /^moodlemobile:\/\/token=/,
  );
  site.forcedurlscheme = "";
  expect((await launch("urlscheme=web%2Batelier")).headers.get("location")).toMatch(
    /^web\+atelier:\/\/token=/,
  );
  // A plus sign that is not encoded arrives as a space.
  expect(await (await launch("urlscheme=web+atelier")).json()).toMatchObject({
    errorcode: "Invalid urlscheme",
  });
});
