/** `answer` locks: proofs that are worth something, refused when they are not. */
import { describe, expect, test } from "vitest";
import { goodRoots, runWithValues } from "./support/fake-run.ts";
import { notebook, q1, q2 } from "./support/notebooks.ts";
import { openTerminal } from "./support/terminal.ts";

const site = "site/notebooks/intro";

describe("an answer as a lock", () => {
  const options = ["[tool.workshop.exercises.Q2]", 'unlock = ["answer"]', 'answer = ["roots"]'];
  const run = async (
    values: Record<string, unknown>,
    text = notebook([q1, q2], options),
    ...more: string[]
  ) => {
    const terminal = openTerminal();
    terminal.write("source/intro.py", text);
    const ended = await terminal.runWith(
      { run: runWithValues(values) },
      "encrypt",
      "source/intro.py",
      ...more,
    );
    return { terminal, ended };
  };

  test("is sealed with the values of the solved notebook", async () => {
    const { terminal, ended } = await run({ roots: goodRoots });
    expect(ended.code).toBe(0);
    expect(terminal.json(`${site}/sealed.json`)).toMatchObject({
      exercises: { Q2: { answer: { variables: ["roots"], digits: 6 } } },
    });
  });

  test("is refused when it is easily guessed, unless the instructor insists", async () => {
    const weak = { roots: ["int", "42"] };
    const { terminal, ended } = await run(weak);
    expect(ended).toMatchObject({ code: 1 });
    expect(ended.err).toMatch(
      /source\/intro\.py:\d+: The answer of exercise Q2 is too easy to guess \(6 of 60 bits\)/,
    );
    expect(terminal.files()).toEqual(["source/intro.py"]);
    const insisted = await run(weak, undefined, "--allow-guessable");
    expect(insisted.ended.code).toBe(0);
  });

  test("is refused when it stands in a public file, whose line is named", async () => {
    const text = notebook([q1, q2], options).replace(
      "def _(check, mo, roots):",
      "def _(check, mo, roots):\n    # [3.71828, -17.2205, 904.113, 0.0627184]",
    );
    const { ended } = await run({ roots: goodRoots }, text);
    expect(ended.err).toMatch(/roots\[0\] can be read in intro\.py as attendees get it, line \d+/);
  });

  test.each([
    [{}, "the solved notebook does not define it"],
    [{ roots: null }, "use numbers, texts, and lists"],
  ])("%j: is refused with its reason", async (values, reason) => {
    const { ended } = await run(values);
    expect(ended.code).toBe(1);
    expect(ended.err).toContain(`The answer "roots" of exercise Q2 cannot be a lock: ${reason}`);
  });
});
