/** Finds an answer's values where attendees can read them: as numbers and words of the public files. */
import type { AnswerValue } from "./answer-value.ts";
import { roundFloat } from "./canonical.ts";

export interface PublicText {
  readonly file: string;
  readonly text: string;
}

export interface Literal {
  readonly file: string;
  /** Counts from 1. */
  readonly line: number;
}

export interface PublicLiterals {
  /** Where the value itself stands. */
  find(value: AnswerValue): Literal | undefined;
  /** What is left to guess of a float of which a file shows the first digits (`abs(x - 1.4142) < 1e-3`). */
  unreadBits(value: number): number;
}

const numberPattern = /(?<![\w.])(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?/g;

/** Of a literal with fewer digits nothing is said: `1.5` does not tell much of 1.52417. */
const fewestTellingDigits = 3;

export function publicLiterals(texts: readonly PublicText[], digits: number): PublicLiterals {
  const numbers = new Map<string, Literal>();
  for (const { file, text } of texts) {
    for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
      for (const [token] of line.matchAll(numberPattern)) {
        for (const key of keysOfToken(token, digits)) {
          if (!numbers.has(key)) numbers.set(key, { file, line: index + 1 });
        }
      }
    }
  }
  return {
    find: (value) => {
      if (value.kind === "int") return numbers.get(`int ${value.digits.replace("-", "")}`);
      if (value.kind === "float") return numbers.get(floatKey(value.value, digits));
      return value.kind === "str" ? findText(value.text, texts) : undefined;
    },
    unreadBits: (value) => {
      for (let shown = digits - 1; shown >= fewestTellingDigits; shown--) {
        if (numbers.has(`first ${floatKey(value, shown)}`)) return (digits - shown) * Math.log2(10);
      }
      return Number.POSITIVE_INFINITY;
    },
  };
}

function keysOfToken(token: string, digits: number): string[] {
  const text = token.replaceAll("_", "");
  const value = Number(text);
  if (!Number.isFinite(value)) return [];
  const figures = (text.split(/[eE]/)[0] ?? "").replace(".", "").replace(/^0+/, "").length;
  const keys = [floatKey(value, digits)];
  if (/^\d+$/.test(text)) keys.push(`int ${text.replace(/^0+(?=\d)/, "")}`);
  else if (Number.isInteger(value)) keys.push(`int ${BigInt(value)}`);
  if (figures >= fewestTellingDigits && figures < digits) keys.push(`first ${floatKey(value, figures)}`);
  return keys;
}

function floatKey(value: number, digits: number): string {
  return roundFloat(Math.abs(value), digits);
}

function findText(wanted: string, texts: readonly PublicText[]): Literal | undefined {
  const needle = wanted.normalize("NFC").trim().toLowerCase();
  if (needle === "") return undefined;
  for (const { file, text } of texts) {
    const at = text.normalize("NFC").toLowerCase().indexOf(needle);
    if (at >= 0)
      return {
        file,
        line: text
          .normalize("NFC")
          .slice(0, at)
          .split(/\r\n|\r|\n/).length,
      };
  }
  return undefined;
}
