/**
 * Reads workshops made by mograder (0.0.11 and later). NOT SECRET: their "encryption" is a repeating-key XOR with
 * one key for the whole notebook, which anybody undoes in a tenth of a second. We read it so that an existing
 * workshop opens, and never write it; what is opened here must be labelled as not secret.
 */
import * as v from "valibot";
import { fromUtf8, parseJson, toHex, utf8 } from "./bytes.ts";
import type { Bytes, SolutionCrypto } from "./crypto.ts";
import type { OpeningFailure } from "./failure.ts";

export interface LegacyWorkshop {
  /** Exercise id → base64 of the XORed solution. */
  readonly solutions: ReadonlyMap<string, string>;
  /** Hex SHA-256 of the one key. */
  readonly keyHash: string;
  /** As written in the notebook; since 0.3.0 only. */
  readonly keysUrl: string | undefined;
}

export interface LegacyUnlocked {
  readonly code: string;
  readonly secret: false;
}

const marker = "# === MOGRADER: EXERCISES ===";
const exercisesSchema = v.record(v.string(), v.object({ solution: v.string() }));

/** What a generated notebook carries, or `undefined` for a notebook that is not one of mograder's workshops. */
export function readLegacyWorkshop(source: string): LegacyWorkshop | undefined {
  const cell = source.slice(source.indexOf(marker));
  if (!cell.startsWith(marker)) return undefined;
  const exercises = v.safeParse(
    exercisesSchema,
    parseJson(objectAfter(cell, /^[ \t]*EXERCISES\s*=\s*(?=\{)/m)),
  );
  const keyHash = /^[ \t]*SALT_HASH\s*=\s*["']([0-9a-f]{64})["']/m.exec(cell)?.[1];
  if (!exercises.success || keyHash === undefined) return undefined;
  const solutions = Object.entries(exercises.output).map(([id, { solution }]): [string, string] => [
    id,
    solution,
  ]);
  const keysUrl = /^[ \t]*KEYS_URL\s*=\s*["']([^"'\n]*)["']/m.exec(cell)?.[1];
  return { solutions: new Map(solutions), keyHash, keysUrl };
}

/** `key` is the spoken workshop key or a value of `keys.json`; they are the same text. */
export async function unlockLegacy(
  workshop: LegacyWorkshop,
  exercise: string,
  key: string,
  crypto: SolutionCrypto,
): Promise<LegacyUnlocked | OpeningFailure> {
  const solution = workshop.solutions.get(exercise);
  if (solution === undefined) return { failure: "no-such-exercise", exercise };
  if (toHex(await crypto.sha256(utf8(key))) !== workshop.keyHash) return { failure: "does-not-open" };
  const bytes = fromBase64(solution);
  const code = bytes && fromUtf8(xor(bytes, utf8(key)));
  return code === undefined ? { failure: "damaged", where: exercise } : { code, secret: false };
}

/** The same operation both ways; an empty key acts as a single zero byte. */
export function xor(data: Bytes, key: Bytes): Bytes {
  return data.map((byte, index) => byte ^ (key[index % key.length] ?? 0));
}

function fromBase64(text: string): Bytes | undefined {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** The JSON object that begins where `start` ends: up to the brace that closes it, braces in strings apart. */
function objectAfter(text: string, start: RegExp): string {
  const found = start.exec(text);
  if (!found) return "";
  const begin = found.index + found[0].length;
  let depth = 0;
  for (const token of text.slice(begin).matchAll(/"(?:[^"\\\n]|\\.)*"|[{}]/g)) {
    if (token[0] === "{") depth++;
    if (token[0] === "}") depth--;
    if (depth === 0) return text.slice(begin, begin + token.index + 1);
  }
  return "";
}
