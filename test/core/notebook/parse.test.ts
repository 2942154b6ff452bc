import { describe, expect, it } from "vitest";
import { parseNotebook } from "../../../src/core/notebook/parse.ts";
import { printNotebook } from "../../../src/core/notebook/print.ts";
import { around, FIXTURES, fixture, notebook } from "./fixtures.ts";

describe("a notebook with every form of cell", () => {
  const { cells, app, header, read } = notebook(fixture("every-form"));

  it("finds each cell, its kind, name and id", () => {
    expect(cells.map(({ id, kind, name }) => [id, kind, name])).toEqual([
      ["setup", "setup", "setup"],
      ["Hbol", "function", "area"],
      ["MJUe", "class", "Point"],
      ["vblA", "code", "_"],
      ["bkHC", "code", "named"],
      ["lEQa", "code", "_"],
      ["PKri", "code", "_"],
      ["Xref", "code", "_"],
      ["SFPL", "code", "_"],
      ["BYtC", "code", "one_line"],
      ["RGSE", "unparsable", "wrong"],
      ["Kclp", "code", "without_return"],
      ["emfo", "code", "_"],
    ]);
    expect(read).toEqual(cells);
  });

  it("gives the code that marimo runs", () => {
    expect(cells.map((cell) => cell.code)).toEqual([
      "# Set-up\nimport math\nimport numpy as np",
      'def area(radius: float) -> float:\n    """Area of a circle."""\n    return math.pi * radius**2\n    # the end',
      '@np.vectorize\nclass Point:\n    """A point."""\n\n    def norm(self):\n        return 1',
      'mo.md(r"""\n# Title with $\\alpha$ and {braces}\n\n  - indented\n""")',
      '# A comment first\ntotal = area(2)\n\ntext = """\nnot indented\n    """',
      "result = await fetch()",
      "",
      "# Only a comment",
      "tabs = total	# after a tab",
      "x = 1;",
      'if broken\n    print("no colon"',
      "print(total)\n# trailing",
      "import marimo as mo",
    ]);
  });

  it("reads options and keeps those that it does not know", () => {
    expect(cells[0]?.config.hideCode).toBe(true);
    expect(cells[2]?.config).toEqual({ hideCode: true, disabled: false, column: null, other: {} });
    expect(cells[5]?.config).toEqual({
      hideCode: false,
      disabled: true,
      column: 1,
      other: { experimental: '{"a": 1}' },
    });
    expect(cells[10]?.config.hideCode).toBe(true);
    expect(app).toEqual({
      options: { width: "medium", app_title: "Every form", future_option: [1, "two"] },
      generatedWith: "0.23.15",
    });
    expect(header).toMatch(/^# Copyright[\s\S]*"""\n\n$/);
  });

  it("leaves text between cells to no cell", () => {
    expect(cells[1]?.lead).toBe("\n\n\n# A comment between two cells.\n\n");
    expect(cells[8]?.lead).toBe('\n\n\nleftover = "marimo ignores this"\n\n\n');
  });
});

describe("printing what was read", () => {
  it.each(FIXTURES)("gives %s byte for byte", (name) => {
    const source = fixture(name);
    expect(printNotebook(notebook(source))).toBe(source);
    const bytes = new TextEncoder().encode(`\uFEFF${source}`);
    expect(printNotebook(notebook(bytes))).toBe(`\uFEFF${source}`);
  });

  it("keeps Windows line breaks, no version and no end of line", () => {
    const windows = notebook(fixture("windows"));
    expect(windows.newline).toBe("\r\n");
    expect(windows.app.generatedWith).toBeNull();
    expect(windows.cells.map(({ name, code }) => [name, code])).toEqual([
      ["__", 'b = """\n  x\n"""   '],
      ["mixed", "c = b"],
    ]);
  });
});

describe("broken cells", () => {
  it("leave the others alone", () => {
    const { cells } = notebook(fixture("broken"));
    expect(cells.map((cell) => cell.name)).toEqual(["_", "_", "bracket", "dedent", "colon", "quoted", "_"]);
    expect(cells[1]?.code).toBe('mo.md("""\nAn odd quote: """)\nx = """');
    expect(cells[2]?.code).toBe("numbers = [1, 2, (3");
    expect(cells[3]?.code).toBe("if True:\n    a = 1\n  b = 2");
    expect(cells[5]?.code).toBe('code = """\n@app.cell\ndef _():\n    return\n"""');
    expect(cells[6]?.code).toBe('mo.md(r"""\nLast, and whole.\n""")');
    expect(cells[6]?.config.hideCode).toBe(true);
  });

  it("does not take long over a hostile file", () => {
    const hostile = around('@app.cell\ndef _():\n    """\n'.repeat(20_001));
    const start = performance.now();
    expect(printNotebook(notebook(hostile))).toBe(hostile);
    expect(performance.now() - start).toBeLessThan(15_000);
  });
});

describe("what is no notebook", () => {
  it("is told apart", () => {
    expect(parseNotebook("")).toEqual({ failure: "not-a-notebook" });
    expect(parseNotebook("import marimo\nprint(1)\n")).toEqual({ failure: "not-a-notebook" });
    expect(parseNotebook("app = marimo.App()\n")).toEqual({ failure: "not-a-notebook" });
    expect(parseNotebook("import marimo.ai\napp = marimo.App()\n")).toEqual({ failure: "not-a-notebook" });
    expect(parseNotebook(new Uint8Array([0x69, 0xff, 0xfe]))).toEqual({ failure: "not-text" });
    expect(parseNotebook("import marimo\0")).toEqual({ failure: "not-text" });
    expect(parseNotebook(new TextEncoder().encode("# größer"), { limit: 9 })).toEqual({
      failure: "notebook-too-large",
      bytes: 10,
      limit: 9,
    });
    expect(parseNotebook("# größer", { limit: 9 })).toMatchObject({ failure: "notebook-too-large" });
  });

  it("names the line where the app cannot be read", () => {
    const source = 'import marimo\n\n\napp = marimo.App(width="medium"\n\n@app.cell\ndef _():\n    return\n';
    expect(parseNotebook(source)).toEqual({ failure: "notebook-syntax", line: 4 });
    expect(parseNotebook('import marimo\nx = "\napp = marimo.App()\n')).toEqual({
      failure: "notebook-syntax",
      line: 2,
    });
  });
});

it("takes ids from the caller", () => {
  const { cells } = notebook(fixture("every-form"), { ids: ["one", "two", "three"].values() });
  expect(cells.slice(0, 4).map((cell) => cell.id)).toEqual(["setup", "one", "two", "three"]);
});
