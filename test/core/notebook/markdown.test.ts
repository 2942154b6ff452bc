import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { setConfig } from "../../../src/core/notebook/edit.ts";
import { markdownCode, markdownOf } from "../../../src/core/notebook/markdown.ts";
import { printNotebook } from "../../../src/core/notebook/print.ts";
import { fixture, notebook } from "./fixtures.ts";

describe("markdown cells", () => {
  const read = notebook(fixture("markdown"));

  it("are one mo.md of a constant text", () => {
    expect(read.cells.map((cell) => markdownOf(cell.code))).toEqual([
      undefined,
      "one line",
      "braces {kept}\n  deeper",
      'with """ quotes',
      undefined,
      undefined,
      "",
    ]);
    expect(markdownOf('title = mo.md("x")')).toBeUndefined();
    expect(markdownOf('mo.md("x").center()')).toBeUndefined();
    expect(markdownOf('marimo.md("x")')).toBeUndefined();
    expect(markdownOf("mo.md(")).toBeUndefined();
  });

  it("are laid out as marimo does when they are written", () => {
    const changed = read.cells.reduce((book, cell) => setConfig(book, cell.id, { hideCode: true }), read);
    const texts = printNotebook(changed).split("\n\n\n");
    expect(texts[2]).toBe(
      '@app.cell(hide_code=True)\ndef _(mo):\n    mo.md("""\n    one line\n    """)\n    return',
    );
    expect(texts[3]).toContain(
      '    # a comment in front\n    mo.md(f"""\n    braces {{kept}}\n      deeper\n    """)# behind\n',
    );
    expect(texts[4]).toContain('mo.md("""\n    with "\\"" quotes\n    """)');
  });
});

it("keeps any text", () => {
  const text = fc.string({
    unit: fc.constantFrom('"', "\\", "{", "a", " ", "\n", "'", "é", "N"),
    maxLength: 12,
  });
  fc.assert(
    fc.property(text, (markdown) => {
      const kept = markdownOf(markdownCode(markdown));
      const lines = markdown.split("\n").map((line) => line.trimEnd());
      expect(kept?.replace(/^ +/gm, "")).toBe(lines.join("\n").trim().replace(/^ +/gm, ""));
    }),
    { numRuns: 500 },
  );
});
