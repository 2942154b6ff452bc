/** The instructor's secrets of one notebook: `keys_all.json` and `words.json` in its folder below `private/`. */
import { join } from "node:path";
import * as v from "valibot";
import { isFailure } from "../src/core/failure.ts";
import type { Random } from "../src/core/solutions/crypto.ts";
import { makeSalt } from "../src/core/solutions/derive.ts";
import type { ExerciseOptions } from "../src/core/solutions/options.ts";
import { makePhrase } from "../src/core/solutions/phrase.ts";
import { completeKeys, printKeys, type ReleasedKeys, readKeys } from "../src/core/solutions/release.ts";
import { readReleaseKey } from "../src/core/solutions/unlock.ts";
import { workshopWords } from "../src/words/workshop.ts";
import { type FileChange, textChange } from "./changes.ts";
import { inputError } from "./error.ts";
import { readText, shown } from "./read.ts";

const salt = v.pipe(v.string(), v.regex(/^[\w-]{22}$/));

const wordsSchema = v.object({
  format: v.literal("atelier-words"),
  version: v.literal(1),
  /** Of the notebook's key derivation; not a secret, but without it no words open anything. */
  salt,
  session: v.exactOptional(v.string()),
  /** By exercise. */
  phrases: v.record(v.string(), v.string()),
  /** Salts of the answers, by exercise. */
  answers: v.record(v.string(), salt),
});

const wordsText = v.pipe(v.string(), v.parseJson(), wordsSchema);

export type Words = v.InferOutput<typeof wordsSchema>;

export interface Secrets {
  /** Every exercise's release key. */
  readonly keys: ReleasedKeys;
  readonly words: Words;
}

const keysFile = "keys_all.json";
const wordsFile = "words.json";

/** `undefined` when neither file is there, `"half"` when only one of them is. */
export async function readSecrets(folder: string, cwd: string): Promise<Secrets | "half" | undefined> {
  const keysText = await readText(join(folder, keysFile));
  const text = await readText(join(folder, wordsFile));
  if (keysText === undefined && text === undefined) return undefined;
  if (keysText === undefined || text === undefined) return "half";
  const keys = readKeys(keysText);
  if (isFailure(keys) || [...keys.values()].some((key) => !readReleaseKey(key))) {
    throw inputError(workshopWords.privateUnreadable, shown(join(folder, keysFile), cwd));
  }
  const words = v.safeParse(wordsText, text);
  if (words.success) return { keys, words: words.output };
  throw inputError(workshopWords.privateUnreadable, shown(join(folder, wordsFile), cwd));
}

/** What the last change of the private files replaced; the same as now where there is nothing older. */
export async function readPreviousSecrets(folder: string, now: Secrets): Promise<Secrets> {
  const keys = readKeys((await readText(join(folder, `${keysFile}.1`))) ?? "");
  const words = v.safeParse(wordsText, (await readText(join(folder, `${wordsFile}.1`))) ?? "");
  return { keys: isFailure(keys) ? now.keys : keys, words: words.success ? words.output : now.words };
}

/** What exists is kept, so that nothing is ever relocked; what these options need besides is made. */
export function completeSecrets(
  existing: Secrets | undefined,
  options: ReadonlyMap<string, ExerciseOptions>,
  random: Random,
): Secrets {
  const keys = completeKeys([...options.keys()], existing?.keys ?? new Map(), random);
  const has = (lock: ExerciseOptions["unlock"][number]) =>
    [...options].filter(([, { unlock }]) => unlock.includes(lock)).map(([id]) => id);
  const words = existing?.words;
  const session = words?.session ?? (has("session").length > 0 ? makePhrase(random) : undefined);
  return {
    keys,
    words: {
      format: "atelier-words",
      version: 1,
      salt: words?.salt ?? makeSalt(random),
      ...(session === undefined ? {} : { session }),
      phrases: complete(words?.phrases, has("phrase"), () => makePhrase(random)),
      answers: complete(words?.answers, has("answer"), () => makeSalt(random)),
    },
  };
}

function complete(
  existing: Readonly<Record<string, string>> = {},
  ids: readonly string[],
  make: () => string,
): Record<string, string> {
  const known = new Map(Object.entries(existing));
  const missing = ids.filter((id) => !known.has(id));
  return Object.fromEntries([...known, ...missing.map((id) => [id, make()] as const)]);
}

export function secretChanges(folder: string, { keys, words }: Secrets): FileChange[] {
  return [
    textChange(join(folder, keysFile), printKeys(keys), true),
    textChange(join(folder, wordsFile), `${JSON.stringify(words, null, 2)}\n`, true),
  ];
}
