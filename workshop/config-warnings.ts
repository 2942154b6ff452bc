/** What is strange in the course's file, and yet no mistake that keeps a command from its work. */
import { unknownKeys } from "../src/core/course/unknown-keys.ts";
import { unknownKeyWords } from "../src/words/workshop.ts";
import { place as placed } from "./error.ts";
import type { Place } from "./place.ts";

/** One line for each. */
export function configWarnings({ configFile }: Place): readonly string[] {
  if (configFile === undefined) return [];
  const { name, text } = configFile;
  return unknownKeys(text).map((key) => placed(name, key.line ?? undefined) + unknownKeyWords(key));
}
