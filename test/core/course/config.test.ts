/** `mograder.toml` and `course.toml`. */
import { expect, test } from "vitest";
import { readCourseConfig } from "../../../src/core/course/config.ts";
import { readCourse } from "../../../src/core/course/read-course.ts";
import { unknownKeys } from "../../../src/core/course/unknown-keys.ts";

const URL_OF = "https://courses.example/a/mograder.toml";
const mograder = `# As mograder's guide has it.
title = "Numerical Methods"
transport = "moodle"
config_url = "https://courses.example/a/mograder.toml"

[defaults]
jobs = 4

[moodle]
url = "https://moodle.example/"
course_id = "311"

[[assignments]]
name = "A1 Roots"
cmid = 1201
id = 88
duedate = 1790000000
files = [
  { name = "roots.py", url = "https://moodle.example/pluginfile.php/9/mod_assign/introattachment/0/roots.py" },
]

[[assignments]]
name = "A2 Waves"
cmid = "1202"
duedate = 0
files = [{ name = "waves.py", url = "release/waves.py" }, { name = "tide.csv", url = "https://data.example/tide.csv" }]
`;

test("mograder's own keys make a course", async () => {
  expect(readCourseConfig(mograder)).toMatchObject({ configUrl: URL_OF });
  expect(await readCourse(mograder, URL_OF)).toEqual({
    url: URL_OF,
    id: "numerical-methods",
    title: "Numerical Methods",
    description: "",
    connect: [],
    transport: { kind: "moodle", url: "https://moodle.example", course: 311 },
    // What only the server hands out is asked of the server.
    notebooks: [
      {
        id: "A2 Waves",
        title: "A2 Waves",
        description: "",
        minutes: null,
        kind: "assignment",
        url: "https://courses.example/a/release/waves.py",
        files: [{ name: "tide.csv", url: "https://data.example/tide.csv" }],
      },
    ],
    assignments: [
      {
        id: "88",
        name: "A1 Roots",
        cmid: 1201,
        due: 1_790_000_000_000,
        filename: "roots.py",
        notebook: "88",
      },
      { id: "A2 Waves", name: "A2 Waves", cmid: 1202, due: null, filename: "waves.py", notebook: "A2 Waves" },
    ],
  });
});

test("a due date may be written as a date with its offset", () => {
  const toml = '[[assignments]]\nname = "A"\nduedate = 2026-12-01T17:00:00+01:00\n';
  expect(readCourseConfig(toml)).toMatchObject({ assignments: [{ due: Date.UTC(2026, 11, 1, 16) }] });
});

test("the older place of Moodle's assignments, and the file names of a server's list, will do", async () => {
  const toml = `[moodle]
url = "https://moodle.example"
[[moodle.assignments]]
name = "A"
files = [{ filename = "a.py", url = "a.py" }]
`;
  expect(await readCourse(toml, URL_OF)).toMatchObject({
    title: "mograder",
    notebooks: [{ url: "https://courses.example/a/a.py" }],
    assignments: [{ id: "A" }],
  });
});

test.each([
  ['id = "a"\ntitle = \n', "", 2],
  ["\ntitle = 1", "title", 2],
  [mograder.replace("1790000000", '"soon"'), "assignments.0.duedate", 17],
  // Without an offset nobody knows when that is.
  [mograder.replace("1790000000", "2026-09-21T17:00:00"), "assignments.0.duedate", 17],
  [mograder.replace('name = "A2 Waves"', "title = 1"), "assignments.1.name", 22],
  [mograder.replace('"moodle"', '"pigeon"'), "transport", 3],
  [mograder.replace("https://moodle.example/", "http://moodle.example/"), "moodle.url", 10],
  ['transport = "https"\n[moodle]\nurl = "https://moodle.example"', "https.url", null],
])("a mistake is told with its key and line", (toml, where, line) => {
  expect(readCourseConfig(toml)).toEqual({ failure: "course-invalid", where, line });
});

test("no key that mograder or we know is unknown", () => {
  const ours = 'id = "a"\ndescription = ""\nconnect = []\n';
  const others = ["dirs", "edit_links", "gradebook", "hub", "penalties", "rlimits", "security", "sync"];
  const tables = others.map((name) => `[${name}]\nany = 1\n`).join("");
  const moodle = 'csv = "a.csv"\nmatch_column = "a"\nname_column = "b"\n[https]\ntoken = ""\n';
  const whole = ours + mograder.replace('course_id = "311"\n', (line) => line + moodle) + tables;
  expect(readCourseConfig(whole)).not.toHaveProperty("failure");
  expect(unknownKeys(whole)).toEqual([]);
  expect(
    unknownKeys('[[moodle.assignments]]\nname = "A"\nfiles = [{ filename = "a.py", url = "a" }]'),
  ).toEqual([]);
});

test.each([
  ['id = "a"\ntitel = "A"', "titel", 2, "title"],
  ["# A server.\n[http]\nurl = 1", "http", 2, "https"],
  ["[moodle]\ncourseid = 1", "moodle.courseid", 2, "course_id"],
  ["[[assignments]]\n\n[[assignments]]\ndue_date = 1", "assignments.1.due_date", 4, "duedate"],
  ['[[assignments]]\nfiles = [{ nmae = "a.py" }]', "assignments.0.files.0.nmae", 2, "name"],
  // As mograder writes it.
  [
    "[[assignments]]\n[[assignments.files]]\n[[assignments]]\n[[assignments.files]]\n  nmae = 1",
    "assignments.1.files.0.nmae",
    5,
    "name",
  ],
  ["Config-URL = 1", "Config-URL", 1, "config_url"],
  // In the wrong table, and far from everything.
  ["[https]\nconnect = []", "https.connect", 2, null],
  ["ab = 1", "ab", 1, null],
  ["constructor = 1", "constructor", 1, null],
])("%j has an unknown key", (toml, where, line, meant) => {
  expect(unknownKeys(toml)).toEqual([{ where, line, meant }]);
});
