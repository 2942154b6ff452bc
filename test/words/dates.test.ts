import { expect, test } from "vitest";
import { agoWords, exactDate, logDate, nearDate } from "../../src/words/dates.ts";

const now = Date.parse("2026-11-26T12:00:00Z");
const zone = "Europe/Berlin";

test.each([
  ["2026-11-26T16:00:00Z", "today, 17:00"],
  ["2026-11-26T22:59:00Z", "today, 23:59"],
  // One minute later it is another day in Berlin, though not in London.
  ["2026-11-26T23:00:00Z", "tomorrow, 00:00"],
  ["2026-11-25T12:00:00Z", "yesterday, 13:00"],
  ["2026-12-01T12:00:00Z", "Tuesday, 13:00"],
  ["2026-12-03T12:00:00Z", "3 December, 13:00"],
  ["2026-11-01T12:00:00Z", "1 November, 13:00"],
  ["2027-03-28T12:00:00Z", "28 March 2027, 14:00"],
])("%s is %s", (at, words) => {
  expect(nearDate(Date.parse(at), now, { zone })).toBe(words);
});

test("it is another day in another zone", () => {
  const at = Date.parse("2026-11-27T01:00:00Z");
  expect(nearDate(at, now, { zone: "America/New_York" })).toBe("today, 20:00");
  expect(nearDate(at, now, { zone: "Asia/Tokyo" })).toBe("tomorrow, 10:00");
});

test("the exact date names its zone, and a log sorts", () => {
  const at = Date.parse("2026-12-05T16:00:09Z");
  expect(exactDate(at, { zone })).toBe("Saturday 5 December 2026 at 17:00 CET");
  expect(logDate(at, { zone })).toBe("2026-12-05 17:00:09");
});

test.each([
  [20_000, "just now"],
  [5 * 60_000, "5 min ago"],
  [3 * 3_600_000, "3 h ago"],
  [30 * 3_600_000, "yesterday"],
  [50 * 3_600_000, "2 days ago"],
])("%d ms ago", (passed, words) => {
  expect(agoWords(now - passed, now)).toBe(words);
});
