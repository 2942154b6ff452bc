/** `course.toml` and `course.json`. */
import { describe, expect, test } from "vitest";
import { isId, toId } from "../../src/core/course/id.ts";
import { notebook, q1 } from "./support/notebooks.ts";
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

describe("what the course's file no longer says", () => {
  const file = `id = "numerics"
connect = ["data.example.org"]
[https]
url = "https://grader.example"
[[assignments]]
name = "Homework"
[[assignments]]
name = "Elsewhere"
`;
  const homework = notebook([q1]).replace(/ {4}# === MOGRADER: EXERCISES ===\n.*\n/, "");

  async function exported() {
    const terminal = openTerminal();
    terminal.write("course.toml", file);
    terminal.write("source/intro.py", notebook());
    terminal.write("source/homework.py", homework);
    expect(await terminal.run("export", ".")).toMatchObject({ code: 0 });
    const published = { transport: "https", assignments: [{ name: "Elsewhere" }] };
    expect(terminal.json("site/course.json")).toMatchObject(published);
    return terminal;
  }

  test.each(['id = "numerics"\n', file.replace("[https]", "[http]").replace(/\[\[assign.*/s, "")])(
    "is gone from the site: %j",
    async (shorter) => {
      const terminal = await exported();
      terminal.write("course.toml", shorter.replace(/^connect.*\n/m, ""));
      expect(await terminal.run("export", ".")).toMatchObject({ code: 0 });
      const course = terminal.json("site/course.json");
      for (const gone of ["transport", "https", "assignments"]) expect(course).not.toHaveProperty(gone);
      expect(course).toMatchObject({ connect: [], notebooks: [{ id: "homework" }, { id: "intro" }] });
      expect(terminal.read("site/course.json")).not.toContain("Homework");
    },
  );

  test("leaves nothing of a Moodle whose place a server takes", async () => {
    const terminal = await exported();
    terminal.edit("course.toml", (text) =>
      text.replace("[https]", "[moodle]\ncourse_id = 42").replace("grader", "moodle"),
    );
    await terminal.run("export", ".");
    terminal.write("course.toml", file);
    await terminal.run("export", ".");
    expect(terminal.json("site/course.json")).not.toHaveProperty("moodle");
  });

  test("stays where there is no such file, and where another notebook alone is exported", async () => {
    const terminal = await exported();
    await terminal.run("export", "source/intro.py");
    const course = terminal.json("site/course.json");
    expect(course).toMatchObject({ assignments: [{ name: "Elsewhere" }] });
    expect(terminal.read("site/course.json").match(/"name": "Homework"/g)).toHaveLength(1);
    terminal.remove("course.toml");
    await terminal.run("export", "source/intro.py");
    expect(terminal.json("site/course.json")).toEqual(course);
  });
});

test("a key that means nothing is told with its line, and stops nothing", async () => {
  const terminal = openTerminal();
  terminal.write("course.toml", 'titel = "Numerics"\n\n[[assignments]]\nname = "A"\ndue_date = 1\n');
  terminal.write("source/intro.py", notebook());
  const warnings = [
    'course.toml:1: "titel" is no key of a course file, so it says nothing: did you mean "title"?',
    'course.toml:5: "assignments.0.due_date" is no key of a course file, so it says nothing: did you mean "duedate"?',
  ];
  const { code, err } = await terminal.run("export", ".");
  expect([code, err.split("\n").slice(0, 2)]).toEqual([0, warnings]);
  const json = await terminal.run("export", ".", "--json");
  expect(JSON.parse(json.out)).toMatchObject({ warnings: warnings.map((message) => ({ message })) });
});
