import { expect, test } from "vitest";
import {
  consoleBlocks,
  FEW_LINES,
  MOST_CHARACTERS,
  shownText,
} from "../../../src/frame/cells/console-text.ts";
import type { ConsolePart } from "../../../src/frame/model.ts";

const part = (channel: ConsolePart["channel"], data: string, mimetype = "text/plain"): ConsolePart => ({
  channel,
  mimetype,
  data,
});

test("neighbours of one channel are one block, others keep their order", () => {
  const parts = [part("stdout", "a"), part("stdout", "b\n"), part("stderr", "c"), part("stdout", "d")];
  expect(consoleBlocks(parts)).toEqual([
    { kind: "text", channel: "stdout", text: "ab\n" },
    { kind: "text", channel: "stderr", text: "c" },
    { kind: "text", channel: "stdout", text: "d" },
  ]);
});

test("a progress bar that arrives in pieces settles", () => {
  expect(consoleBlocks([part("stderr", "10%"), part("stderr", "\r20%")])).toEqual([
    { kind: "text", channel: "stderr", text: "20%" },
  ]);
});

test("tracebacks and pictures are known by their type", () => {
  const trace = part("media", "<pre>oh</pre>", "application/vnd.marimo+traceback");
  const picture = part("media", "AAAA", "image/png");
  const address = part("media", "data:image/png;base64,AAAA", "image/png");
  expect(consoleBlocks([trace, picture, address])).toEqual([
    { kind: "trace", html: "<pre>oh</pre>" },
    { kind: "image", url: "data:image/png;base64,AAAA" },
    { kind: "image", url: "data:image/png;base64,AAAA" },
  ]);
});

test("a short text is shown whole, without its last line end", () => {
  expect(shownText("a\nb\n", false)).toEqual({ text: "a\nb", lines: 2, extent: "whole" });
});

test("of a long text the last lines are shown until all are asked for", () => {
  const text = Array.from({ length: 100 }, (_, index) => `line ${index}`).join("\n");
  const few = shownText(text, false);
  expect(few.text.split("\n")).toHaveLength(FEW_LINES);
  expect(few.text.endsWith("line 99")).toBe(true);
  expect(few).toMatchObject({ lines: 100, extent: "few" });
  expect(shownText(text, true)).toEqual({ text, lines: 100, extent: "whole" });
});

test("one endless line is cut, and even all of it has an end", () => {
  const text = "x".repeat(2 * MOST_CHARACTERS);
  expect(shownText(text, false).extent).toBe("few");
  const all = shownText(text, true);
  expect(all.text).toHaveLength(MOST_CHARACTERS);
  expect(all.extent).toBe("cut");
});
