/** Checks and scores inside a running notebook: the order of events, waiting, and scores that follow. */
import { afterEach, describe, expect, test } from "vitest";
import { closeNotebooks, lastByKey, openNotebook, type Report } from "./notebook.ts";

afterEach(closeNotebooks);

const SCORES = 1;
const ANSWER = 2;
const Q1 = 3;
const Q2 = 4;

/** The table stands first, as the order least kind to it. Q2 goes through `grader`, Q1 through a bound method. */
const NOTEBOOK = (construction: string) => `import marimo

app = marimo.App()


@app.cell
def _():
    import marimo as mo
    from mograder.runtime import Grader

    # === MOGRADER: MARKS ===
    _marks = {"Q1": 10, "Q2": 5}
    grader = ${construction}
    check = grader.check
    return check, grader, mo


@app.cell
def _(grader):
    grader.scores()
    return


@app.cell
def _():
    x = None
    return (x,)


@app.cell
def _(check, mo, x):
    mo.stop(x is None, check("Q1: two", []))
    check("Q1: two", [(x == 2, "x is not two")])
    return


@app.cell
def _(grader, x):
    grader.check("Q2: half", [(x == 2, "x is not two"), (True, "m")])
    return
`;

describe.each(["Grader(_marks)", "Grader(mo, _marks)"])("scores of %s", (construction) => {
  test("follow the checks, and each check runs once", async () => {
    const notebook = await openNotebook(NOTEBOOK(construction));
    expect(notebook.first.errors).toEqual([]);
    expect(scores(notebook.first)).toEqual(["0/10", "2.5/5", "2.5/15"]);

    const solved = await notebook.edit(ANSWER, "x = 2");
    expect(scores(solved)).toEqual(["10/10", "5/5", "15/15"]);
    expect(runs(solved)).toEqual({ [SCORES]: 1, [ANSWER]: 1, [Q1]: 1, [Q2]: 1 });

    const same = await notebook.edit(ANSWER, "x = 1 + 1");
    expect(runs(same)).toEqual({ [ANSWER]: 1, [Q1]: 1, [Q2]: 1 });

    const wrong = await notebook.edit(ANSWER, "x = 3");
    expect(scores(wrong)).toEqual(["0/10", "2.5/5", "2.5/15"]);
  });
});

test("two cells that check and show scores do not wake each other for ever", async () => {
  const notebook = await openNotebook(NOTEBOOK("Grader(_marks)"));
  await notebook.edit(Q1, 'grader.check("Q1: a", [(x == 2, "no")])\ngrader.scores()');
  await notebook.edit(Q2, 'grader.check("Q2: b", [(x == 2, "no")])\ngrader.scores()');
  const report = await notebook.edit(ANSWER, "x = 2");
  const cell = (index: number) => report.outputs[report.cells[index] ?? ""] ?? "";
  expect(marksIn(cell(Q1))).toEqual(["10/10", "5/5", "15/15"]);
  expect(marksIn(cell(Q2))).toEqual(["10/10", "5/5", "15/15"]);
});

test("a guarded question waits, reports its own cell, and goes on when there is an answer", async () => {
  const notebook = await openNotebook(NOTEBOOK("Grader(_marks)"));
  const { cells } = notebook.first;
  expect(lastByKey(notebook.first).get("Q1")).toMatchObject({
    status: "warn",
    cell: cells[Q1],
    marks: { earned: 0, available: 10 },
  });
  expect(notebook.first.outputs[cells[Q1] ?? ""]).toContain("waiting for your code");

  const solved = await notebook.edit(ANSWER, "x = 2");
  const ofQ1 = solved.events.filter((event) => event.cell === cells[Q1]);
  expect(ofQ1).toMatchObject([
    { status: "warn" },
    { status: "success", marks: { earned: 10, available: 10 } },
  ]);
  expect(lastByKey(solved).get("Q2")).toMatchObject({ status: "success", cell: cells[Q2] });
  expect(notebook.sidecar().map((line) => JSON.parse(line).status)).toEqual([
    "warn",
    "partial",
    "warn",
    "success",
    "success",
  ]);
});

test("a check whose answer cannot be computed is not reached", async () => {
  const notebook = await openNotebook(NOTEBOOK("Grader(_marks)"));
  const report = await notebook.edit(ANSWER, "x = 1 / 0");
  expect(report.events).toEqual([]);
  expect(report.errors.join()).toContain("division by zero");
});

function scores(report: Report): string[] {
  return marksIn(report.outputs[report.cells[SCORES] ?? ""] ?? "");
}

function marksIn(html: string): string[] {
  return html.match(/\d[\d.]*\/[\d.]*\d/g) ?? [];
}

/** Index of a cell → how often it ran. */
function runs(report: Report): Record<string, number> {
  return Object.fromEntries(
    Object.entries(report.runs).map(([cell, times]) => [report.cells.indexOf(cell), times]),
  );
}
