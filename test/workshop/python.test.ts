/** With the real Python: a workshop is exported from notebooks that run, and answers come out of them. */
import { readFileSync } from "node:fs";
import * as v from "valibot";
import { beforeAll, describe, expect, test } from "vitest";

import { isFailure } from "../../src/core/failure.ts";
import { canonicalAnswer } from "../../src/core/solutions/canonical.ts";
import { readSealed } from "../../src/core/solutions/sealed.ts";
import { unlock } from "../../src/core/solutions/unlock.ts";
import { webCrypto } from "../../src/core/solutions/web-crypto.ts";
import { type PythonHost, startPython } from "../../src/runtime/node.ts";
import { notebookRunner } from "../../workshop/run-notebook.ts";
import { notebookProcess } from "../support/notebook-process.ts";
import { notebook, q1, q2 } from "./support/notebooks.ts";
import { openTerminal } from "./support/terminal.ts";

const run = { run: notebookRunner(notebookProcess) };

test("the template of `workshop new` exports: solved it passes, stripped it waits", async () => {
  const terminal = openTerminal(run);
  await terminal.run("new", "intro");
  const { code, err } = await terminal.run("export", "intro");
  expect([code, err]).toEqual([0, expect.stringContaining("intro: running what attendees get…")]);
});

test("an answer is learnt from the solved notebook and its data, and opens", async () => {
  const options = ["[tool.workshop.exercises.Q2]", 'unlock = ["answer"]', 'answer = ["roots"]'];
  const lines = [
    "import math",
    'roots = [float(line) * math.sin(1.234 + k ** 2) for k, line in enumerate(open("data.csv"))]',
  ];
  const terminal = openTerminal(run);
  terminal.write("source/data.csv", "3.7\n12.9\n71.3\n9.04\n");
  terminal.write("source/intro.py", notebook([q1, { ...q2, solution: lines }], options));
  expect(await terminal.run("encrypt", "source/intro.py")).toMatchObject({ code: 0 });

  const sealed = readSealed(terminal.read("site/notebooks/intro/sealed.json"));
  if (isFailure(sealed)) return expect.fail("not sealed");
  const roots = [3.7, 12.9, 71.3, 9.04].map((value, k) => [
    "float",
    String(value * Math.sin(1.234 + k ** 2)),
  ]);
  const text = canonicalAnswer(new Map([["roots", ["list", roots]]]), { variables: ["roots"], digits: 6 });
  if (typeof text !== "string") return expect.fail("no answer");
  const slot = { course: sealed.course, notebook: "intro", exercise: "Q2" };
  expect(await unlock(sealed, slot, { kind: "answer", text }, webCrypto())).toMatchObject({
    code: [lines.join("\n")],
  });
});

test("what fails in the real notebook is refused with its line; cells that only follow are not named", async () => {
  const terminal = openTerminal(run);
  terminal.write("source/intro.py", notebook([{ ...q1, solution: ["total = 1 / 0"] }]));
  const { code, err } = await terminal.run("export", "source/intro.py");
  expect(code).toBe(1);
  expect(err.split("\n").slice(1)).toEqual([
    "source/intro.py:20: The solved notebook fails here: ZeroDivisionError: division by zero",
  ]);
});

test("a failing function is named by its own line, and Python that cannot be read by its line alone", async () => {
  const terminal = openTerminal(run);
  const failsIn = async (...solution: string[]) => {
    terminal.write("source/intro.py", notebook([{ ...q1, solution }]));
    return (await terminal.run("export", "source/intro.py")).err.split("\n").slice(1);
  };
  expect(await failsIn("def part(x):", "    return 1 / x", "", "total = part(0)")).toEqual([
    "source/intro.py:21: The solved notebook fails here: ZeroDivisionError: division by zero",
  ]);
  expect(await failsIn("parts = range(1, 101)", "total = sum(parts", "more = 3")).toEqual([
    "source/intro.py:21: The solved notebook fails here: SyntaxError: '(' was never closed",
  ]);
});

test("a check of a Grader counts by its last result, and scores that run again are waited for", async () => {
  const terminal = openTerminal(run);
  const construction =
    '    _marks = {"Q1": 10}\n    grader = Grader(_marks)\n    check = grader.check\n    return check, grader, mo';
  const scores = "@app.cell\ndef _(grader):\n    grader.scores()\n    return\n\n\nif __name__";
  terminal.write("source/intro.py", notebook([q1]));
  terminal.edit("source/intro.py", (text) =>
    text
      .replace("import check", "import Grader")
      .replace("    return check, mo", construction)
      .replace("\nif __name__", `\n${scores}`),
  );
  expect(await terminal.run("export", "source/intro.py")).toMatchObject({ code: 0 });
});

describe("the Python half of the canonical answers", () => {
  let python: PythonHost;
  beforeAll(async () => {
    python = await startPython();
    await python.run(STAND_IN);
  });

  const vectors = v.parse(
    v.object({
      values: v.array(v.object({ python: v.string(), typed: v.unknown() })),
      refused: v.array(v.string()),
    }),
    JSON.parse(readFileSync(new URL("../vectors/solutions/canonical.json", import.meta.url), "utf8")),
  );
  const typed = async (expression: string): Promise<unknown> =>
    JSON.parse(await python.run("say(EXPRESSION)", { EXPRESSION: expression }));

  test("says every value as the vectors do", async () => {
    const said = [];
    for (const { python: expression } of vectors.values) said.push([expression, await typed(expression)]);
    expect(said).toEqual(vectors.values.map(({ python: expression, typed: value }) => [expression, value]));
  });

  test("refuses what the vectors refuse, and too much of anything", async () => {
    const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;
    const tooMuch = [
      "[0] * 10000",
      nested(18),
      "'x' * 10001",
      "'U0001F600' * 5001",
      "10**1000",
      "Endless()",
      "'\\ud800'",
    ];
    for (const expression of [...vectors.refused, ...tooMuch])
      expect(await typed(expression), expression).toBe("refused");
    for (const expression of ["[0] * 9999", nested(17), "'x' * 10000", "10**1000 - 1", "-(10**1000 - 1)"]) {
      expect(await typed(expression), expression).not.toBe("refused");
    }
  });
});

/** numpy is not there without a network; these have what its arrays and scalars have. */
const STAND_IN = `
import json
from atelier import answers

class Scalar:
    def __init__(self, value): self.value = value
    def tolist(self): return self.value
    def __truediv__(self, other): return Scalar([item / other for item in self.value])

class Float64(float):
    def tolist(self): return float(self)

class np:
    float64 = Float64
    float32 = lambda value: Scalar(__import__("struct").unpack("f", __import__("struct").pack("f", value))[0])
    int64 = bool_ = array = Scalar
    arange = lambda count: Scalar(list(range(count)))

class Endless:
    def tolist(self): return self

def say(expression):
    try:
        return json.dumps(answers.typed(eval(expression)))
    except (answers.NotAnAnswer, UnicodeEncodeError):
        return json.dumps("refused")
`;
