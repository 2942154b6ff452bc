/** Marks, badges, partial credit and the table of scores. */
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Mograder, startMograder } from "./python.ts";

let mograder: Mograder;
beforeAll(async () => {
  mograder = await startMograder();
});

const make = (call: string) => mograder.python.run(`grader = ${call}; None`);
const state = async (): Promise<unknown> => JSON.parse(await mograder.python.run("grader._state()"));
const badge = (marks: string) => `<span style="float:right"><code>[${marks} marks]</code></span><strong>`;

describe.each([
  'Grader({"Q1": 10, "Q2": 7.5})',
  'Grader(mo, {"Q1": 10, "Q2": 7.5})',
  'Grader(marks={"Q1": 10, "Q2": 7.5})',
])("%s", (construction) => {
  beforeEach(() => make(construction));

  test("gives part of the marks for part of the weight", async () => {
    const { shown, records, events } = await mograder.shows(
      'grader.check("Q1: T", [(True, "a"), (False, "b", 2)])',
    );
    expect(shown.kind).toBe("info");
    expect(shown.html).toContain(badge("3.3/10"));
    expect(records).toEqual([
      { label: "Q1: T", status: "partial", details: ["b"], earned_weight: 1, total_weight: 3 },
    ]);
    expect(events).toMatchObject([{ key: "Q1", marks: { earned: 3.3, available: 10 } }]);
    expect(await state()).toEqual({ Q1: [1, 3] });
  });

  test("adds up the scores", async () => {
    await mograder.shows('grader.check("Q1: T", [(True, "a"), (False, "b", 2)])');
    const second = await mograder.shows('grader.check("Q2", [(True, "a")])');
    expect(second.shown).toMatchObject({ kind: "success" });
    expect(second.shown.html).toContain(badge("7.5/7.5"));
    const third = await mograder.shows('grader.check("Z: t", [(True, "a")])');
    expect(third.shown.kind).toBe("success");
    expect(third.shown.html).not.toContain("marks]");
    expect(third.events).toMatchObject([{ key: "Z", marks: null }]);
    expect(await state()).toEqual({ Q1: [1, 3], Q2: [1, 1], Z: [1, 1] });

    const { shown, records } = await mograder.shows("grader.scores()");
    expect(shown.kind).toBe("neutral");
    expect(rows(shown.html)).toEqual([
      "Question | Status | Marks",
      "Q1 | PARTIAL | 3.3/10",
      "Q2 | PASS | 7.5/7.5",
      "Total |  | 10.8/17.5",
    ]);
    expect(shown.html).toMatch(/<h2[^>]*>Your Score<\/h2>/);
    expect(records).toEqual([]);
  });
});

describe("a question", () => {
  beforeEach(() => make('Grader({"Q1": 10, "Essay": 60})'));

  test("that waits shows no marks and keeps the score it had", async () => {
    const waiting = await mograder.shows('grader.check("Q1: T", [])');
    expect(waiting.shown.kind).toBe("warn");
    expect(waiting.shown.html).toContain(badge("0/10"));
    expect(waiting.records).toMatchObject([{ status: "warn", earned_weight: 0, total_weight: 0 }]);
    expect(await state()).toEqual({});
    await mograder.shows('grader.check("Q1: T", [(True, "a")])');
    await mograder.shows('grader.check("Q1: T", [])');
    expect(await state()).toEqual({ Q1: [1, 1] });
  });

  test("that fails altogether is red, with nothing earned", async () => {
    const { shown } = await mograder.shows('grader.check("Q1: T", [(False, "a")])');
    expect(shown.kind).toBe("danger");
    expect(shown.html).toContain(badge("0/10"));
    expect(rows((await mograder.shows("grader.scores()")).shown.html)).toContain("Q1 | FAIL | 0/10");
  });

  test("that is marked by hand stays open", async () => {
    await mograder.shows('grader.check("Q1: T", [(True, "a")])');
    const { shown } = await mograder.shows("grader.scores()");
    expect(shown.kind).toBe("neutral");
    expect(rows(shown.html)).toEqual([
      "Question | Status | Marks",
      "Q1 | PASS | 10/10",
      "Essay | — | 0/60",
      "Total |  | 10/70",
    ]);
  });

  test("with no weight passes and brings nothing", async () => {
    const { shown } = await mograder.shows('grader.check("Q1: T", [(True, "a", 0)])');
    expect(shown.kind).toBe("success");
    expect(shown.html).toContain(badge("0/10"));
    expect(rows((await mograder.shows("grader.scores()")).shown.html)).toContain("Q1 | PASS | 0/10");
  });

  test("that is checked twice counts as it was last", async () => {
    await mograder.shows('grader.check("Q1: first", [(True, "a")])');
    await mograder.shows('grader.check("Q1: second", [(False, "a"), (True, "b")])');
    expect(await state()).toEqual({ Q1: [1, 2] });
  });
});

test("scores are green when all marks are earned, decimals or not", async () => {
  await make('Grader({"A": 0.1, "B": 0.2})');
  await mograder.shows('grader.check("A", [(True, "m")])');
  await mograder.shows('grader.check("B", [(True, "m")])');
  const { shown } = await mograder.shows("grader.scores()");
  expect(shown.kind).toBe("success");
  expect(rows(shown.html)).toContain("Total |  | 0.3/0.3");
});

test("marks are kept by reference", async () => {
  await mograder.python.run('marks = {"Q1": 1}; grader = Grader(marks); marks["Q2"] = 2');
  expect(rows((await mograder.shows("grader.scores()")).shown.html)).toContain("Q2 | — | 0/2");
});

test.each(["Grader()", "Grader(10)", "Grader({}, mo)", "Grader(mo)", "Grader(mo, {}, {})"])(
  "%s is a TypeError",
  async (call) => {
    expect(await mograder.call(call)).toMatchObject({ kind: "raised", error: "TypeError" });
  },
);

test("with hidden tests no marks are shown or reported, behind a long header too", async () => {
  const packages = Array.from({ length: 300 }, (_, i) => `#     "package-number-${i}",\n`).join("");
  mograder.python.writeFile(
    "/tmp/hidden.py",
    `# /// script\n# dependencies = [\n${packages}# ]\n# mograder-hidden-tests = true\n# ///\n`,
  );
  await mograder.python.run('import __main__; __main__.__file__ = "/tmp/hidden.py"');
  await make('Grader({"Q1": 10})');
  await mograder.python.run("del __main__.__file__");

  const { shown, events } = await mograder.shows('grader.check("Q1: T", [(True, "a")])');
  expect(shown).toMatchObject({ kind: "success" });
  expect(shown.html).not.toContain("marks]");
  expect(events).toMatchObject([{ key: "Q1", status: "success", marks: null }]);
  const scores = await mograder.shows("grader.scores()");
  expect(scores.shown.kind).toBe("neutral");
  expect(scores.shown.html).toContain("Scores will be available in your feedback after grading.");
});

/** The rows of a table, cells joined by a bar. */
function rows(html: string): string[] {
  return [...html.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = ""]) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)]
      .map(([, cell = ""]) => cell.replace(/<[^>]*>/g, ""))
      .join(" | "),
  );
}
