import { describe, expect, it } from "vitest";
import { exercisePlacer } from "../../../src/core/workshop/places.ts";

const list = '# === MOGRADER: EXERCISES ===\n_exercises = ["Q1", "Q2"]';
const check = (label: string) => `check("${label}", [(True, "ok")])`;

function notebook(...bodies: string[]): string {
  const cells = bodies.map(
    (body) => `@app.cell\ndef _():\n${body.replace(/^(?=.)/gm, "    ")}\n    return\n`,
  );
  return `import marimo\n\napp = marimo.App()\n\n\n${cells.join("\n\n")}\n\nif __name__ == "__main__":\n    app.run()\n`;
}

/** The cells of each exercise, its check in brackets, in a notebook that began as `given`. */
function place(given: readonly string[], now: readonly string[]): Record<string, string[]> {
  const places = exercisePlacer(notebook(list, ...given))(notebook(list, ...now));
  const all = [list, ...now];
  return Object.fromEntries(
    [...places].map(([id, { from, check, end }]) => [
      id,
      all.slice(from, end).map((code, index) => (from + index === check ? `[${code}]` : code)),
    ]),
  );
}

const [one, two] = [check("Q1: One"), check("Q2: Two")];
const [fill, other] = ["total = ...\n# YOUR CODE HERE\npass", "roots = ...\n# YOUR CODE HERE\npass"];

describe("a cell that was added", () => {
  const given = ['mo.md("# One")', fill, one, 'mo.md("# Two")', other, two];

  it("below a check belongs to the exercise above it, and above a check to that check's", () => {
    expect(
      place(given, [
        ...['mo.md("# One")', "total = 1", "helper = 1", one, "# Model solution\n# total = 2", "total + 1"],
        ...['mo.md("# Two")', "roots = total", "extra = 2", two, "roots[0]"],
      ]),
    ).toEqual({
      Q1: [
        ...[list, 'mo.md("# One")', "total = 1", "helper = 1", `[${one}]`],
        ...["# Model solution\n# total = 2", "total + 1"],
      ],
      Q2: ['mo.md("# Two")', "roots = total", "extra = 2", `[${two}]`, "roots[0]"],
    });
  });

  it("is told from one to fill in by the names that this defines, where no heading stands between", () => {
    expect(place([fill, one, other, two], ["total = 1", one, "total + 1", "roots = 7", two])).toEqual({
      Q1: [list, "total = 1", `[${one}]`, "total + 1"],
      Q2: ["roots = 7", `[${two}]`],
    });
  });

  it("is the next exercise's where nothing of that is as it was: work is not lost", () => {
    const now = [fill, one, "scratch = 1", "renamed = 2", two];
    expect(place([fill, one, other, two], now).Q2).toEqual(["scratch = 1", "renamed = 2", `[${two}]`]);
  });
});

it("what was handed out below the last check is no exercise's, and two checks of one are one exercise", () => {
  const given = [fill, one, "y = total", check("Q1: More"), other, two, "goodbye = 1"];
  expect(place(given, [...given.slice(0, -1), "mine", "goodbye = 1"])).toEqual({
    Q1: [list, fill, one, "y = total", `[${check("Q1: More")}]`],
    Q2: [other, `[${two}]`, "mine"],
  });
});

it("a text that is no notebook has no places", () => {
  expect(exercisePlacer("?")("?").size).toBe(0);
});
