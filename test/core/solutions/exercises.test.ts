import { expect, test } from "vitest";
import { parseNotebook } from "../../../src/core/notebook/parse.ts";
import { findExercises } from "../../../src/core/solutions/exercises.ts";
import { orThrow } from "./sample.ts";

const head = "import marimo\n\napp = marimo.App()\n\n\n";
const tail = '\n\nif __name__ == "__main__":\n    app.run()\n';

/** A notebook of these cells; the first line of the first cell's body is line 8. */
function find(...bodies: string[]) {
  const cells = bodies.map(
    (body) => `@app.cell\ndef _():\n${body.replace(/^(?=.)/gm, "    ")}\n    return\n`,
  );
  return findExercises(orThrow(parseNotebook(head + cells.join("\n\n") + tail)));
}

const list = (ids: string) => `# === MOGRADER: EXERCISES ===\n_exercises = ${ids}`;
const solution = (code: string) => `### BEGIN SOLUTION\n${code}\n### END SOLUTION`;
const check = (label: string) => `check("${label}", [(True, "ok")])`;

test("each exercise is found with its title, cells, labels and solution", () => {
  const { exercises, problems } = find(
    list('["Q1", "Q 2"]'),
    'mo.md("Read this")',
    `def area(r):\n    # your turn\n    ${solution("return 3 * r**2\n").replaceAll("\n", "\n    ")}`,
    check("Q1: Area of a disc"),
    solution('text = """\nunmoved\n"""\nx = 1'),
    `mo.stop(x is None, check("Q 2: Text", []))\n${check("Q 2: More")}`,
  );
  expect(problems).toEqual([]);
  expect(exercises).toEqual([
    {
      id: "Q1",
      title: "Area of a disc",
      line: 30,
      cells: [expect.any(String)],
      checkCells: [expect.any(String)],
      labels: ["Q1: Area of a disc"],
      code: ["return 3 * r**2"],
      notes: "",
    },
    expect.objectContaining({
      id: "Q 2",
      title: "Text",
      labels: ["Q 2: Text", "Q 2: More"],
      code: ['text = """\nunmoved\n"""\nx = 1'],
    }),
  ]);
});

test("notes are the comments below their marker, without it, up to the next code", () => {
  const noted =
    "# first\nx = 1  # one\n  ### NOTES\n# A **note**:\n#\n# - indented\n#   more\n\ny = 2\n# code";
  const { exercises, problems } = find(
    list("['Q1']"),
    solution(noted),
    solution("### NOTES\n#Another.\nz = 3"),
    check("Q1"),
  );
  expect(problems).toEqual([]);
  expect(exercises[0]).toMatchObject({
    code: ["# first\nx = 1  # one\ny = 2\n# code", "z = 3"],
    notes: "A **note**:\n\n- indented\n  more\n\nAnother.",
  });
});

test("notes outside of a solution are named, a heading in a text and notes without any solution are not", () => {
  const { problems } = find(
    list("['Q1']"),
    'mo.md("""\n### NOTES\n""")',
    `${solution("x = 1\n### NOTES\n# sealed")}\n### NOTES\n# read by everybody`,
    "### NOTES\n# in a cell of its own",
    check("Q1"),
  );
  expect(problems).toEqual([
    { kind: "stray-notes", line: 28, marker: "### NOTES" },
    { kind: "stray-notes", line: 35, marker: "### NOTES" },
  ]);
  expect(find("### NOTES\nx = 1").problems).toEqual([{ kind: "no-exercises-cell", line: 1 }]);
});

test("several blocks of a cell are one text, several cells are several", () => {
  const { exercises, problems } = find(
    list("['Q1']"),
    `if a:\n    ### BEGIN SOLUTION\n    b = 1\n    ### END SOLUTION\n    ### BEGIN SOLUTION\n    if b:\n        c = 2\n    ### END SOLUTION`,
    solution("d = 3"),
    'mo.md("a hint stands between")',
    check("Q1"),
    solution("e = 4"),
    check("Q1: once more"),
  );
  expect(problems).toEqual([]);
  expect(exercises[0]).toMatchObject({ title: "Q1", code: ["b = 1\nif b:\n    c = 2", "d = 3", "e = 4"] });
  expect(exercises[0]?.cells).toHaveLength(3);
  expect(exercises[0]?.checkCells).toHaveLength(2);
});

test("a stripped notebook has the same exercises without solutions", () => {
  const { exercises, problems } = find(
    list('["Q1", "Q2"]'),
    "x = ...\n# YOUR CODE HERE\npass",
    check("Q1: One"),
    "y = 'the attendee wrote this already'",
    check("Q2: Two"),
  );
  expect(exercises.map(({ id, code, cells }) => [id, code, cells.length])).toEqual([
    ["Q1", [], 1],
    ["Q2", [], 1],
  ]);
  expect(problems.map(({ kind }) => kind)).toEqual(["no-solution", "no-solution"]);
});

