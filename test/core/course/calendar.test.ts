/** Due dates as a file that calendars read. */
import { expect, test } from "vitest";
import { printCalendar } from "../../../src/core/course/calendar.ts";

const now = Date.UTC(2026, 10, 26, 12);
const due = Date.UTC(2026, 11, 5, 16, 0, 9);

test("an entry is a moment in UTC, with what is special in RFC 5545 escaped", () => {
  const text = printCalendar(
    "Numerics",
    [{ uid: "a@b", title: "Roots; waves, \\n", description: "line\r\ntwo", due }],
    now,
  );
  expect(text.split("\r\n")).toEqual([
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Atelier//Due dates//EN",
    "X-WR-CALNAME:Numerics",
    "BEGIN:VEVENT",
    "UID:a@b",
    "DTSTAMP:20261126T120000Z",
    "DTSTART:20261205T160009Z",
    "SUMMARY:Roots\\; waves\\, \\\\n",
    "DESCRIPTION:line\\ntwo",
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ]);
});

test("no line is longer than 75 bytes, and unfolding gives back every character", () => {
  const title = "Übungsblatt 🚢 ".repeat(30).trim();
  const text = printCalendar("C", [{ uid: "u", title, description: "", due }], now);
  for (const line of text.split("\r\n"))
    expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  expect(text.replaceAll("\r\n ", "")).toContain(`SUMMARY:${title}\r\n`);
});
