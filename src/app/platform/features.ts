/** What a notebook needs of the browser, by the name that a person can look up or tell a teacher. */

const needed: readonly (readonly [name: string, isThere: () => boolean])[] = [
  ["WebAssembly", () => typeof WebAssembly === "object"],
  ["Web Workers", () => typeof Worker === "function"],
  ["MessageChannel", () => typeof MessageChannel === "function"],
  ["DecompressionStream", () => typeof DecompressionStream === "function"],
];

/** The first thing that is not there; undefined in a browser that has all. */
export function missingFeature(): string | undefined {
  return needed.find(([, isThere]) => !isThere())?.[0];
}
