/** Counting the words of a written answer. */
import { beforeAll, describe, expect, test } from "vitest";
import { type Mograder, startMograder } from "./python.ts";

let mograder: Mograder;
beforeAll(async () => {
  mograder = await startMograder();
});

const count = (source: string, cell = "written_analysis") =>
  mograder.python.run("count_response_words(SOURCE, CELL)", { SOURCE: source, CELL: cell });

describe("count_response_words", () => {
  test.each([
    [
      "counts the longest text",
      'def written_analysis(mo):\n    mo.md("one")\n    mo.md(r"""one two\n  three""")',
      "3",
    ],
    [
      "counts a formula as one word",
      'def written_analysis():\n    "so $a + b = c$ and\\n $$x\\n= y$$ hold"',
      "5",
    ],
    ["finds decorated and async cells", '@app.cell\nasync def written_analysis():\n    "one two"', "2"],
    ["is 0 without a text", "def written_analysis():\n    return 1", "0"],
    ["is None without the cell", 'def other():\n    "one"', ""],
    ["is None for what is not Python", "def written_analysis(:", ""],
  ])("%s", async (_, source, expected) => {
    expect(await count(source)).toBe(expected);
  });
});

describe("word_count", () => {
  const show = async (words: number, call: string) => {
    mograder.python.writeFile(
      "/tmp/answer.py",
      `def written_analysis():\n    """${"word ".repeat(words)}"""\n`,
    );
    return (await mograder.shows(call)).shown.html;
  };

  test.each([
    [300, "green"],
    [500, "green"],
    [299, "darkorange"],
    [600, "darkorange"],
    [199, "red"],
    [601, "red"],
  ])("%d words are %s", async (words, colour) => {
    const html = await show(words, 'word_count("/tmp/answer.py")');
    expect(html).toContain(`<span style="color:${colour}"><strong>Word count: ${words}</strong></span>`);
    expect(html).toContain("(target: 300–500; updates when the notebook is saved)");
  });

  test("takes the file as mo.watch gives it, another cell and another target", async () => {
    expect(await show(12, 'word_count(mo.watch.file("/tmp/answer.py"), target=(10, 20))')).toContain(
      "color:green",
    );
    expect(await show(12, 'word_count("/tmp/answer.py", cell="essay")')).toMatch(
      /<em>.*no cell named <code>essay<\/code>/,
    );
  });
});
