import * as v from "valibot";
import type { SolutionCrypto } from "../../../src/core/solutions/crypto.ts";
import { deriveSession } from "../../../src/core/solutions/derive.ts";
import { type NotebookToSeal, seal } from "../../../src/core/solutions/seal.ts";
import { printSealed, readSealed } from "../../../src/core/solutions/sealed.ts";
import { type Attempt, unlock } from "../../../src/core/solutions/unlock.ts";
import { countingRandom } from "./fixed-random.ts";
import { same } from "./same.ts";
import { orThrow } from "./sample.ts";

const text = v.string();
const lock = v.variant("kind", [
  v.object({ kind: v.literal("release"), key: text }),
  v.object({ kind: v.literal("session") }),
  v.object({ kind: v.literal("phrase"), words: text }),
  v.object({
    kind: v.literal("answer"),
    variables: v.array(text),
    digits: v.number(),
    salt: text,
    texts: v.array(text),
  }),
  v.object({ kind: v.literal("checks") }),
]);
const exercise = v.object({ id: text, title: text, code: v.array(text), notes: text, locks: v.array(lock) });
const attempt = v.variant("kind", [
  v.object({ kind: v.literal("release"), key: text }),
  v.object({ kind: v.literal("session"), passphrase: text }),
  v.object({ kind: v.literal("phrase"), words: text }),
  v.object({ kind: v.literal("answer"), text }),
  v.object({ kind: v.literal("checks"), passphrase: v.exactOptional(text) }),
]);
const sealedVectors = v.object({
  /** Sealing with bytes 0, 1, 2 … as randomness gives exactly this. */
  notebook: v.object({
    course: text,
    notebook: text,
    notebookDigest: text,
    salt: text,
    passphrase: v.exactOptional(text),
    exercises: v.array(exercise),
  }),
  sealed: v.unknown(),
  attempts: v.array(
    v.object({
      slot: v.object({ course: text, notebook: text, exercise: text }),
      attempt,
      result: v.record(text, v.unknown()),
    }),
  ),
});

/** Seals the vector's notebook and makes every attempt; about ten slow derivations. */
export async function runSealedVectors(vectors: unknown, crypto: SolutionCrypto): Promise<void> {
  const { notebook, sealed, attempts } = v.parse(sealedVectors, vectors);
  const input: NotebookToSeal = notebook;
  const made = orThrow(await seal(input, crypto, countingRandom()));
  same(JSON.parse(printSealed(made)), sealed);
  const read = orThrow(readSealed(JSON.stringify(sealed)));
  const session = async (passphrase: string) => orThrow(await deriveSession(passphrase, read.kdf, crypto));
  for (const { slot, attempt, result } of attempts) {
    same(await unlock(read, slot, await prepare(attempt, session), crypto), result);
  }
}

type Session = Extract<Attempt, { kind: "session" }>["session"];

async function prepare(
  given: v.InferOutput<typeof attempt>,
  session: (passphrase: string) => Promise<Session>,
): Promise<Attempt> {
  if (given.kind === "session") return { kind: "session", session: await session(given.passphrase) };
  if (given.kind !== "checks") return given;
  return given.passphrase === undefined
    ? { kind: "checks" }
    : { kind: "checks", session: await session(given.passphrase) };
}
