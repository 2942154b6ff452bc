/** Looks for many byte strings at once, in one pass over bytes that may be many megabytes. */

export interface Needle {
  /** What it means when it is found. */
  readonly what: string;
  /** Four bytes or more. */
  readonly bytes: Uint8Array;
}

export type Search = (haystack: Uint8Array) => ReadonlySet<string>;

/** A search that says what it has found. */
export function createSearch(needles: readonly Needle[]): Search {
  const byStart = new Map<number, Needle[]>();
  // Most places in a file begin no needle: two bytes and a table of bits say so.
  const possible = new Uint8Array(0x10000);
  for (const needle of needles) {
    const start = fourBytes(needle.bytes, 0);
    byStart.set(start, [...(byStart.get(start) ?? []), needle]);
    possible[twoBytes(needle.bytes, 0)] = 1;
  }
  return (haystack) => {
    const found = new Set<string>();
    for (let at = 0; at + 4 <= haystack.length; at++) {
      if (possible[twoBytes(haystack, at)] === 0) continue;
      for (const { what, bytes } of byStart.get(fourBytes(haystack, at)) ?? []) {
        if (!found.has(what) && standsAt(haystack, at, bytes)) found.add(what);
      }
    }
    return found;
  };
}

function standsAt(haystack: Uint8Array, at: number, needle: Uint8Array): boolean {
  if (at + needle.length > haystack.length) return false;
  for (let index = 4; index < needle.length; index++) {
    if (haystack[at + index] !== needle[index]) return false;
  }
  return true;
}

function twoBytes(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
}

function fourBytes(bytes: Uint8Array, at: number): number {
  return twoBytes(bytes, at) * 0x10000 + twoBytes(bytes, at + 2);
}
