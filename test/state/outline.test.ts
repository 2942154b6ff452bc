/** Which headings a notebook's outline has, and how they read. */
import { expect, it } from "vitest";
import { outlineOf } from "../../src/state/outline.ts";
import type { CellView } from "../../src/state/wall.ts";

const cell = (code: string, markdown: string | null = null): CellView => ({
  ...{ id: "a", name: "", kind: "code", code, markdown },
  ...{ hideCode: false, disabled: false, locked: null },
});
const texts = (...cells: CellView[]) => outlineOf(cells).map(({ text }) => text);

it("has the headings of every `mo.md` call, wherever it stands in its cell", () => {
  const stacked =
    'mo.vstack([\n    mo.md("""\n    ## Q2: Vowels\n\n    Write.\n    """),\n    hint("# No heading"),\n])';
  expect(outlineOf([cell(stacked)])).toEqual([{ cell: "a", level: 2, text: "Q2: Vowels" }]);
  expect(texts(cell('x = 1\nmo.md(\n    f"# {x} of {{all}}\\n## {x!r:>{3}}"\n)'))).toEqual([
    ...["… of {all}", "…"],
  ]);
  expect(texts(cell("mo.hstack([mo.md('# One'), mo . md('# Two')])"))).toEqual(["One", "Two"]);
});

it("takes no comment, no string and no other call for one", () => {
  const code = '# mo.md("# a")\ntext = \'mo.md("# b")\'\nmo.md(text)\nmo.md_of("# c")\nmo.ui.md("# d")';
  expect(texts(cell(code))).toEqual([]);
  expect(texts(cell('mo.md("# unfinished'))).toEqual([]);
});

it("reads as plain text", () => {
  const heading = (text: string) => texts(cell("", `# ${text}`))[0];
  expect(heading("Head $\\alpha$ and $x_{1} * x^2$")).toBe("Head alpha and x_{1} * x^2");
  expect(heading("**Bold `code_of_it`**, *soft*, _low_ and `a * b`")).toBe(
    "Bold code_of_it, soft, low and a * b",
  );
  expect(heading("[A link](https://example.org/a_b) ![picture](p.png) <b>set</b>")).toBe(
    "A link picture set",
  );
  expect(heading("From $5 to $6 snake_case")).toBe("From $5 to $6 snake_case");
});
