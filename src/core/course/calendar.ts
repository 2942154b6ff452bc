/** Due dates as a calendar file (RFC 5545). */
import { utf8 } from "../solutions/bytes.ts";

export interface CalendarEntry {
  /** Never changes for the same assignment, so that a newer file replaces the entry of an older one. */
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  /** Milliseconds since 1970. */
  readonly due: number;
}

/** `now`: when the file was made, in milliseconds since 1970. */
export function printCalendar(name: string, entries: readonly CalendarEntry[], now: number): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Atelier//Due dates//EN",
    `X-WR-CALNAME:${escapeText(name)}`,
    ...entries.flatMap(({ uid, title, description, due }) => [
      "BEGIN:VEVENT",
      `UID:${escapeText(uid)}`,
      `DTSTAMP:${utc(now)}`,
      // A moment has no end: one that is not later than the start is forbidden (RFC 5545, 3.8.2.2).
      `DTSTART:${utc(due)}`,
      `SUMMARY:${escapeText(title)}`,
      `DESCRIPTION:${escapeText(description)}`,
      // Being due takes no time out of the day.
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    ]),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join("");
}

/** RFC 5545, 3.3.11. */
function escapeText(text: string): string {
  return text
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n|\r|\n/g, "\\n")
    .replace(/\p{Cc}/gu, "");
}

/** RFC 5545, 3.3.5: a moment in UTC. */
function utc(at: number): string {
  return new Date(at).toISOString().replace(/[-:]|\.\d+/g, "");
}

/** RFC 5545, 3.1: at most 75 bytes a line, and no character torn apart. */
function fold(line: string): string {
  let folded = "";
  let bytes = 0;
  for (const sign of line) {
    const { length } = utf8(sign);
    if (bytes + length > 75) {
      folded += "\r\n ";
      bytes = 1;
    }
    folded += sign;
    bytes += length;
  }
  return folded;
}
