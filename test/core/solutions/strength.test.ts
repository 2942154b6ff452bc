import { expect, test } from "vitest";
import { answerStrength, leastAnswerBits } from "../../../src/core/solutions/strength.ts";
import { orThrow } from "./sample.ts";

type Texts = { file: string; text: string }[];

const float = (value: number) => ["float", value.toExponential()];
const int = (value: number | string) => ["int", String(value)];
const list = (...items: unknown[]) => ["list", items];

function strength(typed: unknown, texts: Texts = []) {
  return orThrow(answerStrength(new Map([["x", typed]]), { variables: ["x"], digits: 6 }, texts));
}
const bits = (typed: unknown, texts: Texts = []) => strength(typed, texts).bits;

test("what is tried first counts for little", () => {
  for (const typed of [
    int(0),
    int(7),
    int(-12),
    float(0),
    float(1),
    float(0.5),
    float(-2 / 3),
    float(2.25),
  ]) {
    expect(bits(typed)).toBeLessThan(8);
  }
  for (const value of [
    Math.PI,
    Math.E,
    Math.PI / 4,
    2 * Math.PI,
    1 / Math.PI,
    Math.PI ** 2 / 6,
    Math.E / 2,
  ]) {
    expect(bits(float(value))).toBeLessThan(10);
  }
  for (const value of [Math.SQRT2, Math.sqrt(3) / 2, Math.sqrt(17), Math.log(2), Math.log(10), 1e-9]) {
    expect(bits(float(value))).toBeLessThan(13);
  }
  for (const value of [1_000_000, 65_536, 65_535, "1".padEnd(31, "0")])
    expect(bits(int(value))).toBeLessThan(10);
});

test("six digits of nothing in particular are worth less than twenty bits, but not much less", () => {
  for (const value of [1.83702, 27.4193, -0.000739214, 6.02839e23]) {
    expect(bits(float(value))).toBeGreaterThan(14);
    expect(bits(float(value))).toBeLessThan(27);
  }
  expect(bits(list(float(1.83702), float(27.4193), float(-0.000739214), float(593.177)))).toBeGreaterThan(
    leastAnswerBits,
  );
});

test("no digit is counted twice", () => {
  const once = bits(float(1.83702));
  expect(bits(list(float(1.83702), float(1.83702), float(-1.83702), float(18.3702)))).toBeCloseTo(once);
  expect(bits(list(float(1.83702), float(2 * 1.83702)))).toBeLessThan(once + 8);
  expect(bits(list(float(1.83702), float(1.83702 + 1)))).toBeLessThan(once + 8);
  expect(bits(list(...Array.from({ length: 100 }, (_, i) => float(0.25 + i * 0.125))))).toBeLessThan(20);
  expect(bits(list(...Array.from({ length: 100 }, (_, i) => int(2 ** Math.min(i, 40)))))).toBeLessThan(20);
  expect(bits(list(...Array.from({ length: 100 }, () => ["bool", true])))).toBe(1);
  expect(bits(list(["str", "wolf"], ["str", "wolf"]))).toBe(11);
  expect(bits(["none"])).toBe(0);
});

test("a value that stands in the public files is worth nothing, and its line is named", () => {
  const texts = [
    {
      file: "notebook.py",
      text: "import marimo\n\nresult = solve(3)\nassert abs(result - 27.4193) < 1e-4\nname = 'Ada Lovelace'\n",
    },
    { file: "files/data.csv", text: "t,y\r\n0,1_000_003\r\n1,-5.5e3\r\n" },
  ];
  const found = (typed: unknown) => strength(typed, texts).values[0];
  expect(found(float(27.4193))).toEqual({ path: "x", bits: 0, literal: { file: "notebook.py", line: 4 } });
  expect(found(float(-27.41930004))).toMatchObject({ bits: 0, literal: { file: "notebook.py", line: 4 } });
  expect(found(int(1_000_003))).toMatchObject({ bits: 0, literal: { file: "files/data.csv", line: 2 } });
  expect(found(int(-5500))).toMatchObject({ bits: 0, literal: { file: "files/data.csv", line: 3 } });
  expect(found(float(5500))).toMatchObject({ bits: 0, literal: { file: "files/data.csv", line: 3 } });
  expect(found(["str", "ada lovelace"])).toMatchObject({
    bits: 0,
    literal: { file: "notebook.py", line: 5 },
  });
  expect(found(float(27.4194))).toMatchObject({ literal: undefined });
  expect(found(int(27))).toMatchObject({ literal: undefined });
});

test("of a value whose first digits stand there, only the others count", () => {
  const texts = [{ file: "notebook.py", text: "check('Q1', [(abs(x - 1.837) < 1e-3, 'close')])" }];
  expect(bits(float(1.83702), texts)).toBeCloseTo(2 * Math.log2(10));
  expect(bits(float(1.84702), texts)).toBeGreaterThan(17);
});

test("every value is named as one would write it", () => {
  const dict = [
    "dict",
    [
      [["str", "slope"], float(1.5)],
      [["int", "3"], list(["complex", "1.25", "0.0"])],
    ],
  ];
  expect(strength(dict).values.map(({ path }) => path)).toEqual([
    'x["slope"]',
    "x[3][0].real",
    "x[3][0].imag",
  ]);
});

test("a value that cannot be an answer is refused", () => {
  const refused = answerStrength(new Map(), { variables: ["x"], digits: 6 }, []);
  expect(refused).toEqual({ failure: "bad-answer", variable: "x", reason: "missing" });
});
