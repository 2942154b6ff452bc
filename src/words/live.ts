/** Times of a countdown, as the cockpit and the attendees' pages show them. */

/** "1:30", "0:05", "1:00:00"; what has begun counts, so that nothing shows 0:00 too early. */
export function clockTime(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1_000));
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60];
  const hours = Math.floor(seconds / 3_600);
  const [first = 0, ...others] = hours > 0 ? [hours, ...parts] : parts;
  return [first, ...others.map((part) => String(part).padStart(2, "0"))].join(":");
}
