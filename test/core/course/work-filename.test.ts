import { expect, test } from "vitest";
import { workFilename } from "../../../src/core/course/work-filename.ts";

const own = (filename: string | null) => [
  { id: "w1", name: "Week 1", cmid: null, due: null, filename, notebook: "w1" },
];
const https = { kind: "https", url: "https://grader.example" } as const;
const moodle = { kind: "moodle", url: "https://moodle.example", course: 1 } as const;

test.each([
  ["w1.py", { assignments: [], transport: null }, null],
  ["w1.py", { assignments: own(null), transport: https }, "notebook.py"],
  ["w1.py", { assignments: own(null), transport: moodle }, null],
  ["roots.py", { assignments: [], transport: moodle }, "roots.py"],
  ["sums.py", { assignments: own("sums.py"), transport: moodle }, "roots.py"],
  ["sums.py", { assignments: own("sums.py"), transport: https }, null],
])("%s", (name, course, handedOut) => {
  expect(workFilename(course, "w1", handedOut)).toBe(name);
});
