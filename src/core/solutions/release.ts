/** `keys.json`: text in, text out. Public once written; a key that is in it cannot be taken back. */
import * as v from "valibot";
import { isFailure } from "../failure.ts";
import { parseJson, toBase64url } from "./bytes.ts";
import type { Random, SolutionCrypto } from "./crypto.ts";
import { releaseKid } from "./derive.ts";
import type { KeysFailure } from "./failure.ts";
import { type Sealed, sealedExercise } from "./sealed.ts";
import { readReleaseKey } from "./unlock.ts";

/** Exercise id → 43 base64url characters. */
export type ReleasedKeys = ReadonlyMap<string, string>;

/** mograder writes `true` for an exercise that its private file did not know; it stands for no key. */
const keysSchema = v.record(v.string(), v.union([v.string(), v.literal(true)]));

/**
 * Reads `keys.json` or `keys_all.json`. `keys-unreadable` for anything that is not an object of strings (a login
 * page instead of JSON, say); a value that is no key of ours stays in the map, and simply opens nothing.
 */
export function readKeys(text: string): ReleasedKeys | KeysFailure {
  const value = parseJson(text.replace(/^\uFEFF/, ""));
  const keys = v.safeParse(keysSchema, value);
  if (!keys.success || Array.isArray(value)) return { failure: "keys-unreadable" };
  return new Map(
    Object.entries(keys.output).flatMap(([id, key]) => (key === true ? [] : [[id, key] as const])),
  );
}

export function printKeys(keys: ReleasedKeys): string {
  return `${JSON.stringify(Object.fromEntries(keys), null, 2)}\n`;
}

export interface Release {
  /** The new text of `keys.json`. */
  readonly text: string;
  /** Exercises whose key was not there before, or was another one. */
  readonly added: readonly string[];
}

/**
 * Merges the keys of `exercises` (or of all) into the text of a `keys.json`; an absent file is `"{}"`. Releasing
 * twice changes nothing. What is already there stays. Nothing is released when one of the names is unknown.
 */
export function release(
  current: string,
  exercises: readonly string[] | "all",
  allKeys: ReleasedKeys,
): Release | KeysFailure {
  const before = readKeys(current);
  if (isFailure(before)) return before;
  const wanted = exercises === "all" ? [...allKeys.keys()] : exercises;
  const unknown = wanted.filter((exercise) => !allKeys.has(exercise));
  if (unknown.length > 0) return { failure: "unknown-exercise", unknown, known: [...allKeys.keys()] };
  const chosen = [...allKeys].filter(([exercise]) => wanted.includes(exercise));
  const added = chosen
    .filter(([exercise, key]) => before.get(exercise) !== key)
    .map(([exercise]) => exercise);
  return { text: added.length > 0 ? printKeys(new Map([...before, ...chosen])) : current, added };
}

/** Keys for a notebook: those that exist are kept, new exercises get fresh ones, so that nothing is relocked. */
export function completeKeys(
  exercises: readonly string[],
  existing: ReleasedKeys,
  random: Random,
): ReleasedKeys {
  const missing = exercises.filter((exercise) => !existing.has(exercise));
  return new Map([
    ...existing,
    ...missing.map((exercise): [string, string] => [exercise, toBase64url(random(32))]),
  ]);
}

/** True when `key` is the release key of that exercise in this very copy of the sealed file. */
export async function keyFits(
  sealed: Sealed,
  exercise: string,
  key: string,
  crypto: SolutionCrypto,
): Promise<boolean> {
  const bytes = readReleaseKey(key);
  if (!bytes) return false;
  const kid = await releaseKid(bytes, crypto);
  return sealedExercise(sealed, exercise)?.jwe.recipients.some(({ header }) => header.kid === kid) ?? false;
}
