import { expect, test } from "vitest";
import { type AnsiSpan, parseAnsi, plainStyle, settleReturns } from "../../../src/frame/cells/ansi.ts";

const named = (index: number) => ({ kind: "named", index });
const texts = (spans: readonly AnsiSpan[]) => spans.map(({ text }) => text);
const styleOf = (text: string) => parseAnsi(`${text}x`)[0]?.style;

test("plain text is one span in the plain style", () => {
  expect(parseAnsi("hello\nthere")).toEqual([{ text: "hello\nthere", style: plainStyle }]);
  expect(parseAnsi("")).toEqual([]);
});

test("a colour holds until it is reset", () => {
  expect(parseAnsi("a\x1b[31mb\x1b[0mc")).toEqual([
    { text: "a", style: plainStyle },
    { text: "b", style: { ...plainStyle, color: named(1) } },
    { text: "c", style: plainStyle },
  ]);
});

test("an empty code is a reset", () => {
  expect(parseAnsi("\x1b[1;4ma\x1b[mb").map(({ style }) => style)).toEqual([
    { ...plainStyle, bold: true, underline: true },
    plainStyle,
  ]);
});

test("bright colours and backgrounds have their own numbers", () => {
  expect(styleOf("\x1b[92;103m")).toEqual({ ...plainStyle, color: named(10), background: named(11) });
  expect(styleOf("\x1b[92;103;39;49m")).toEqual(plainStyle);
});

test("each weight and line is switched on and off by its code", () => {
  expect(styleOf("\x1b[1;2;3;4;7;9m")).toEqual({
    ...plainStyle,
    bold: true,
    dim: true,
    italic: true,
    underline: true,
    inverse: true,
    strike: true,
  });
  expect(styleOf("\x1b[1;2;3;4;7;9;22;23;24;27;29m")).toEqual(plainStyle);
});

test("the palette of 256 has names, a cube and greys", () => {
  expect(styleOf("\x1b[38;5;9m")?.color).toEqual(named(9));
  expect(styleOf("\x1b[38;5;208m")?.color).toEqual({ kind: "rgb", css: "rgb(255 135 0)" });
  expect(styleOf("\x1b[48;5;232m")?.background).toEqual({ kind: "rgb", css: "rgb(8 8 8)" });
});

test("true colours are taken, and codes after them still count", () => {
  expect(styleOf("\x1b[38;2;1;2;3;1m")).toEqual({
    ...plainStyle,
    color: { kind: "rgb", css: "rgb(1 2 3)" },
    bold: true,
  });
});

test.each(["\x1b[38m", "\x1b[38;5m", "\x1b[38;5;999m", "\x1b[38;2;1;2m", "\x1b[38;7;1m", "\x1b[98m"])(
  "a colour that makes no sense changes nothing: %j",
  (code) => {
    expect(styleOf(code)).toEqual(plainStyle);
  },
);

test("other escape sequences and control characters leave no trace", () => {
  const link = "\x1b]8;;https://example.org\x07link\x1b]8;;\x07";
  expect(texts(parseAnsi(`a\x1b[2K\x1b[1Ab\x1b(B${link}\x07\x00`))).toEqual(["ablink"]);
  expect(texts(parseAnsi("end\x1b["))).toEqual(["end"]);
});

test("a line that is written over keeps its last writing", () => {
  expect(settleReturns("10%\r50%\r100%\ndone\r\n")).toBe("100%\ndone\n");
  expect(settleReturns("100%\r")).toBe("100%");
});
