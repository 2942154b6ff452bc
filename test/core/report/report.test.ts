import { describe, expect, test, vi } from "vitest";
import { readKeptReport } from "../../../src/core/checks/kept-report.ts";
import { isStale } from "../../../src/core/checks/report.ts";
import { isOwnProblem, readProblems } from "../../../src/core/checks/report-problems.ts";
import { digestOf } from "../../../src/core/digest.ts";
import { readRun, reportOf } from "../../support/report-fixture.ts";

describe("the report of a real run", () => {
  test("has every visible check: passed, partly, failed, waiting, not reached", async () => {
    const { report } = await reportOf(readRun("gallery"), "Gallery");
    expect(report.results.map(({ label, state }) => [label, state])).toEqual([
      ["Q0: stopped", "waiting"],
      ["Q1: below the stop", "idle"],
      ["Q2: <b>passes</b>", "passed"],
      ["Q3: partly", "partly"],
      ["Q4: fails", "failed"],
    ]);
    expect(report.score).toEqual({ passed: 1, all: 5, marks: null });
  });

  test("counts only the cell that raised, not those below it nor what mo.stop held back", async () => {
    const { report } = await reportOf(readRun("gallery"), "Gallery");
    expect(report.errors).toMatchObject([
      {
        number: 21,
        name: "raising",
        problem: { exception: "ZeroDivisionError", message: "division by zero" },
      },
    ]);
  });

  test("takes a Grader's marks, and its scores from the run that followed", async () => {
    const { report, cells } = await reportOf(readRun("assignment-solved"), "Week 2");
    expect(report.score).toMatchObject({ passed: 4, all: 4, marks: { earned: 50 } });
    expect(report.errors).toEqual([]);
    const scores = cells.find((cell) => cell.output?.data.includes("Your Score"));
    // The table is shown once before the checks have run, and again with what they gave.
    expect(scores?.output?.data).toContain("50/");
  });

  test("says at which cell a limit ended the run, and what was not reached", async () => {
    const { source, events } = readRun("assignment-solved");
    const from = events.findIndex((event) => event.kind === "check" && event.record.key === "Q2");
    const cell = events[from]?.kind === "check" ? events[from].record.cell : null;
    const stopped = await reportOf({ source, events: events.slice(0, from) }, "Week 2", {
      ended: { kind: "limit", cell, seconds: 5 },
    });
    expect(stopped.report.ended).toEqual({ kind: "limit", cell, seconds: 5 });
    expect(stopped.report.results.map(({ state }) => state)).toEqual(["passed", "idle", "idle", "idle"]);
    expect(stopped.cells.find(({ id }) => id === cell)?.state).toBe("running");
    const below = stopped.cells.find(({ code }) => code.includes('"Q4: The ferry'));
    expect(below?.state).toBe("not-reached");
  });

  test("is stale as soon as the source differs by one letter", async () => {
    const kept = await reportOf(readRun("lecture"), "Lecture");
    expect(isStale(kept, kept.source)).toBe(false);
    expect(isStale(kept, `${kept.source}\n`)).toBe(true);
    expect(kept.report.of).toBe(await digestOf(kept.source));
    expect(await digestOf("")).toBe("sha256-47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU");
  });
});

test("the digest is the same on a page without Web Crypto", async () => {
  const text = "tide = 3.0 # Höhe";
  const usual = await digestOf(text);
  vi.stubGlobal("crypto", {});
  expect(await digestOf(text)).toBe(usual);
  vi.unstubAllGlobals();
});

describe("a stored report", () => {
  test("comes back as it was", async () => {
    const kept = await reportOf(readRun("gallery"), "Gallery");
    expect(readKeptReport(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
  });

  test.each([
    ["nothing", undefined],
    ["a text", "report"],
    ["a part", { report: {} }],
  ])("is none when it is %s", (_, value) => {
    expect(readKeptReport(value)).toBeUndefined();
  });

  test("is none with a time that is none", async () => {
    const kept = await reportOf(readRun("gallery"), "Gallery");
    expect(readKeptReport({ ...kept, report: { ...kept.report, at: 1e20 } })).toBeUndefined();
  });
});

describe("a cell's own errors", () => {
  const read = (error: object) => readProblems(JSON.stringify([error]))[0];

  test.each([
    [{ type: "exception", msg: "x", exception_type: "ValueError", raising_cell: null }, true],
    [
      { type: "exception", msg: "An ancestor raised", exception_type: "Ancestor raised", raising_cell: "b" },
      false,
    ],
    [{ type: "ancestor-stopped", msg: "", raising_cell: "b" }, false],
    [{ type: "ancestor-prevented", msg: "", raising_cell: "b", blamed_cell: null }, false],
    [{ type: "syntax", msg: "invalid syntax" }, true],
    [{ type: "multiple-defs", name: "x", cells: ["b"] }, true],
    [{ type: "cycle", edges_with_vars: [] }, true],
  ])("%o: %s", (error, own) => {
    const problem = read(error);
    expect(problem && isOwnProblem(problem, "a")).toBe(own);
  });

  test("what is no list of errors is an error all the same", () => {
    expect(readProblems("<b>?</b>")).toEqual([
      { type: "unknown", message: "<b>?</b>", exception: "", raisedBy: null },
    ]);
  });
});
