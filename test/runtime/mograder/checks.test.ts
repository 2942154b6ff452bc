/** What `check` shows and reports: the cases of mograder's own behaviour, one a row. */
import { beforeAll, describe, expect, test } from "vitest";
import { type Mograder, SIDECAR, startMograder } from "./python.ts";

let mograder: Mograder;
beforeAll(async () => {
  mograder = await startMograder();
});

type Row = [call: string, kind: string, status: string, earned: number, total: number, details: string[]];

const ROWS: Row[] = [
  ['check("Q1: Title", [(True, "m")])', "success", "success", 1, 1, []],
  ['check("Q1: Title", [(True, "m"), (False, "x")])', "danger", "partial", 1, 2, ["x"]],
  ['check("Q1", [(False, "a"), (0, "b"), (None, "c")])', "danger", "danger", 0, 3, ["a", "b", "c"]],
  ['check("Q1", [("x", "a"), ([1], "b")])', "success", "success", 2, 2, []],
  ['check("Q1: T", [])', "warn", "warn", 0, 0, []],
  ['check("Q1: T", None)', "warn", "warn", 0, 0, []],
  ['check("Q1", [(False, "a", 0)])', "danger", "danger", 0, 0, ["a"]],
  ['check("Q1", [(True, "a", -1), (False, "b", 2)])', "danger", "danger", -1, 1, ["b"]],
  ['check("Q1", [(True, "a", "2")])', "success", "success", 2, 2, []],
  ['check("Q1", [[True, "a"], [False, "b", 3]])', "danger", "partial", 1, 4, ["b"]],
  ['check("Q1", ((ok, "m") for ok in (True, False)))', "danger", "partial", 1, 2, ["m"]],
  ['check("Q1", iter([]))', "success", "success", 0, 0, []],
];

test.each(ROWS)("%s is %s and reports %s", async (call, kind, status, earned, total, details) => {
  const { shown, records } = await mograder.shows(call);
  expect(shown.kind).toBe(kind);
  const label = /"(.*?)"/.exec(call)?.[1];
  expect(records).toEqual([{ label, status, details, earned_weight: earned, total_weight: total }]);
});

describe("what a check says", () => {
  test.each([
    ['check("Q1: T", [])', "<strong>Q1: T</strong> — waiting for your code"],
    ['check("Q1: T", [(True, "m")])', "<strong>Q1: T</strong> — all checks passed"],
    ['check("Q1: T", [(False, "too *low*")])', "<strong>Q1: T</strong> — some checks failed:"],
    ['check("Q1: T", [(False, "too *low*")])', "<li>too <em>low</em></li>"],
    ['check("Q1: <b>T</b>", [])', "<strong>Q1: <b>T</b></strong>"],
  ])("%s shows %s", async (call, html) => {
    expect((await mograder.shows(call)).shown.html).toContain(html);
  });

  test("text names the kind, by which workshop notebooks recognise a pass", async () => {
    const mentions = (call: string) => mograder.python.run(`"success" in ${call}.text`);
    expect(await mentions('check("Q1", [(True, "m")])')).toBe("true");
    expect(await mentions('check("Q1", [(False, "m")])')).toBe("false");
    expect(await mentions('check("Q1", [])')).toBe("false");
  });
});

test.each(['check("Q1", [(True,)])', 'check("Q1", [(True, "m", 1, 2)])'])(
  "%s is a ValueError",
  async (call) => {
    const called = await mograder.call(call);
    expect(called).toMatchObject({ kind: "raised", error: "ValueError" });
  },
);

describe("the sidecar", () => {
  const read = () => new TextDecoder().decode(mograder.python.readFile(SIDECAR));

  test("is one line of ASCII JSON a check, weights as floats once something counted", async () => {
    await mograder.shows('check("Q1: größer", [(False, "ä"), (True, "m")])');
    expect(read()).toBe(
      '{"label": "Q1: gr\\u00f6\\u00dfer", "status": "partial", "details": ["\\u00e4"], ' +
        '"earned_weight": 1.0, "total_weight": 2.0}\n',
    );
    await mograder.shows('check("Q1", [])');
    expect(read()).toBe(
      '{"label": "Q1", "status": "warn", "details": [], "earned_weight": 0, "total_weight": 0}\n',
    );
  });

  test("grows by a line a check", async () => {
    const { records } = await mograder.shows('[check("Q1", []), check("Q1", [(True, "m")])][1]');
    expect(records).toMatchObject([{ status: "warn" }, { status: "success" }]);
  });

  test("refuses a label that JSON cannot hold", async () => {
    expect(await mograder.call('check({1}, [(True, "m")])')).toMatchObject({ error: "TypeError" });
  });

  test("is left alone when the variable is empty", async () => {
    await mograder.python.run('os.environ["MOGRADER_SIDECAR_PATH"] = ""');
    const { records, events } = await mograder.shows('check("Q1", [(True, "m")])');
    await mograder.python.run('os.environ["MOGRADER_SIDECAR_PATH"] = SIDECAR');
    expect(records).toEqual([]);
    expect(events).toHaveLength(1);
  });
});

describe("the listener", () => {
  test("hears the record with its question, and no marks where none are given", async () => {
    const { events } = await mograder.shows('check(" Q1 : Title: more", [(True, "m"), (False, "x", 2)])');
    expect(events).toEqual([
      {
        kind: "check",
        label: " Q1 : Title: more",
        key: "Q1",
        status: "partial",
        details: ["x"],
        earned_weight: 1,
        total_weight: 3,
        marks: null,
        cell: null,
      },
    ]);
  });

  test("hears how many hints are offered", async () => {
    expect((await mograder.shows('hint("a", "b")')).events).toEqual([{ kind: "hint", count: 2, cell: null }]);
    expect((await mograder.shows("hint()")).events).toEqual([{ kind: "hint", count: 0, cell: null }]);
  });
});

describe("hints", () => {
  const labels = async (call: string) => {
    const { shown } = await mograder.shows(call);
    return [...shown.html.matchAll(/paragraph&#92;&quot;&#92;u003e(Hint[ \d]*)/g)].map((found) => found[1]);
  };

  test("one is called Hint, several are numbered, none are an empty accordion", async () => {
    expect(await labels('hint("a")')).toEqual(["Hint"]);
    expect(await labels('hint("a", "b", "c")')).toEqual(["Hint 1", "Hint 2", "Hint 3"]);
    expect(await labels("hint()")).toEqual([]);
  });

  test("hold Markdown and formulas, folded, one open at a time", async () => {
    const { shown } = await mograder.shows('hint("try *this*: $x^2$")');
    expect(shown.html).toMatch(/^<div data-hints><marimo-accordion [^>]*data-multiple='false'/);
    expect(shown.html).toContain("try <em>this</em>");
    expect(shown.html).toContain("<marimo-tex");
  });
});
