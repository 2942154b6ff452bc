import { describe, expect, it } from "vitest";
import { findCheckCalls, findMarks } from "../../../src/core/checks/calls.ts";
import { countChecks, joinChecks, listChecks } from "../../../src/core/checks/list.ts";
import type { CheckRecord } from "../../../src/core/checks/record.ts";

describe("calls of check", () => {
  it("are found by their plain labels", () => {
    const code = [
      'mo.stop(x is None, check("Q1: One", []))',
      `grader.check(r'Q2: \\d', [(True, "m")])`,
      'check(label="Q3", checks=[])',
      'check("Q4: " "joined", [])',
      "g.check(  # why",
      '    """Q5""", [])',
    ].join("\n");
    expect(findCheckCalls(code)).toEqual([
      { label: "Q1: One", ofGrader: false },
      { label: "Q2: \\d", ofGrader: true },
      { label: "Q3", ofGrader: false },
      { label: "Q4: joined", ofGrader: false },
      { label: "Q5", ofGrader: true },
    ]);
  });

  it("are not found in comments, strings, definitions or computed labels", () => {
    const code = [
      '# check("A", [])',
      "s = \"check('B', [])\"",
      "def check(label, checks): ...",
      'recheck("C", [])',
      'check(f"D {x}", [])',
      "check(name, [])",
      "check()",
    ].join("\n");
    expect(findCheckCalls(code)).toEqual([]);
  });

  it("survive a text that stops in the middle", () => {
    expect(findCheckCalls('check("Q1", [])\nx = (')).toEqual([{ label: "Q1", ofGrader: false }]);
  });
});

describe("marks", () => {
  it("are read from both ways of writing them", () => {
    expect([...findMarks('_marks = {"Q1": 10, "Q2": 2.5}  # two\ngrader = Grader(_marks)')]).toEqual([
      ["Q1", 10],
      ["Q2", 2.5],
    ]);
    expect([...findMarks('g = mograder.runtime.Grader(mo, {"Q1": 3, "Q2": n, **more})')]).toEqual([
      ["Q1", 3],
    ]);
  });
});

const cells = [
  { id: "a", code: '_marks = {"Q1": 10, "Q2": 5, "Essay": 20}\ncheck = Grader(_marks).check' },
  { id: "b", code: 'check("Q1: One", [])' },
  { id: "c", code: 'check("Q2: Two", [])\ncheck("Plain", [])' },
];

function record(label: string, more: Partial<CheckRecord> = {}): CheckRecord {
  const nothing = { cell: null, key: null, details: [], earnedWeight: 0, totalWeight: 0, marks: null };
  return { ...nothing, label, status: "success", ...more };
}

describe("the list of checks", () => {
  it("shows every check before anything has run", () => {
    const items = joinChecks(listChecks(cells), []);
    expect(items.map(({ label, cell, state, marks }) => [label, cell, state, marks?.available])).toEqual([
      ["Q1: One", "b", "idle", 10],
      ["Q2: Two", "c", "idle", 5],
      ["Plain", "c", "idle", undefined],
    ]);
    expect(countChecks(items)).toEqual({ passed: 0, all: 3, marks: { earned: 0, available: 15 } });
  });

  it("takes the last record of a label, and adds checks that only running shows", () => {
    const items = joinChecks(listChecks(cells), [
      record("Q1: One", { status: "warn" }),
      record("Q1: One", { marks: { earned: 10, available: 10 } }),
      record("Q2: Two", { status: "partial", details: ["no"], marks: { earned: 2.5, available: 5 } }),
      record("Computed 3", { status: "danger", cell: "z" }),
    ]);
    expect(items.map(({ label, state }) => [label, state])).toEqual([
      ["Q1: One", "passed"],
      ["Q2: Two", "partly"],
      ["Plain", "idle"],
      ["Computed 3", "failed"],
    ]);
    expect(countChecks(items)).toEqual({ passed: 1, all: 4, marks: { earned: 12.5, available: 15 } });
  });

  it("has no marks when no check gives any", () => {
    expect(countChecks(joinChecks(listChecks([{ id: "a", code: 'check("A", [])' }]), [])).marks).toBeNull();
  });
});
