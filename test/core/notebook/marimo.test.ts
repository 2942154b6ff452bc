/** Our reading and writing of notebooks against marimo's own, run in Pyodide. */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insertAfter, move, remove, setCode, setConfig } from "../../../src/core/notebook/edit.ts";
import { withoutGuard } from "../../../src/core/notebook/indentation-guard.ts";
import { markdownOf } from "../../../src/core/notebook/markdown.ts";
import { cellNames } from "../../../src/core/notebook/names.ts";
import type { Cell, Notebook } from "../../../src/core/notebook/notebook.ts";
import { printNotebook } from "../../../src/core/notebook/print.ts";
import { type PythonHost, startPython } from "../../../src/runtime/node.ts";
import { around, corpus, fixture, notebook } from "./fixtures.ts";

let python: PythonHost;

beforeAll(async () => {
  python = await startPython();
  await python.run(readFileSync(new URL("marimo.py", import.meta.url), "utf8"));
}, 120_000);

afterAll(() => python.close());

async function ask<T>(question: string, inputs: readonly unknown[]): Promise<T[]> {
  const answer = await python.run("answer(question, inputs)", { question, inputs: JSON.stringify(inputs) });
  return JSON.parse(answer);
}

const cells = corpus();

interface Names {
  defs: string[];
  refs: string[];
  temporaries: string[];
  isCoroutine: boolean;
  markdown: string | null;
}

describe("names", () => {
  it("are marimo's, and so is what does not compile", { timeout: 120_000 }, async () => {
    expect(cells.length).toBeGreaterThan(240);
    const theirs = await ask<Names | null>(
      "names",
      cells.map(({ code }) => code),
    );
    const named = (index: number): string => cells[index]?.title ?? "";
    const ours = cells.map(({ code }) => ourNames(code));
    expect(ours.map((one, index) => [named(index), one])).toEqual(
      theirs.map((one, index) => [named(index), one]),
    );
    expect(theirs.map((one, index) => [named(index), one === null])).toEqual(
      cells.map(({ title }) => [title, isExpectedError(title)]),
    );
  });
});

function isExpectedError(title: string): boolean {
  return title.startsWith("error") || ERRORS.includes(title);
}

/** Titles of cells in the corpus that are errors without saying so. */
const ERRORS = ["star import", "unreachable case", "await in plain function", "future import late"];

function ourNames(code: string): Names | null {
  const names = cellNames(code, "0");
  if ("message" in names) return null;
  const { defs, refs, temporaries, isCoroutine } = names;
  return {
    defs: [...defs].sort(),
    refs: [...refs].sort(),
    temporaries: [...temporaries].sort(),
    isCoroutine,
    markdown: markdownOf(code) ?? null,
  };
}

interface MarimoNotebook {
  cells: {
    kind: string;
    name: string;
    code: string;
    config: { hide_code: boolean | null; disabled: boolean | null; column: number | null };
  }[];
  loaded: { id: string; code: string }[];
  violations: string[];
  text: string;
}

function marimoCells(book: Notebook): MarimoNotebook["cells"] {
  return book.cells.map(({ kind, name, code, config }) => ({
    kind,
    name,
    code,
    config: { hide_code: config.hideCode || null, disabled: config.disabled || null, column: config.column },
  }));
}

/** false and "not said" are the same. */
function plain(theirs: MarimoNotebook["cells"]): MarimoNotebook["cells"] {
  return theirs.map((cell) => ({
    ...cell,
    config: {
      ...cell.config,
      hide_code: cell.config.hide_code || null,
      disabled: cell.config.disabled || null,
    },
  }));
}

const sound = cells.filter(({ title }) => !isExpectedError(title));

/** Notebooks of several cells each, so that cells take names from each other. */
function someNotebooks(count: number, from: readonly { code: string }[]): Notebook[] {
  return Array.from({ length: count }, (_, seed) => {
    let book = notebook(around("@app.cell\ndef first():\n    return"));
    for (let index = 0; index < 8; index++) {
      const code = from[(seed * 37 + index * index * 13 + index * 7) % from.length]?.code ?? "";
      const config = { hideCode: index % 3 === 0, disabled: index % 7 === 5, column: index === 4 ? 1 : null };
      const name = index % 5 === 0 ? `cell_${index}` : "_";
      book = insertAfter(book, book.cells.at(-1)?.id ?? null, { code, name, config });
    }
    return book;
  });
}

/** Each notebook after every kind of edit. */
function edited(book: Notebook, seed: number): Notebook {
  const at = (index: number): string => book.cells[index % book.cells.length]?.id ?? "";
  const code = sound[(seed * 11) % sound.length]?.code ?? "";
  let next = setCode(book, at(seed), code);
  next = move(next, at(seed + 1), at(seed + 4));
  next = remove(next, at(seed + 2));
  return setConfig(next, at(seed + 5), { hideCode: true });
}

describe("a notebook that we wrote", () => {
  it("is what marimo would have written from the same cells", { timeout: 120_000 }, async () => {
    const books = someNotebooks(60, cells).map(edited);
    const given = books.map((book) =>
      marimoCells(book).map(({ name, code, config }) => ({ name, code, config: options(config) })),
    );
    const theirs = await ask<string>("generate", given);
    const ours = books.map((book) => printNotebook({ ...book, read: [], cells: book.cells.map(anew) }));
    expect(ours.map(unguarded)).toEqual(theirs);
  });

  it("is the same when it is printed after edits one by one", { timeout: 120_000 }, async () => {
    // Each edit is read back, so that most cells are carried over as text and only their signatures change.
    const books = someNotebooks(40, sound).map((book, seed) => {
      const start = notebook(printNotebook(book));
      return [1, 2, 3].reduce((read, step) => notebook(printNotebook(edited(read, seed + step))), start);
    });
    const theirs = await ask<MarimoNotebook>("notebook", books.map(printNotebook));
    expect(theirs.map(({ text }) => text)).toEqual(books.map(printNotebook));
    expect(theirs.map((one) => plain(one.cells))).toEqual(books.map(marimoCells));
  });

  it("opens in marimo with the same ids, codes, names and options", { timeout: 120_000 }, async () => {
    const sources = [
      ...someNotebooks(20, cells).map(printNotebook),
      ...["every-form", "assignment", "markdown", "windows"].map(fixture),
    ];
    const theirs = await ask<MarimoNotebook>("notebook", sources);
    for (const [index, source] of sources.entries()) {
      const book = notebook(source);
      const loaded = theirs[index]?.loaded.map(({ id, code }) => ({ id, code: withoutGuard(code).trim() }));
      expect(loaded).toEqual(book.cells.map(({ id, code }) => ({ id, code: marimoCode(code).trim() })));
    }
  });
});

/** Where marimo itself loses something: it glues a comment after the last statement to it when there is no return. */
function marimoCode(code: string): string {
  return code.replaceAll("\u00a0", " ").replace("print(total)\n# trailing", "print(total)    # trailing");
}

function options(config: MarimoNotebook["cells"][number]["config"]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(config).filter(([, value]) => value !== null));
}

/** Our own line in front of wrong indentation, without which marimo could not open what it writes itself. */
function unguarded(text: string): string {
  return text.replace(/^ {4}\( {2}# Remove this line: .*\n/gm, "");
}

function anew(cell: Cell): Cell {
  return { ...cell, lead: "", written: null };
}
