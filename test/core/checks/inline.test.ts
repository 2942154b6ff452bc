import { expect, test } from "vitest";
import { readInline } from "../../../src/core/checks/inline.ts";

test.each([
  ["plain", ["text:plain"]],
  ["", []],
  ["call `f(x)` with $x_0 > 1$.", ["text:call ", "code:f(x)", "text: with ", "formula:x_0 > 1", "text:."]],
  ["`$HOME` is no formula", ["code:$HOME", "text: is no formula"]],
  ["from $5 to $6", ["text:from $5 to $6"]],
  ["$x$", ["formula:x"]],
  ["it costs 5$ or 6$", ["text:it costs 5$ or 6$"]],
  ["`open", ["text:`open"]],
  ["<b>$</b>", ["text:<b>$</b>"]],
])("%s", (message, parts) => {
  expect(readInline(message).map(({ kind, text }) => `${kind}:${text}`)).toEqual(parts);
});
