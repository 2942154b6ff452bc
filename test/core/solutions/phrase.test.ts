import fc from "fast-check";
import { expect, test } from "vitest";
import { makePhrase, normalizeWords, unknownWords, wordBits } from "../../../src/core/solutions/phrase.ts";
import { wordList } from "../../../src/core/solutions/word-list.ts";
import { countingRandom, realRandom } from "./fixed-random.ts";

test("the list has 2,048 words, and four letters tell them apart", () => {
  expect(wordList).toHaveLength(2048);
  expect(new Set(wordList.map((word) => word.slice(0, 4))).size).toBe(2048);
  expect(wordList.every((word) => /^[a-z]{3,8}$/.test(word))).toBe(true);
});

test("a phrase is six words of the list, chosen by the random bytes", () => {
  expect(makePhrase(countingRandom())).toBe("ability document level science abuse door");
  expect(makePhrase(realRandom)).not.toBe(makePhrase(realRandom));
  expect(makePhrase(realRandom, 8).split(" ")).toHaveLength(8);
  expect(wordBits(makePhrase(countingRandom()))).toBe(66);
});

test("however it is typed, the words are the same", () => {
  const phrase = "wolf juice proud gown";
  for (const typed of [
    "Wolf Juice  PROUD gown ",
    "wolf-juice-proud-gown",
    "ｗｏｌｆ, juice;proud\n\tgown.",
    "wolf_juice·proud/gown",
  ]) {
    expect(normalizeWords(typed)).toBe(phrase);
  }
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (typed) => {
      expect(normalizeWords(normalizeWords(typed))).toBe(normalizeWords(typed));
    }),
  );
  expect(normalizeWords("Été 2026")).toBe("été 2026");
});

test("an unknown word suggests the nearest of the list", () => {
  const suggestion = (word: string) => unknownWords(word)[0]?.suggestion;
  expect(unknownWords("wolf juice")).toEqual([]);
  expect(unknownWords("wolf jiuce")).toEqual([{ word: "jiuce", suggestion: "juice" }]);
  expect(suggestion("clifff")).toBe("cliff");
  expect(suggestion("wofl")).toBe("wolf");
  expect(suggestion("absurdly")).toBe("absurd");
  expect(suggestion("xqzxqz")).toBeUndefined();
});

test("one slip in a word of the list is found again or is another word of it", { timeout: 30_000 }, () => {
  const slip = fc.record({
    word: fc.constantFrom(...wordList),
    at: fc.nat(),
    letter: fc.constantFrom(..."aeiou"),
  });
  fc.assert(
    fc.property(slip, ({ word, at, letter }) => {
      const index = at % word.length;
      const typed = word.slice(0, index) + letter + word.slice(index + 1);
      for (const { suggestion } of unknownWords(typed)) expect(suggestion).toBeDefined();
    }),
  );
});

test("weak words count for little", () => {
  expect(wordBits("")).toBe(0);
  expect(wordBits("workshop")).toBe(11);
  expect(wordBits("abc abc abc abc abc abc abc")).toBe(6);
  expect(wordBits("wolf wolf wolf wolf wolf wolf")).toBe(11);
  expect(wordBits("p4ssw0rd 123456 letmein")).toBeLessThan(60);
});
