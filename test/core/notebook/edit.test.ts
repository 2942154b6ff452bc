import { describe, expect, it } from "vitest";
import * as edit from "../../../src/core/notebook/edit.ts";
import type { Notebook } from "../../../src/core/notebook/notebook.ts";
import { printNotebook } from "../../../src/core/notebook/print.ts";
import { around, FIXTURES, fixture, notebook } from "./fixtures.ts";

const source = around(`@app.cell
def first():
    a = 1   # odd   spacing stays
    return (a,)


# About the second cell.
@app.cell(hide_code=True)
def second(a):
    b = a + 1
    # before the return
    return (b,)


@app.cell
def third( b ):
    print( b )
    return`);

function cellId(book: Notebook, name: string): string {
  return book.cells.find((cell) => cell.name === name)?.id ?? "";
}

const book = notebook(source);
const [first, second, third] = ["first", "second", "third"].map((name) => cellId(book, name));

describe("an edit", () => {
  it("leaves cells alone that it does not concern, byte for byte", () => {
    const printed = printNotebook(edit.setCode(book, first ?? "", "a = 2"));
    expect(printed).toBe(source.replace("    a = 1   # odd   spacing stays", "    a = 2"));
  });

  it("that is taken back leaves no trace", () => {
    for (const name of FIXTURES) {
      const text = fixture(name);
      const read = notebook(text);
      for (const { id, code } of read.cells) {
        const changed = edit.setCode(read, id, "x = (");
        expect(printNotebook(changed)).not.toBe(text);
        expect(printNotebook(edit.setCode(changed, id, code))).toBe(text);
      }
    }
  });

  it("changes the signatures that depend on it, and no bodies", () => {
    const printed = printNotebook(edit.setCode(book, third ?? "", "print(a, b, c)"));
    expect(printed).toBe(
      source.replace("def third( b ):\n    print( b )\n", "def third(a, b, c):\n    print(a, b, c)\n"),
    );
    const unused = printNotebook(edit.setCode(book, third ?? "", "1"));
    expect(unused).toContain("def second(a):\n    b = a + 1\n    # before the return\n    return\n");
    const defined = printNotebook(edit.setCode(book, first ?? "", "a = 1\nprint = 3"));
    expect(defined).toContain("return a, print\n");
    expect(defined).toContain("def third(b, print):\n    print( b )\n    return\n");
  });

  it("follows the indentation and line breaks of the file", () => {
    const tabs = source.replace(
      "    b = a + 1\n    # before the return\n    return",
      "\tb = a + 1\n\treturn",
    );
    const windows = notebook(tabs.replaceAll("\n", "\r\n"));
    const printed = printNotebook(edit.setCode(windows, cellId(windows, "third"), "pass\npass"));
    expect(printed).toContain("def second(a):\r\n\tb = a + 1\r\n\treturn\r\n");
    expect(printed).toContain("def third():\r\n    pass\r\n    pass\r\n    return\r\n");
    expect(printed.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  });

  it("that Python cannot compile becomes an unparsable cell, and is a cell again when it can", () => {
    const broken = edit.setCode(book, second ?? "", 'b = """');
    const printed = printNotebook(broken);
    expect(printed).toContain(
      'app._unparsable_cell(\n    """\n    b = \\"\\"\\"\n    """,\n    column=None, disabled=False, hide_code=True, name="second"\n)',
    );
    const read = notebook(printed);
    expect(read.cells.map((cell) => cell.kind)).toEqual(["code", "unparsable", "code"]);
    expect(read.cells[1]?.code).toBe('b = """');
    const mended = printNotebook(edit.setCode(read, read.cells[1]?.id ?? "", "b = a"));
    expect(mended).toContain("@app.cell(hide_code=True)\ndef second(a):\n    b = a\n    return (b,)\n");
  });

  it("with wrong indentation can be opened by marimo, and reads as it was typed", () => {
    const code = "if a:\n    b = 1\n  c = $2";
    const printed = printNotebook(edit.setCode(book, second ?? "", code));
    expect(printed).toMatch(/r"""\n {4}\( {2}# Remove this line: .*\n {4}if a:\n/);
    expect(notebook(printed).cells[1]?.code).toBe(code);
  });

  it("writes functions and classes that stand alone as marimo does", () => {
    const printed = printNotebook(edit.setCode(book, third ?? "", "def double(x):\n    return 2 * x"));
    expect(printed).toContain("@app.function\ndef double(x):\n    return 2 * x\n\n\nif __name__");
    const bound = printNotebook(edit.setCode(book, third ?? "", "def double(x):\n    return b * x"));
    expect(bound).toContain(
      "@app.cell\ndef third(b):\n    def double(x):\n        return b * x\n\n    return\n",
    );
  });

  it("makes a cell async when it awaits", () => {
    const printed = printNotebook(edit.setCode(book, third ?? "", "c = await b()"));
    expect(printed).toContain("async def third(b):\n    c = await b()\n    return\n");
  });

  it("does not change a notebook that has no such cell", () => {
    for (const same of [
      edit.remove(book, "none"),
      edit.move(book, "none", null),
      edit.move(book, first ?? "", "none"),
      edit.insertAfter(book, "none", { code: "1" }),
      edit.convertToMarkdown(book, "none"),
    ]) {
      expect(same).toBe(book);
    }
    expect(printNotebook(edit.setCode(book, "none", "1"))).toBe(source);
  });
});

describe("options and names", () => {
  it("are written as marimo writes them", () => {
    const hidden = edit.setConfig(book, first ?? "", { hideCode: true, disabled: true, column: 2 });
    expect(printNotebook(hidden)).toContain(
      "@app.cell(column=2, disabled=True, hide_code=True)\ndef first():\n",
    );
    expect(printNotebook(edit.setConfig(book, second ?? "", { hideCode: false }))).toContain(
      "@app.cell\ndef second(a):",
    );
    expect(printNotebook(edit.rename(book, first ?? "", "start"))).toContain(
      "def start():\n    a = 1   # odd   spacing stays\n",
    );
    expect(printNotebook(edit.rename(book, first ?? "", ""))).toContain("def _():\n    a = 1 ");
    for (const name of ["not a name", "class", "1st", "setup", "a()", "é-"]) {
      expect(edit.rename(book, first ?? "", name)).toBe(book);
    }
    expect(printNotebook(edit.rename(book, first ?? "", "größe"))).toContain("def größe():");
  });

  it("keep what marimo does not know", () => {
    const forms = notebook(fixture("every-form"));
    const id = forms.cells[5]?.id ?? "";
    expect(printNotebook(edit.setConfig(forms, id, { disabled: false }))).toContain(
      '@app.cell(column=1, experimental={"a": 1})\nasync def _(fetch):\n',
    );
  });
});

describe("the setup cell", () => {
  it("that is broken is itself again when it is mended, in a later session too", () => {
    const forms = notebook(fixture("every-form"));
    const broken = printNotebook(edit.setCode(forms, "setup", "import ("));
    expect(broken).toContain('app._unparsable_cell(\n    r"""\n    import (\n');
    const read = notebook(broken);
    expect(read.cells[0]).toMatchObject({ id: "setup", kind: "unparsable", name: "setup" });
    expect(read.cells.map((cell) => cell.id)).toEqual(forms.cells.map((cell) => cell.id));
    const mended = printNotebook(edit.setCode(read, "setup", "import math"));
    expect(mended).toContain("\n\nwith app.setup(hide_code=True):\n    import math\n\n\n# A comment");
  });
});

describe("adding, removing and moving", () => {
  it("adds behind a cell and in front of all", () => {
    const added = edit.insertAfter(book, first ?? "", { code: "c = b" });
    const id = added.cells[1]?.id ?? "";
    expect(id).toBe("bkHC");
    expect(printNotebook(added)).toContain(
      "return (a,)\n\n\n@app.cell\ndef _(b):\n    c = b\n    return\n\n\n# About the second",
    );
    const front = edit.insertAfter(book, null, {
      code: "z = 1",
      name: "zero",
      config: { hideCode: true },
      id: "mine",
    });
    expect(front.cells[0]?.id).toBe("mine");
    expect(printNotebook(front)).toContain(
      "App()\n\n\n@app.cell(hide_code=True)\ndef zero():\n    z = 1\n    return\n\n\n@app.cell",
    );
    expect(printNotebook(edit.remove(added, id))).toBe(source);
  });

  it("never puts a cell in front of the setup cell", () => {
    const forms = notebook(fixture("every-form"));
    expect(edit.insertAfter(forms, null, { code: "1" }).cells[0]?.kind).toBe("setup");
    expect(
      edit
        .move(forms, "Hbol", null)
        .cells.map((cell) => cell.id)
        .slice(0, 2),
    ).toEqual(["setup", "Hbol"]);
    expect(edit.move(forms, "setup", "Hbol")).toBe(forms);
  });

  it("keeps text that belongs to no cell when its neighbour goes", () => {
    const without = printNotebook(edit.remove(book, second ?? ""));
    expect(without).toContain("return\n\n\n# About the second cell.\n\n\n@app.cell\ndef third( b ):");
    const bare = edit.remove(edit.remove(book, third ?? ""), second ?? "");
    expect(printNotebook(bare)).toMatch(/return\n\n\n# About the second cell\.\n\n\nif __name__/);
    const none = edit.remove(bare, first ?? "");
    expect(notebook(printNotebook(none)).cells).toEqual([]);
  });

  it("moves a cell with the text in front of it", () => {
    const moved = printNotebook(edit.move(book, second ?? "", third ?? ""));
    expect(notebook(moved).cells.map((cell) => cell.name)).toEqual(["first", "third", "second"]);
    expect(moved).toContain(
      "    return\n\n\n# About the second cell.\n@app.cell(hide_code=True)\ndef second(a):",
    );
    expect(moved.endsWith('return (b,)\n\n\nif __name__ == "__main__":\n    app.run()\n')).toBe(true);
    const back = edit.move(edit.move(book, second ?? "", third ?? ""), second ?? "", first ?? "");
    expect(printNotebook(back)).toBe(source);
  });
});

describe("markdown", () => {
  it("turns a cell into markdown and back", () => {
    const text = edit.setCode(book, third ?? "", "# Title\n\nSome `text` with \\alpha");
    const markdown = edit.convertToMarkdown(text, third ?? "");
    expect(printNotebook(markdown)).toContain(
      '@app.cell(hide_code=True)\ndef third(mo):\n    mo.md(r"""\n    # Title\n\n    Some `text` with \\alpha\n    """)\n    return\n',
    );
    const back = edit.convertToCode(markdown, third ?? "");
    expect(back.cells[2]).toMatchObject({
      code: "# Title\n\nSome `text` with \\alpha",
      config: { hideCode: false },
    });
    expect(edit.convertToCode(book, third ?? "")).toBe(book);
  });
});
