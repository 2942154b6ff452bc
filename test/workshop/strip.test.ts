/** Stripping solutions, by mograder's vectors and where we do better. */
import { expect, test } from "vitest";
import { hasSolutions, stripSolutions } from "../../src/core/grading/strip.ts";

const cell = (body: string) => `@app.cell\ndef _(np):\n${body}`;
const block = (code: string) => `    ### BEGIN SOLUTION\n    ${code}\n    ### END SOLUTION\n`;
const waiting = "    # YOUR CODE HERE\n    pass\n";

/** `vectors.json`, "strip", of the description of mograder that we work from. */
test.each([
  [
    "a returned name that nothing binds",
    cell(`    x = None\n${block("x = 1")}    return x, y\n`),
    cell(`    x = None\n    y = ...\n${waiting}    return x, y\n`),
  ],
  [
    "a function's result",
    `def f(a):\n${block("r = a")}    return r\n`,
    `def f(a):\n    r = ...\n${waiting}    return r\n`,
  ],
  [
    "a computed result",
    `def f(a):\n${block("r = a")}    return r + 1\n`,
    `def f(a):\n${waiting}    return r + 1\n`,
  ],
  [
    "a written answer",
    `@app.cell\ndef _(mo):\n    response_text = "*Write*"\n${block('response_text = r"""x"""')}    mo.md(response_text)\n    return (response_text,)\n`,
    '@app.cell\ndef _(mo):\n    mo.md(r"""\n    *Write*\n    """)\n    return (response_text,)\n',
  ],
  [
    "hidden tests",
    "    check('Q1', [])\n    ### BEGIN HIDDEN TESTS\n    check('Q1: h', [])\n    ### END HIDDEN TESTS\n    return\n",
    "    check('Q1', [])\n    # HIDDEN TESTS\n    return\n",
  ],
])("mograder's vector: %s", (_, text, stripped) => {
  expect(stripSolutions(text).text).toBe(stripped);
});

test.each([
  ["import math", "math"],
  ["from math import (\n        pi as x,\n        tau,\n    )", "x"],
  ["import os.path as x", "x"],
  ["def x():\n        return 1", "x"],
  ["class x:\n        pass", "x"],
  ["a, (x, *b) = f()", "x"],
  ["x: int = 1", "x"],
  ["for x in range(3):\n        pass", "x"],
  ["with open('f') as x:\n        pass", "x"],
])("%s binds what is returned", (binding, name) => {
  const text = cell(`    ${binding}\n${block("y = 1")}    return (${name},)\n`);
  expect(stripSolutions(text).text).toBe(cell(`    ${binding}\n${waiting}    return (${name},)\n`));
});

test("a parameter is bound, a comparison binds nothing, a return may take several lines", () => {
  expect(stripSolutions(cell(`${block("y = 1")}    return (\n        np,\n        y,\n    )\n`)).text).toBe(
    cell(`    y = ...\n${waiting}    return (\n        np,\n        y,\n    )\n`),
  );
  expect(stripSolutions(cell(`    x == 1\n${block("x = 1")}    return (x,)\n`)).text).toContain(
    "    x = ...\n",
  );
});

test("two blocks in one cell bind a name once", () => {
  const text = cell(`${block("x = 1")}\n${block("x = 2")}    return (x,)\n`);
  expect(stripSolutions(text)).toEqual({
    text: cell(`    x = ...\n${waiting}\n${waiting}    return (x,)\n`),
    solutions: 2,
    hiddenTests: 0,
  });
});

test.each([["\r\n"], ["\r"], ["\n"]])("the rest stays byte for byte, line breaks %j too", (newline) => {
  const text = cell(`    π = "ü"   \n${block("x = 1")}\n\n    return\n\n# end`).replaceAll("\n", newline);
  const expected = cell(`    π = "ü"   \n${waiting}\n\n    return\n\n# end`).replaceAll("\n", newline);
  expect(stripSolutions(text).text).toBe(expected);
  expect(stripSolutions(expected).text).toBe(expected);
});

test("a block that ends the file without a line break", () => {
  expect(stripSolutions("### BEGIN SOLUTION\nx\n### END SOLUTION").text).toBe("# YOUR CODE HERE\npass");
});

test("a marker counts only as a whole line", () => {
  expect(hasSolutions('text = "### BEGIN SOLUTION"\n')).toBe(false);
  expect(hasSolutions("\t### END SOLUTION  \r\n")).toBe(true);
});
