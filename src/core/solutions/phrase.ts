/** Words that open a lock: made here, read out or shown as a QR code, and typed by people in a hurry. */
import { nearest } from "../nearest.ts";
import type { Random } from "./crypto.ts";
import { wordList } from "./word-list.ts";

/** Words that would be guessed sooner than this many bits are refused; each PBKDF2 round adds to them. */
export const leastWordBits = 60;

const bitsOfListWord = Math.log2(wordList.length);
/** Fewer words than these are never enough, whichever they are. */
export const fewestWords = Math.ceil(leastWordBits / bitsOfListWord);
const known = new Set(wordList);

/** Six different words from the list (just under 66 bits), or as many as asked for. */
export function makePhrase(random: Random, words = 6): string {
  const phrase = new Set<string>();
  while (phrase.size < words) {
    const [high = 0, low = 0] = random(2);
    // 65,536 is a multiple of 2,048: every word is equally likely. A word twice would count once (`wordBits`).
    const word = wordList[(high * 256 + low) % wordList.length];
    if (word !== undefined) phrase.add(word);
  }
  return [...phrase].join(" ");
}

/** What the key is made of: NFKC, lower case, whatever stands between the words as one space. */
export function normalizeWords(typed: string): string {
  return splitWords(typed).join(" ");
}

/**
 * A deliberately low estimate: 11 bits for a word of the list, at most that (and 2 bits a character) for any
 * other, nothing for a word that was there before.
 */
export function wordBits(typed: string): number {
  const distinct = [...new Set(splitWords(typed))];
  const bits = distinct.map((word) =>
    known.has(word) ? bitsOfListWord : Math.min(bitsOfListWord, word.length * 2),
  );
  return bits.reduce((sum, next) => sum + next, 0);
}

export function countWords(typed: string): number {
  return splitWords(typed).length;
}

export interface UnknownWord {
  readonly word: string;
  /** The nearest word of the list, when one is near. */
  readonly suggestion: string | undefined;
}

/** The words that are not in the list, for help while typing; a passphrase of one's own may have such words. */
export function unknownWords(typed: string): UnknownWord[] {
  return splitWords(typed)
    .filter((word) => !known.has(word))
    .map((word) => ({ word, suggestion: nearestWord(word) }));
}

function splitWords(typed: string): string[] {
  return typed
    .normalize("NFKC")
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== "");
}

function nearestWord(word: string): string | undefined {
  const sameStart =
    word.length >= 4 ? wordList.find((other) => other.startsWith(word.slice(0, 4))) : undefined;
  if (sameStart) return sameStart;
  return nearest(word, wordList);
}
