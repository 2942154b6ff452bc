/** HTML of a server's as text. What comes out is text and nothing else: it must not be used as HTML again. */

const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};

/** Tags taken out, blocks on lines of their own, white space as a page would show it. */
export function plainText(html: string): string {
  const text = html
    .replace(/<!--.*?-->|<(script|style)\b.*?<\/\1\s*>/gis, "")
    .replace(/\s+/g, " ")
    .replace(/<br\b[^>]*>|<\/?(?:p|div|li|ul|ol|h[1-6]|tr|table|pre|blockquote)\b[^>]*>/gi, "\n")
    .replace(/<\/?[a-z][^>]*>/gi, "");
  return decode(text)
    .replace(/[ \t]*\n[ \t]*/g, "\n")
    .replace(/[ \t]+/g, " ")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function decode(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return named[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
