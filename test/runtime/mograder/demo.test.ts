/** The demo course: every notebook runs without an error, and the assignment can be solved. */
import { readFileSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import { closeNotebooks, lastByKey, openNotebook, type RunningNotebook } from "./notebook.ts";

afterEach(closeNotebooks);

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");
const files = { "tide.csv": read("public/demo/assignment/files/tide.csv") };
const openAssignment = () => openNotebook(read("public/demo/assignment.py"), files);

test("first steps: the list follows the guests and the check turns green", async () => {
  const notebook = await openNotebook(read("public/demo/first-steps.py"));
  expect(notebook.first.errors).toEqual([]);
  expect(lastByKey(notebook.first).get("Guests")?.status).toBe("warn");
  const report = await notebook.edit(2, "guests = 10");
  expect(lastByKey(report).get("Guests")?.status).toBe("success");
  expect(Object.values(report.outputs).join()).toContain("30 pancakes");
});

test("the lecture runs, with its drawings, tone, table and diagram", async () => {
  const { first } = await openNotebook(read("public/demo/lecture.py"));
  expect(first.errors).toEqual([]);
  const shown = Object.values(first.outputs).join();
  for (const part of [
    "<svg",
    "<audio src='data:audio",
    "<marimo-table",
    "<marimo-mermaid",
    "<marimo-tabs",
    "<marimo-tex",
  ])
    expect(shown).toContain(part);
});

describe("the assignment", () => {
  test("as handed out waits for every answer", async () => {
    const { first } = await openAssignment();
    expect(first.errors).toEqual([]);
    expect(states(first)).toEqual({ Q1: "warn", Q2: "warn", Q3: "warn", Q4: "warn" });
    expect(first.events.filter((event) => event.kind === "hint").map((event) => event.count)).toEqual([
      2, 3, 2, 2,
    ]);
  });

  test("solved gets all marks that a check gives", async () => {
    const { first } = await openNotebook(read("test/fixtures/notebooks/assignment-solved.py"), files);
    expect(first.errors).toEqual([]);
    expect(
      [...lastByKey(first).values()].map(({ key, marks }) => [key, marks?.earned, marks?.available]),
    ).toEqual([
      ["Q1", 10, 10],
      ["Q2", 15, 15],
      ["Q3", 15, 15],
      ["Q4", 10, 10],
    ]);
  });

  test("gives part of the marks for brackets on the way up only", async () => {
    const notebook = await openAssignment();
    const report = await notebook.edit(
      indexOf(notebook, "Q1") - 1,
      "def brackets(points, level):\n    return [(a, b) for (a, h), (b, g) in zip(points, points[1:]) if h < level < g]",
    );
    expect(lastByKey(report).get("Q1")).toMatchObject({
      status: "partial",
      marks: { earned: 4, available: 10 },
    });
  });

  test("says which error an answer raises", async () => {
    const notebook = await openAssignment();
    const report = await notebook.edit(
      indexOf(notebook, "Q2") - 1,
      "def bisect(f, a, b, tolerance=1e-6):\n    return f(a) / 0",
    );
    expect(report.errors).toEqual([]);
    expect(lastByKey(report).get("Q2")?.details.join()).toContain("ZeroDivisionError");
  });
});

function states({ events }: RunningNotebook["first"]) {
  return Object.fromEntries(
    events.flatMap((event) => (event.kind === "check" ? [[event.key, event.status]] : [])),
  );
}

/** Where the check of a question stands; the cell before it is the student's. */
function indexOf({ first }: RunningNotebook, key: string): number {
  return first.cells.indexOf(lastByKey(first).get(key)?.cell ?? "");
}
