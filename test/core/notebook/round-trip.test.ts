import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { insertAfter, move, remove, setCode } from "../../../src/core/notebook/edit.ts";
import { parseNotebook } from "../../../src/core/notebook/parse.ts";
import { printNotebook } from "../../../src/core/notebook/print.ts";
import { corpus, notebook } from "./fixtures.ts";

const sources = corpus().map(({ code }) => code);
const code = fc.constantFrom(...sources);
const sound = fc.constantFrom(
  ...corpus()
    .filter(({ title }) => !title.startsWith("error"))
    .map((one) => one.code),
);

function indented(text: string, indentation: string): string {
  return text.replace(/^(?=.)/gm, indentation);
}

const decorator = fc.constantFrom(
  "@app.cell",
  "@app.cell(hide_code=True)",
  "@app.cell(\n    disabled=True,\n)",
  "@wrapped\n@app.cell",
);
const cell = fc
  .tuple(decorator, code, fc.constantFrom("    ", "\t", "  "), fc.constantFrom("return", "return (a,)", ""))
  .map(([head, body, space, end]) => `${head}\ndef _(x):\n${indented(`${body}\n${end}`, space)}\n`);
const other = fc.constantFrom(
  "@app.function\ndef f(x):\n    return x\n",
  "@app.class_definition\nclass C:\n    pass\n",
  'app._unparsable_cell(\n    r"""\n    if\n    """,\n    name="_"\n)\n',
  "with app.setup:\n    import os\n",
);
const garbage = fc.oneof(
  fc.constantFrom(
    "",
    "\n",
    "\n\n\n",
    "# comment\n",
    "x = 1\n",
    '"""\n',
    "(((\n",
    "@app.cell\n",
    "\f\n",
    "    stray\n",
    "if x:\n",
  ),
  fc.string({ unit: "grapheme", maxLength: 20 }).map((text) => `${text.replaceAll("\0", "")}\n`),
);
const file = fc
  .tuple(
    fc.constantFrom("", "# licence\n", '"""doc\n@app.cell\n"""\n', "\n\n"),
    fc.array(fc.tuple(garbage, fc.oneof(cell, other)), { maxLength: 6 }),
    garbage,
    fc.constantFrom(
      'if __name__ == "__main__":\n    app.run()\n',
      "",
      'if __name__ == "__main__":\n    app.run()',
    ),
    fc.constantFrom("\n", "\r\n", "\r"),
  )
  .map(([header, cells, end, guard, newline]) => {
    const body = cells.map(([before, text]) => before + text).join("");
    return `${header}import marimo\napp = marimo.App()\n${body}${end}${guard}`.replaceAll("\n", newline);
  });

describe("print ∘ parse", () => {
  it("is the identity on whatever a notebook holds", () => {
    fc.assert(
      fc.property(file, (source) => {
        const parsed = parseNotebook(source);
        if ("failure" in parsed) return;
        expect(printNotebook(parsed)).toBe(source);
      }),
      { numRuns: 300 },
    );
  });

  it("is the identity on broken text around cells too", () => {
    fc.assert(
      fc.property(
        file,
        fc.nat(),
        fc.constantFrom('"""', "(", "'", "\\", "\t", "}", "\n"),
        (source, place, noise) => {
          const at = place % (source.length + 1);
          const broken = source.slice(0, at) + noise + source.slice(at);
          const parsed = parseNotebook(broken);
          if (!("failure" in parsed)) expect(printNotebook(parsed)).toBe(broken);
        },
      ),
      { numRuns: 300 },
    );
  });
});

const blank =
  'import marimo\n\n__generated_with = "0.23.15"\napp = marimo.App()\n\n\nif __name__ == "__main__":\n    app.run()\n';
const edits = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("insert" as const), at: fc.nat(6), code: fc.oneof(sound, sound, code) }),
    fc.record({ kind: fc.constant("set" as const), at: fc.nat(6), code: fc.oneof(sound, sound, code) }),
    fc.record({ kind: fc.constant("remove" as const), at: fc.nat(6), code: fc.constant("") }),
    fc.record({ kind: fc.constant("move" as const), at: fc.nat(6), code: fc.constant("") }),
  ),
  { minLength: 1, maxLength: 12 },
);

describe("parse ∘ print", () => {
  it("gives the codes back after any edits", () => {
    fc.assert(
      fc.property(edits, (list) => {
        let book = notebook(blank);
        for (const { kind, at, code: text } of list) {
          const id = book.cells[at]?.id ?? null;
          if (kind === "insert" || id === null) book = insertAfter(book, id, { code: text });
          else if (kind === "set") book = setCode(book, id, text);
          else if (kind === "remove") book = remove(book, id);
          else book = move(book, id, book.cells[(at + 2) % book.cells.length]?.id ?? null);
        }
        const printed = printNotebook(book);
        const read = notebook(printed);
        expect(read.cells.map((one) => normal(one.code))).toEqual(book.cells.map((one) => normal(one.code)));
        expect(printNotebook(read)).toBe(printed);
      }),
      { numRuns: 200 },
    );
  });
});

/** Codes as they are after marimo has laid them out: markdown is set anew, outer blank lines go. */
function normal(text: string): string {
  return text
    .replaceAll("\u00a0", " ")
    .replace(/^mo\.md\(r?"""\s*([\s\S]*?)\s*"""\)$/, "mo.md $1")
    .trim();
}
