import { describe, expect, it } from "vitest";
import { lockReason } from "../../../src/core/notebook/locked.ts";
import { cellMarker, findMarkers, isAnswerCell } from "../../../src/core/notebook/markers.ts";
import { fixture, notebook } from "./fixtures.ts";

describe("marked blocks", () => {
  it("are found by line", () => {
    const { blocks, problems } = findMarkers(fixture("assignment"));
    expect(problems).toEqual([]);
    expect(blocks).toEqual([
      { kind: "solution", begin: 40, end: 42, indentation: "        " },
      { kind: "hidden-tests", begin: 50, end: 52, indentation: "    " },
    ]);
  });

  it("tell what is wrong", () => {
    const begin = "### BEGIN SOLUTION";
    const end = "### END SOLUTION";
    expect(findMarkers([begin, begin, end].join("\n"))).toEqual({
      blocks: [{ kind: "solution", begin: 1, end: 3, indentation: "" }],
      problems: [{ line: 2, problem: "nested", kind: "solution" }],
    });
    expect(findMarkers(`${end}\r\n  ${begin}\t\r\n`).problems).toEqual([
      { line: 1, problem: "unmatched", kind: "solution" },
      { line: 2, problem: "unclosed", kind: "solution" },
    ]);
    expect(
      findMarkers([begin, "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS", end].join("\n")).problems,
    ).toEqual([
      { line: 2, problem: "nested", kind: "hidden-tests" },
      { line: 3, problem: "unmatched", kind: "hidden-tests" },
    ]);
    expect(findMarkers("text ### BEGIN SOLUTION\n# BEGIN SOLUTION")).toEqual({ blocks: [], problems: [] });
  });
});

describe("locked cells", () => {
  it("are the marks and the checks of an assignment", () => {
    const { cells } = notebook(fixture("assignment"));
    expect(cells.map((cell) => lockReason(cell.code))).toEqual(["marks", null, null, "check", null, null]);
  });

  it.each([
    ['check("Q1", [])', "check"],
    ['result = grader.check("Q1: a", [(True, "")], value=x)', "check"],
    ["g.check(label, tests)", "check"],
    ['marker.check("Q1", [])', "check"],
    ["if ready:\n    mo.vstack([check('Q1', [])])", "check"],
    ['check("Q1", [(', "check"],
    ["_marks = {'Q1': 1}", "marks"],
    ["_marks: dict[str, int] = {\n}", "marks"],
    ["# === MOGRADER: MARKS ===", "marks"],
    ["# === MOGRADER: EXERCISES ===\n_exercises = []", "marker"],
    ["x = 1\n# === MOGRADER: SUBMIT ===", "marker"],
    ["# === MOGRADER: SOMETHING NEW ===", "marker"],
    ["spell.check(word)", null],
    ["precheck('a')", null],
    ["def check(x):\n    pass", null],
    ["def f():\n    check('a')", null],
    ["text = 'check(\"Q1\")'", null],
    ["# YOUR CODE HERE\ncheck('Q1', [])", null],
    ["### BEGIN SOLUTION\n_marks = {}\n### END SOLUTION", null],
    ["x = 1", null],
  ])("%j: %s", (code, reason) => {
    expect(lockReason(code)).toBe(reason);
  });
});

it("knows the cells that mograder makes", () => {
  expect(cellMarker("# === MOGRADER: GTA FEEDBACK ===")).toBe("marker-feedback");
  expect(cellMarker("# === MOGRADER: WORKSHOP SOLUTION Q1 ===\nreveal()")).toBe("workshop-solution");
  expect(cellMarker("# === MOGRADER: VERIFICATION SUMMARY ===")).toBe("verification-summary");
  expect(cellMarker("x = 1")).toBeUndefined();
  expect(isAnswerCell("def f():\n    # YOUR CODE HERE\n    pass")).toBe(true);
  expect(isAnswerCell('x = "# YOUR CODE HERE"')).toBe(false);
});
