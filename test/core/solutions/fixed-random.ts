import type { Bytes, Random } from "../../../src/core/solutions/crypto.ts";

/** Not random at all: 0, 1, 2 … 255, 0, … so that a vector can be made again, in any language. */
export function countingRandom(start = 0): Random {
  let next = start;
  return (length) => Uint8Array.from({ length }, () => next++ % 256);
}

export const realRandom: Random = (length): Bytes => crypto.getRandomValues(new Uint8Array(length));
