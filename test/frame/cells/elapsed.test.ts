import { expect, test } from "vitest";
import { formatElapsed } from "../../../src/frame/cells/elapsed.ts";

test.each([
  [1_000, "1.0 s"],
  [9_940, "9.9 s"],
  [9_960, "10 s"],
  [59_400, "59 s"],
  [59_600, "1 min 0 s"],
  [185_000, "3 min 5 s"],
])("%i milliseconds are %s", (milliseconds, words) => {
  expect(formatElapsed(milliseconds)).toBe(words);
});
