/** What must not be found in a published folder: lines of solutions, and everything private that is not released. */
import { findMarkers } from "../../src/core/notebook/markers.ts";
import { splitLines } from "../../src/core/notebook/text.ts";
import { commentText, isNotesMarker } from "../../src/core/solutions/blocks.ts";
import type { Secrets } from "../private.ts";
import { keyNeedles, lineNeedles } from "./needles.ts";
import type { Needle } from "./search.ts";

/** A line with less could stand anywhere by chance. */
const fewestCharacters = 12;

export interface SolvedNotebook {
  /** As it is shown. */
  readonly file: string;
  readonly text: string;
}

export interface TellingLines {
  readonly needles: readonly Needle[];
  readonly telling: number;
  /** Lines that cannot be looked for: too short, or outside of solutions as well, where their author shows them. */
  readonly unchecked: number;
}

/** The lines of all solutions that can only come from there. */
export function tellingLines(sources: readonly SolvedNotebook[]): TellingLines {
  const notebooks = sources.map(({ file, text }) => ({ file, ...divide(text) }));
  const open = notebooks.map((notebook) => notebook.open).join("\n");
  const needles: Needle[] = [];
  let unchecked = 0;
  let telling = 0;
  for (const { file, hidden } of notebooks) {
    for (const { line, text } of hidden) {
      if (text.length < fewestCharacters || open.includes(text)) unchecked++;
      else {
        telling++;
        needles.push(...lineNeedles(text, `line ${line} of the solutions in ${file}`));
      }
    }
  }
  return { needles, telling, unchecked };
}

/** The lines inside solutions and hidden tests, and the text of all others. */
function divide(text: string): { hidden: { line: number; text: string }[]; open: string } {
  const { blocks } = findMarkers(text);
  const lines = splitLines(text).map((line, index) => ({ line: index + 1, text: collapse(line) }));
  const isHidden = ({ line }: { line: number }) =>
    blocks.some(({ begin, end }) => line > begin && line < end);
  // A comment may be a note (core/solutions/blocks.ts), which is sealed without its `#`.
  const hidden = lines
    .filter((each) => isHidden(each) && !isNotesMarker(each.text))
    .map(({ line, text: written }) => ({ line, text: commentText(written).trimStart() }))
    .filter((each) => each.text !== "");
  const open = lines.filter((each) => !isHidden(each)).map((each) => each.text);
  return { hidden, open: open.join("\n") };
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
