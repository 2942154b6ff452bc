/** The attendee's own part of a cell, to stand beside the model solution. */
import { PLACEHOLDER } from "../notebook/markers.ts";
import { fixedDedent } from "../notebook/python/dedent.ts";

/**
 * What stands in `code` where the handed-out cell has its placeholder, moved to the left margin. The whole of
 * `code` when the cell was changed around that place, too, or never had one.
 */
export function ownPart(handedOut: string, code: string): string {
  const before = handedOut.split("\n");
  const lines = code.split("\n");
  let first = before.findIndex((line) => line.trim() === PLACEHOLDER);
  const last = before.findLastIndex((line) => line.trim() === PLACEHOLDER);
  if (first < 0) return code.trim();
  // Names that the placeholder binds so that the cell can return them: theirs to write as well.
  while (/^\s*\w+ = \.\.\.$/.test(before[first - 1] ?? "")) first--;
  const after = before.slice(last + 1);
  if (after[0]?.trim() === "pass") after.shift();
  const end = lines.length - after.length;
  const untouched =
    end >= first &&
    before.slice(0, first).every((line, index) => line === lines[index]) &&
    after.every((line, index) => line === lines[end + index]);
  return untouched ? dedent(lines.slice(first, end)) : code.trim();
}

function dedent(lines: readonly string[]): string {
  return fixedDedent(lines.join("\n")).replace(/^(?:[ \t\f]*\n)+|\s+$/g, "");
}

/** One text for all cells of an exercise, without those that are as they were; each is compared with what fits best. */
export function ownCode(handedOut: readonly string[], cells: readonly string[]): string {
  const changed = cells.filter((code) => !handedOut.includes(code));
  const parts = changed.map((code) => {
    const found = handedOut.map((cell) => ownPart(cell, code));
    return found.sort((one, other) => one.length - other.length)[0] ?? code.trim();
  });
  return parts.filter((part) => part !== "").join("\n\n");
}
