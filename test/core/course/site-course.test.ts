/** `course.json`: what is read, what is kept, and where a mistake is. */
import { describe, expect, it, test } from "vitest";
import type { Course } from "../../../src/core/course/course.ts";
import { readCourse } from "../../../src/core/course/read-course.ts";
import { printSiteCourse, readSiteCourse, type SiteCourse } from "../../../src/core/course/site-course.ts";

const URL_OF = "https://courses.example/a/course.json";
const site: SiteCourse = {
  format: "atelier-course",
  version: 1,
  id: "c",
  title: "C",
  notebooks: [
    { id: "n", title: "N", file: "n.py", minutes: null, mood: "good" },
    {
      id: "w2",
      title: "Week 2",
      kind: "assignment",
      file: "../b/w2.py",
      files: [{ name: "tide.csv", file: "w2/tide.csv" }],
      assignment: { id: "42", cmid: 7, duedate: 1_790_000_000 },
    },
    { id: "w3", title: "Week 3", kind: "assignment", file: "w3.py" },
  ],
  transport: "https",
  https: { url: "https://grader.example/course/" },
  colour: "green",
};

test("what is read is printed again, members of others too", () => {
  expect(readSiteCourse(printSiteCourse(site))).toEqual(site);
});

test("a course has absolute addresses, its assignments and where they are submitted", async () => {
  expect(await readCourse(printSiteCourse(site), URL_OF)).toMatchObject({
    url: URL_OF,
    transport: { kind: "https", url: "https://grader.example/course" },
    notebooks: [
      { id: "n", url: "https://courses.example/a/n.py", kind: "notebook" },
      {
        id: "w2",
        url: "https://courses.example/b/w2.py",
        files: [{ name: "tide.csv", url: "https://courses.example/a/w2/tide.csv" }],
      },
      { id: "w3" },
    ],
    assignments: [
      { id: "42", name: "Week 2", cmid: 7, due: 1_790_000_000_000, notebook: "w2" },
      { id: "w3", name: "Week 3", cmid: null, due: null, notebook: "w3" },
    ],
  });
});

describe("the transport", () => {
  const transportOf = async (members: object): Promise<Course["transport"] | string> => {
    const { transport: _, https: __, ...rest } = site;
    const course = await readCourse(JSON.stringify({ ...rest, ...members }), URL_OF);
    return "failure" in course ? course.where : course.transport;
  };

  it("is Moodle's, with or without a number of the course, or none", async () => {
    const moodle = { url: "https://moodle.example/moodle/", course_id: 12 };
    expect(await transportOf({ moodle })).toEqual({
      kind: "moodle",
      url: "https://moodle.example/moodle",
      course: 12,
    });
    expect(await transportOf({ moodle: { url: moodle.url } })).toMatchObject({ course: null });
    expect(await transportOf({})).toBeNull();
  });

  it.each([
    [{ transport: "https" }, "https.url"],
    [{ transport: "moodle", https: { url: "https://a.example" } }, "moodle.url"],
    [{ transport: "ftp" }, "transport"],
    [{ https: { url: "http://grader.example" } }, "https.url"],
    [{ https: { url: "https://name:word@grader.example" } }, "https.url"],
    [{ https: { url: "javascript:alert(1)" } }, "https.url"],
    [{ https: { url: "https://grader.example/?next=https://evil.example" } }, "https.url"],
  ])("%j is refused", async (members, where) => {
    expect(await transportOf(members)).toBe(where);
  });

  it("may be on this machine", async () => {
    expect(await transportOf({ https: { url: "http://127.0.0.1:8080" } })).toMatchObject({ kind: "https" });
  });
});

const printed = (change: object): string => JSON.stringify({ ...site, ...change }, null, 1);
const [first] = site.notebooks;

test.each([
  ["<html>", "", "<html>"],
  ['{\n"format": "atelier-course",\n"version": }', "", '"version": }'],
  [printed({ version: 2 }), "version", '"version": 2'],
  [printed({ notebooks: [first, { id: "../n", title: "N", file: "n.py" }] }), "notebooks.1.id", '"../n"'],
  // What is missing has no line: it is that of what should hold it.
  [printed({ notebooks: [{ id: "m", title: "N" }] }), "notebooks.0.file", "  {"],
  [printed({ connect: ["a b"] }), "connect.0", '"a b"'],
  [printed({ failure: "x" }), "failure", '"failure": "x"'],
])("%s is no course, and the key and line are told", async (text, where, there) => {
  const line = text.split("\n").findIndex((one) => one.includes(there)) + 1;
  expect(await readCourse(text, URL_OF)).toEqual({ failure: "course-invalid", where, line });
});
