/** Moments as people read them, in the time zone of whoever reads. */

export interface DateOptions {
  /** Of the IANA database; left out, the reader's own. */
  readonly zone?: string | undefined;
}

const LANGUAGE = "en-GB";
const DAY = 86_400_000;

/** "today, 17:00", "tomorrow, 17:00", "Friday, 17:00", "5 December, 17:00", "5 December 2027, 17:00". */
export function nearDate(at: number, now: number, { zone }: DateOptions = {}): string {
  const days = dayNumber(at, zone) - dayNumber(now, zone);
  const time = print(at, { timeStyle: "short" }, zone);
  return `${dayWords(at, now, days, zone)}, ${time}`;
}

function dayWords(at: number, now: number, days: number, zone: string | undefined): string {
  if (days === 0) return "today";
  if (days === 1) return "tomorrow";
  if (days === -1) return "yesterday";
  if (days > 1 && days < 7) return print(at, { weekday: "long" }, zone);
  const isSameYear = print(at, { year: "numeric" }, zone) === print(now, { year: "numeric" }, zone);
  return print(at, { day: "numeric", month: "long", ...(isSameYear ? {} : { year: "numeric" }) }, zone);
}

/** "Friday 5 December 2026 at 17:00 CET": everything there is to know. */
export function exactDate(at: number, { zone }: DateOptions = {}): string {
  const date = `${print(at, { weekday: "long" }, zone)} ${print(at, { dateStyle: "long" }, zone)}`;
  const time = print(at, { hour: "2-digit", minute: "2-digit", timeZoneName: "short" }, zone);
  return `${date} at ${time}`;
}

/** "2026-12-05 17:00:09", for logs. */
export function logDate(at: number, { zone }: DateOptions = {}): string {
  const date = print(at, { dateStyle: "short" }, zone).split("/").reverse().join("-");
  return `${date} ${print(at, { timeStyle: "medium" }, zone)}`;
}

/** "just now", "5 min ago", "3 h ago", "2 days ago". */
export function agoWords(at: number, now: number): string {
  const minutes = Math.floor((now - at) / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ago`;
  const days = Math.floor(hours / 24);
  return days === 1 ? "yesterday" : `${days} days ago`;
}

/** Days since 1970 on the calendar of that zone. */
function dayNumber(at: number, zone: string | undefined): number {
  const [day = 0, month = 0, year = 0] = print(at, { dateStyle: "short" }, zone).split("/").map(Number);
  return Date.UTC(year, month - 1, day) / DAY;
}

/** Making one takes longer than a hundred uses of it, and a list has hundreds of dates. */
const formats = new Map<string, Intl.DateTimeFormat>();

function print(at: number, options: Intl.DateTimeFormatOptions, timeZone: string | undefined): string {
  const key = JSON.stringify({ ...options, timeZone });
  const format = formats.get(key) ?? new Intl.DateTimeFormat(LANGUAGE, { ...options, timeZone });
  formats.set(key, format);
  return format.format(at);
}
