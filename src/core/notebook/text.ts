/** Text as Python sees it: its line breaks and its idea of white space, which are not JavaScript's. */

export type Newline = "\n" | "\r\n" | "\r";

// str.strip() of CPython: JavaScript's trim also takes U+FEFF and leaves U+001C–U+001F and U+0085.
const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const LEADING = new RegExp(`^[${SPACE}]+`);
const ONLY_SPACE = new RegExp(`^[${SPACE}]*$`);

export function stripStart(text: string): string {
  return text.replace(LEADING, "");
}

export function stripEnd(text: string): string {
  let end = text.length;
  while (end > 0 && ONLY_SPACE.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

export function strip(text: string): string {
  return stripStart(stripEnd(text));
}

export function isBlank(text: string): boolean {
  return ONLY_SPACE.test(text);
}

/** The same text with every line break as "\n". */
export function unixLines(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}

/** Lines as `ast` and `tokenize` count them: no break at form feeds or U+2028. */
export function splitLines(text: string): string[] {
  return unixLines(text).split("\n");
}

/** The line break that a text uses most; "\n" when it has none. */
export function newlineOf(text: string): Newline {
  const windows = text.match(/\r\n/g)?.length ?? 0;
  const unix = (text.match(/\n/g)?.length ?? 0) - windows;
  const old = (text.match(/\r/g)?.length ?? 0) - windows;
  if (windows > unix && windows >= old) return "\r\n";
  return old > unix ? "\r" : "\n";
}

/** The line, counted from 1, that holds the character at `offset`. */
export function lineAt(text: string, offset: number): number {
  return splitLines(text.slice(0, offset)).length;
}

/** Every non-blank line moved right by four spaces, as textwrap.indent does. */
export function indent(text: string): string {
  return text
    .split("\n")
    .map((line) => (isBlank(line) ? line : `    ${line}`))
    .join("\n");
}

/** Order of Python's sorted(): by code point. */
export function byCodePoint(left: string, right: string): number {
  const a = Array.from(left);
  const b = Array.from(right);
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const difference = (a[index]?.codePointAt(0) ?? 0) - (b[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** `offset`, or the end of its line where only a comment follows on it. */
export function throughComment(text: string, offset: number): number {
  const comment = /[ \t\f]*#[^\r\n]*/y;
  comment.lastIndex = offset;
  return comment.test(text) ? comment.lastIndex : offset;
}
