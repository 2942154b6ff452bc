/** HTML of a server's as text. What comes out is text and nothing else: it must not be used as HTML again. */

const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};

/** Without tags, scripts and comments; blocks on lines of their own, white space as a page would show it. */
export function plainText(html: string): string {
  return decode(withoutTags(html))
    .replace(/[ \t\u00a0]+/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** One pass: what is never closed swallows the rest, as in a browser, and nothing is looked at twice. */
function withoutTags(html: string): string {
  const lower = html.toLowerCase();
  const pieces: string[] = [];
  for (let at = 0; at < html.length; ) {
    const tag = nextTag(lower, at);
    pieces.push(html.slice(at, tag.start).replace(/\s+/g, " "), isBreak(tag.name) ? "\n" : "");
    at = tag.end;
  }
  return pieces.join("");
}

interface Tag {
  /** "" for a comment, and for the end of the text. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

function nextTag(html: string, from: number): Tag {
  const opening = /<(?:!--|\/?([a-z][a-z\d]*))/g;
  opening.lastIndex = from;
  const found = opening.exec(html);
  if (found === null) return { name: "", start: html.length, end: html.length };
  const { index: start } = found;
  const name = found[1] ?? "";
  const isHidden = (name === "script" || name === "style") && html[start + 1] !== "/";
  const hidden = isHidden ? endOf(html, `</${name}`, start) : start;
  return { name, start, end: endOf(html, name === "" ? "-->" : ">", hidden) };
}

function endOf(html: string, closing: string, from: number): number {
  const at = html.indexOf(closing, from);
  return at === -1 ? html.length : at + closing.length;
}

function isBreak(name: string): boolean {
  return /^(?:br|p|div|li|ul|ol|h[1-6]|tr|table|pre|blockquote)$/.test(name);
}

function decode(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{1,8}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return named[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
