/** `course.toml` and `course.json`. */
import { expect, test } from "vitest";
import { isId, toId } from "../../src/core/course/id.ts";
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

test("a mograder.toml will do for the title", async () => {
  const terminal = openTerminal();
  terminal.write("mograder.toml", 'title = "Numerics"\n');
  terminal.write("source/intro.py", notebook());
  expect(await terminal.run("export", ".")).toMatchObject({ code: 0 });
  expect(terminal.json("site/course.json")).toMatchObject({ id: "course", title: "Numerics" });
});
