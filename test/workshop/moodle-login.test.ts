/** `workshop moodle login`: how people sign in, and where the token goes then. */
import { createHash } from "node:crypto";
import { describe, expect, onTestFinished, test } from "vitest";
import { startMoodle } from "../support/moodle/moodle.ts";
import { anAssignment } from "../support/moodle/state.ts";
import { openCourseOnMoodle, signedIn, typed } from "./support/moodle.ts";

describe("login", () => {
  test("asks for name and password, and keeps the token where only its owner can read it", async () => {
    const { moodle, terminal, host, run } = await openCourseOnMoodle();
    const login = await terminal.runWith({ typed }, "moodle", "login");
    expect(login).toEqual({
      code: 0,
      out: `Signed in to ${host} as Stu Dent.`,
      err: `User name at ${host}: \nPassword: `,
    });
    const [token] = moodle.state.tokens.keys();
    expect(terminal.json("../settings/tokens.json")).toEqual({
      [`moodle ${moodle.url}`]: { token, user: "student1", name: "Stu Dent" },
    });
    expect(terminal.mode("../settings/tokens.json")).toBe("600");
    expect(terminal.mode("../settings")).toBe("700");
    expect(terminal.files("../settings")).toEqual(["tokens.json"]);
    expect(await run("moodle", "fetch")).toMatchObject({ code: 0 });
  });

  test("keeps nothing when the password is wrong, and says which site is meant", async () => {
    const { terminal, host, run } = await openCourseOnMoodle();
    const wrong = await terminal.runWith({ typed: ["student1", "guess"] }, "moodle", "login");
    expect(wrong.code).toBe(1);
    expect(wrong.err).toContain(`${host} does not accept this name with this password.`);
    expect(await terminal.runWith({ typed: [] }, "moodle", "login")).toMatchObject({ code: 1 });
    expect(await run("moodle", "fetch")).toMatchObject({
      code: 1,
      err: `You are not signed in to ${host}: run workshop moodle login first.`,
    });
  });

  test("by the school's own page takes its link, which is of this try", async () => {
    const { moodle, terminal, host } = await openCourseOnMoodle();
    moodle.state.site.typeoflogin = 2;
    moodle.state.session = 3;
    const random = (length: number) => new Uint8Array(length).fill(0xab);
    const passport = "ab".repeat(16);
    const signature = createHash("md5")
      .update(moodle.url + passport)
      .digest("hex");
    moodle.state.tokens.set("c".repeat(32), 3);
    const link = `moodlemobile://token=${Buffer.from(`${signature}:::${"c".repeat(32)}`).toString("base64")}`;
    const login = await terminal.runWith({ typed: [link], random }, "moodle", "login", "--sso", "--json");
    expect(login.code).toBe(0);
    expect(JSON.parse(login.out)).toEqual({ host, user: "student1" });
    const address = /^ {2}(http\S+)$/m.exec(login.err)?.[1] ?? "";
    expect(await (await fetch(address)).text()).toContain(link);
    expect(await terminal.runWith({ typed: [link] }, "moodle", "login", "--sso")).toMatchObject({ code: 1 });
  });

  test("of a site without services, or of none at all, ends before anything is asked", async () => {
    const { moodle, terminal } = await openCourseOnMoodle();
    moodle.state.site.enablewebservices = false;
    const off = await terminal.runWith({ typed }, "moodle", "login");
    expect(off).toMatchObject({ code: 3, err: expect.stringContaining("services for apps switched off") });
    expect(off.err).not.toContain("Password");
    await moodle.close();
    expect(await terminal.runWith({ typed }, "moodle", "login")).toMatchObject({ code: 3 });
  });

  test("needs an address that may have a password", async () => {
    const { terminal, run } = await openCourseOnMoodle();
    expect(await run("moodle", "login", "--url", "http://moodle.example.org")).toMatchObject({ code: 2 });
    terminal.remove("course.toml");
    const nowhere = await run("moodle", "login");
    expect(nowhere).toMatchObject({ code: 2, err: expect.stringContaining("--url") });
  });
});

describe("which site, course and person", () => {
  test("a token in the environment goes to a site that was named there or on the line, and to no other", async () => {
    const { moodle, terminal, host } = await openCourseOnMoodle();
    const token = "d".repeat(32);
    moodle.state.tokens.set(token, 3);
    const alone = { environment: { MOGRADER_MOODLE_TOKEN: token } };
    const both = { environment: { MOGRADER_MOODLE_TOKEN: token, MOGRADER_MOODLE_URL: `${moodle.url}/` } };
    const refused = await terminal.runWith(alone, "moodle", "fetch");
    expect(refused.code).toBe(1);
    expect(refused.err).toContain(`The token in MOGRADER_MOODLE_TOKEN is not sent to ${moodle.url}`);
    expect(refused.err).toContain(`You are not signed in to ${host}`);
    expect(moodle.requests).toEqual([]);
    expect(await terminal.runWith(alone, "moodle", "fetch", "--url", moodle.url)).toMatchObject({ code: 0 });
    terminal.remove("course.toml");
    expect(await terminal.runWith(both, "moodle", "fetch", "--course", "Python")).toMatchObject({ code: 0 });
  });

  test("a token that was kept for one site is not sent to another", async () => {
    const { terminal, run } = await signedIn();
    const other = await startMoodle();
    onTestFinished(other.close);
    terminal.write("evil/mograder.toml", `[moodle]\nurl = "${other.url}"\ncourse_id = 2\n`);
    expect(await run("moodle", "fetch", "--config", "evil/mograder.toml")).toMatchObject({ code: 1 });
    expect(other.requests).toEqual([]);
  });

  test("a course is said by its number or its name", async () => {
    const { moodle, run } = await signedIn();
    moodle.state.courses.push({ id: 4, shortname: "r", fullname: "R 101" });
    moodle.state.users[0]?.courses.push(4);
    moodle.state.assignments.push(anAssignment({ id: 8, course: 4, name: "In R" }));
    expect((await run("moodle", "fetch")).out).not.toContain("In R");
    for (const course of ["4", "R 101", "r 1"]) {
      expect((await run("moodle", "fetch", "--course", course)).out).toMatch(/^In R \(8\): [^\n]*$/);
    }
    expect(await run("moodle", "fetch", "--course", "101")).toMatchObject({
      code: 2,
      err: '"101" fits several: Python 101 (2), R 101 (4). Write one of them in full, or its number.',
    });
    expect(await run("moodle", "fetch", "--course", "Haskell")).toMatchObject({ code: 2 });
  });
});

test("No command prints a token or a password, whatever happens", async () => {
  const { moodle, terminal } = await openCourseOnMoodle();
  const said: string[] = [];
  const run = async (...words: string[]) => {
    const { out, err } = await terminal.runWith({ typed }, ...words);
    said.push(out, err);
  };
  await run("moodle", "login");
  const [token = ""] = moodle.state.tokens.keys();
  await run("moodle", "submit", "1", "hw1.py", "--json");
  moodle.fault("status", "html");
  await run("moodle", "feedback", "1");
  moodle.fault("assignments", "expired");
  await run("moodle", "fetch", "1");
  expect(said.join("\n")).toMatch(/Submitted|"proof"/);
  expect(token).toMatch(/^[\da-f]{32}$/);
  for (const secret of [token, "Correct-horse1"]) expect(said.join("\n")).not.toContain(secret);
  for (const { url } of moodle.requests) expect(url).not.toMatch(/token=|Correct/);
});
