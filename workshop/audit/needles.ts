/** The spellings in which a solution's line or a key could have got into a published file. */
import type { Needle } from "./search.ts";

/** A line of text, white space collapsed. */
export function lineNeedles(line: string, what: string): Needle[] {
  const spellings = new Set([line, ...jsonSpellings(line), ...htmlSpellings(line), ...urlSpellings(line)]);
  return toNeedles(
    [...spellings, ...base64Spellings(line), ...jsonSpellings(line).flatMap(base64Spellings)],
    what,
  );
}

/** A key as text (base64url), and its bytes: raw, in hex, and in base64 inside something else. */
export function keyNeedles(key: string, what: string): Needle[] {
  const bytes = Buffer.from(key, "base64url");
  const spellings = [
    key,
    bytes.toString("base64"),
    bytes.toString("hex"),
    bytes.toString("hex").toUpperCase(),
  ];
  const raw: Needle = { what, bytes };
  return [raw, ...toNeedles([...spellings, ...base64Spellings(key), ...base64Of(bytes)], what)];
}

function toNeedles(spellings: readonly string[], what: string): Needle[] {
  return [...new Set(spellings)].map((text) => ({ what, bytes: Buffer.from(text) }));
}

function jsonSpellings(text: string): string[] {
  const plain = JSON.stringify(text).slice(1, -1);
  const ascii = plain.replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return [plain, ascii];
}

function htmlSpellings(text: string): string[] {
  const basic = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const double = basic.replaceAll('"', "&quot;");
  return [basic, double, ...["&#39;", "&#x27;", "&apos;"].map((quote) => double.replaceAll("'", quote))];
}

function urlSpellings(text: string): string[] {
  const strict = encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const all = [encodeURIComponent(text), strict, encodeURI(text)];
  const lower = all.map((spelling) => spelling.replace(/%[0-9A-F]{2}/g, (byte) => byte.toLowerCase()));
  return [...all, ...lower].flatMap((spelling) => [spelling, spelling.replaceAll("%20", "+")]);
}

function base64Spellings(text: string): string[] {
  return base64Of(Buffer.from(text));
}

/** What stays the same of the base64 of anything that has these bytes in it: at three alignments, two alphabets. */
function base64Of(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((before) => {
    const padded = Buffer.concat([Buffer.alloc(before), bytes]);
    const whole = padded.toString("base64");
    const certain = whole.slice(Math.ceil((before * 8) / 6), Math.floor((padded.length * 8) / 6));
    return [certain, certain.replaceAll("+", "-").replaceAll("/", "_")];
  });
}
