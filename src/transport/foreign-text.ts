/** Texts of a stranger's as pages and terminals can show them: nothing in them moves a cursor or turns text around. */

const BETWEEN = /[\s\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu;
const WITHIN = /(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/** In one line of at most so many characters. */
export function oneLine(text: string, most: number): string {
  return text.replace(BETWEEN, " ").trim().slice(0, most);
}

/** With its lines and tabs. */
export function manyLines(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(WITHIN, "");
}
