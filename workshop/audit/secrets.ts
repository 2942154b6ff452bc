/** What must not be found in a published folder: lines of solutions, and everything private that is not released. */
import { findMarkers } from "../../src/core/notebook/markers.ts";
import { splitLines } from "../../src/core/notebook/text.ts";
import type { Secrets } from "../private.ts";
import { keyNeedles, lineNeedles } from "./needles.ts";
import type { Needle } from "./search.ts";

/** A line with less could stand anywhere by chance. */
const fewestCharacters = 12;

export interface TellingLines {
  readonly needles: readonly Needle[];
  readonly telling: number;
  /** Lines that cannot be looked for: too short, or in the notebook outside of solutions as well. */
  readonly unchecked: number;
}

/** `file` is the solved notebook's name, `text` all of it. */
export function tellingLines(file: string, text: string): TellingLines {
  const lines = splitLines(text).map(collapse);
  const hidden = new Set(
    findMarkers(text).blocks.flatMap(({ begin, end }) =>
      Array.from({ length: end - begin - 1 }, (_, index) => begin + index),
    ),
  );
  const open = lines.filter((_, index) => !hidden.has(index)).join("\n");
  const needles: Needle[] = [];
  let unchecked = 0;
  let telling = 0;
  for (const index of hidden) {
    const line = lines[index] ?? "";
    if (line === "") continue;
    if (line.length < fewestCharacters || open.includes(line)) unchecked++;
    else {
      telling++;
      needles.push(...lineNeedles(line, `line ${index + 1} of the solutions in ${file}`));
    }
  }
  return { needles, telling, unchecked };
}

/** White space as one space, so that a copy that was spaced otherwise is found too. */
export function collapse(line: string): string {
  return collapseInside(line).trim();
}

/** ASCII white space only: in text that was read as Latin-1, other characters are parts of UTF-8. */
export function collapseInside(text: string): string {
  return text.replace(/[ \t\r\f\v]+/g, " ");
}

/** Salts are public and left out; so is what is in `released`. */
export function secretNeedles(notebook: string, secrets: Secrets, released: ReadonlySet<string>): Needle[] {
  const keys = [...secrets.keys].filter(([, key]) => !released.has(key));
  const { session, phrases } = secrets.words;
  const words = [
    ...Object.entries(phrases),
    ...(session === undefined ? [] : [["the session", session] as const]),
  ];
  return [
    ...keys.flatMap(([id, key]) => keyNeedles(key, `the key of ${notebook}/${id}`)),
    ...words.flatMap(([id, phrase]) => lineNeedles(collapse(phrase), `the words of ${notebook}/${id}`)),
  ];
}