test("unpaired and nested markers are named with their lines", () => {
  const { problems } = find(
    `### END SOLUTION\n### BEGIN SOLUTION\n### BEGIN SOLUTION\n### END HIDDEN TESTS\nx = 1`,
    `### BEGIN HIDDEN TESTS\n  ### BEGIN SOLUTION \n### END HIDDEN TESTS\n# ### BEGIN SOLUTION`,
  );
  expect(problems).toEqual([
    { kind: "no-exercises-cell", line: 1 },
    { kind: "unopened-marker", line: 8, marker: "### END SOLUTION" },
    { kind: "unclosed-marker", line: 9, marker: "### BEGIN SOLUTION" },
    { kind: "nested-marker", line: 10, marker: "### BEGIN SOLUTION", opened: 9 },
    { kind: "unopened-marker", line: 11, marker: "### END HIDDEN TESTS" },
    { kind: "nested-marker", line: 19, marker: "### BEGIN SOLUTION", opened: 18 },
  ]);
});

test("a block must end in its own cell, and begin in one", () => {
  const { problems } = find(list("['Q1']"), "### BEGIN SOLUTION\nx = 1", `### END SOLUTION\n${check("Q1")}`);
  expect(problems.map(({ kind, line }) => [kind, line])).toEqual(
    [
      ["unclosed-marker", 15],
      ["unopened-marker", 22],
      ["no-solution", 20],
    ].sort((one, other) => Number(one[1]) - Number(other[1])),
  );
  const stray = orThrow(parseNotebook(`# ### x\n### BEGIN SOLUTION\n${head}${tail}`));
  expect(findExercises(stray).problems).toEqual([
    { kind: "no-exercises-cell", line: 1 },
    { kind: "marker-outside-cell", line: 2, marker: "### BEGIN SOLUTION" },
  ]);
});

test("an END that marimo counts to no cell still ends its block", () => {
  const cell = "@app.cell\ndef _():\n    ### BEGIN SOLUTION\n    x = 1\n    ### END SOLUTION\n";
  const checks =
    '@app.cell\ndef _():\n    # === MOGRADER: EXERCISES ===\n    _exercises = ["Q1"]\n    check("Q1", [])\n';
  const { exercises, problems } = findExercises(orThrow(parseNotebook(`${head}${cell}\n\n${checks}${tail}`)));
  expect(problems).toEqual([]);
  expect(exercises).toMatchObject([{ id: "Q1", code: ["x = 1"] }]);
});

test("Windows line breaks change nothing", () => {
  const body = `@app.cell\ndef _():\n    ${list("['Q1']").replace("\n", "\n    ")}\n    return\n\n\n@app.cell\ndef _():\n    ### BEGIN SOLUTION\n    x = 1\n    y = 2\n    ### END SOLUTION\n    return\n\n\n@app.cell\ndef _():\n    check("Q1", [])\n    return\n`;
  const unix = findExercises(orThrow(parseNotebook(head + body + tail)));
  const windows = findExercises(orThrow(parseNotebook((head + body + tail).replaceAll("\n", "\r\n"))));
  expect(windows).toEqual(unix);
  expect(unix.exercises).toMatchObject([{ code: ["x = 1\ny = 2"] }]);
  expect(unix.problems).toEqual([]);
});

test("ids: twice, unused, without a check, impossible", () => {
  const kinds = (ids: string, ...cells: string[]) =>
    find(list(ids), ...cells).problems.map(({ kind, ...rest }) => [kind, "id" in rest ? rest.id : rest.line]);
  const q1 = [solution("x = 1"), check("Q1: x")];
  expect(kinds('["Q1", "Q1"]', ...q1)).toEqual([["duplicate-id", "Q1"]]);
  expect(kinds('["Q1", "Q2"]', ...q1)).toEqual([["unused-id", "Q2"]]);
  expect(kinds('["Q1", "Q2"]', ...q1, solution("y = 2"))).toEqual([
    ["no-check", "Q2"],
    ["solution-without-exercise", 29],
  ]);
  expect(kinds('["Q1", "a:b", "__proto__", " Q"]', ...q1)).toEqual([
    ["bad-id", "a:b"],
    ["bad-id", "__proto__"],
    ["bad-id", " Q"],
  ]);
  for (const bad of ["[]", "{}", "['Q1', 2]", "['Q1'", "[*ids]", "[f'{x}']", "names"]) {
    expect(kinds(bad, ...q1)[0]).toEqual(["bad-exercise-list", 8]);
  }
});

test("an exercise with an empty solution, and a solution that no exercise has", () => {
  const found = find(list("['Q1']"), solution("   "), check("Q1"), solution("y = 2"), check("Q9: forgotten"));
  expect(found.problems).toEqual([
    { kind: "no-solution", line: 21, id: "Q1" },
    { kind: "solution-without-exercise", line: 29, next: "Q9" },
  ]);
});

test("what only looks like a list, a check or a marker is none", () => {
  const { exercises } = find(
    "'''# === MOGRADER: EXERCISES ===\n_exercises = ['X']'''",
    "_exercises = ['before']\n# === MOGRADER: EXERCISES ===\n_exercises = [\n    'Q1',  # the first\n    \"Q2\",\n]",
    solution("x = 1"),
    `# ${check("Q1: in a comment")}\ntext = 'check("Q2")'`,
    check("Q1: real"),
  );
  expect(exercises).toEqual([]);
});
