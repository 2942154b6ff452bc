import { expect, it } from "vitest";
import { momentsWords } from "../../../src/words/keeping.ts";

it("neighbours in the history within one minute tell their seconds, the others do not", () => {
  const now = new Date(2026, 10, 22, 12, 0, 0).getTime();
  const at = (day: number, hour: number, minute: number, second: number) =>
    new Date(2026, 10, day, hour, minute, second).getTime();
  const times = [at(22, 9, 5, 41), at(22, 9, 5, 2), at(22, 9, 4, 58), at(21, 9, 4, 58), at(3, 14, 5, 0)];
  expect(momentsWords(times, now)).toEqual([
    "Today, 09:05:41",
    "Today, 09:05:02",
    "Today, 09:04",
    "Yesterday, 09:04",
    "3 Nov 2026, 14:05",
  ]);
});
