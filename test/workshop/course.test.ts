/** `course.toml` and `course.json`. */
import { expect, test } from "vitest";
import {
  isId,
  printSiteCourse,
  readCourseConfig,
  readSiteCourse,
  type SiteCourse,
  toId,
} from "../../src/core/course.ts";
import { notebook } from "./support/notebooks.ts";
import { openTerminal } from "./support/terminal.ts";

test.each([
  ["Week 2: Roots", "week-2-roots"],
  ["Übung_1", "ubung_1"],
  ["  .hidden ", "hidden"],
  ["日本", "workshop"],
  ["", "workshop"],
  ["x".repeat(65), "workshop"],
])("%j becomes the id %s", (name, id) => {
  expect(toId(name, "workshop")).toBe(id);
  expect(isId(id)).toBe(true);
});

test.each([["a/b"], [".a"], [""], ["a b"], ["ä"], ["x".repeat(65)]])("%j is no id", (id) => {
  expect(isId(id)).toBe(false);
});

const course: SiteCourse = {
  format: "atelier-course",
  version: 1,
  id: "c",
  title: "C",
  notebooks: [{ id: "n", title: "N", file: "n.py", minutes: null, due: "tomorrow" }],
  transport: "https",
};

test("what is read is printed again, members of others too", () => {
  expect(readSiteCourse(printSiteCourse(course))).toEqual(course);
});

test.each([
  ["<html>", ""],
  [JSON.stringify({ ...course, version: 2 }), "version"],
  [JSON.stringify({ ...course, notebooks: [{ id: "../n", title: "N", file: "n.py" }] }), "notebooks.0.id"],
])("%s is no course", (text, where) => {
  expect(readSiteCourse(text)).toEqual({ failure: "course-unreadable", where });
});

test("a mograder.toml will do for the title", async () => {
  const toml = 'title = "Numerics"\ntransport = "https"\n\n[https]\nurl = "https://example.org"\n';
  expect(readCourseConfig(toml)).toEqual({ title: "Numerics" });
  const terminal = openTerminal();
  terminal.write("mograder.toml", toml);
  terminal.write("source/intro.py", notebook());
  expect(await terminal.run("export", ".")).toMatchObject({ code: 0 });
  expect(terminal.json("site/course.json")).toMatchObject({ id: "course", title: "Numerics" });
});

test("wrong TOML is told with its line", () => {
  expect(readCourseConfig('id = "a"\ntitle = \n')).toEqual({ failure: "course-toml-syntax", line: 2 });
  expect(readCourseConfig("title = 1")).toEqual({ failure: "course-unreadable", where: "title" });
});
