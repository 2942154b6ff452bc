import { isFailure } from "../failure.ts";
import { knownBase64url, toBase64url, utf8 } from "./bytes.ts";
import type { Bytes, Random, SolutionCrypto } from "./crypto.ts";
import { answerKey, deriveSession, phraseKey, releaseKid, type SessionKey, sessionKeyFor } from "./derive.ts";
import type { OpeningFailure, SealingFailure } from "./failure.ts";
import { type JweRecipient, sealJwe } from "./jwe.ts";
import { leastWordBits, wordBits } from "./phrase.ts";
import { leastRounds, type Sealed, type SealedExercise, type SealedKdf, sealedFormat } from "./sealed.ts";
import { type Slot, slotData } from "./slot.ts";

/** A lock as the instructor's machine knows it, with its secret. */
export type LockToSeal =
  /** 43 base64url characters from `keys_all.json`. */
  | { kind: "release"; key: string }
  | { kind: "session" }
  | { kind: "phrase"; words: string }
  /** `texts`: every canonical text that shall open, see `answerTexts`. */
  | { kind: "answer"; variables: readonly string[]; digits: number; salt: string; texts: readonly string[] }
  | { kind: "checks" };

export interface ExerciseToSeal {
  readonly id: string;
  readonly title: string;
  readonly code: readonly string[];
  readonly notes: string;
  readonly locks: readonly LockToSeal[];
}

export interface NotebookToSeal {
  readonly course: string;
  readonly notebook: string;
  /** `sha256-…` of the notebook that the solutions were written for. */
  readonly notebookDigest: string;
  /** Kept in `words.json`, see `makeSalt`. */
  readonly salt: string;
  /** 600,000 unless said otherwise. */
  readonly rounds?: number;
  /** The session's passphrase. With one, the gates of `checks` are wrapped under it. */
  readonly passphrase?: string;
  readonly exercises: readonly ExerciseToSeal[];
}

type Refusal = SealingFailure | Extract<OpeningFailure, { failure: "cancelled" }>;

interface Sealing {
  readonly kdf: SealedKdf;
  readonly slot: Slot;
  readonly session: SessionKey | undefined;
  readonly crypto: SolutionCrypto;
  readonly random: Random;
  readonly signal: AbortSignal | undefined;
}

/** Makes the content of `sealed.json`. Keys and salts are the caller's, so that sealing again relocks nothing. */
export async function seal(
  notebook: NotebookToSeal,
  crypto: SolutionCrypto,
  random: Random,
  signal?: AbortSignal,
): Promise<Sealed | Refusal> {
  const { course, passphrase, salt, rounds = leastRounds } = notebook;
  const weak = weakWords(undefined, passphrase);
  if (weak) return weak;
  const kdf: SealedKdf = { name: "PBKDF2-SHA512", rounds, salt };
  const session = passphrase === undefined ? undefined : await deriveSession(passphrase, kdf, crypto, signal);
  if (isFailure(session)) return session;
  const exercises: [string, SealedExercise][] = [];
  for (const exercise of notebook.exercises) {
    const slot = { course, notebook: notebook.notebook, exercise: exercise.id };
    const sealed = await sealExercise(exercise, { kdf, slot, session, crypto, random, signal });
    if (isFailure(sealed)) return sealed;
    exercises.push([exercise.id, sealed]);
  }
  return {
    format: sealedFormat,
    version: 1,
    course,
    notebook: notebook.notebook,
    notebookDigest: notebook.notebookDigest,
    kdf,
    exercises: Object.fromEntries(exercises),
  };
}

async function sealExercise(exercise: ExerciseToSeal, sealing: Sealing): Promise<SealedExercise | Refusal> {
  if (exercise.locks.length === 0) return { failure: "no-lock", exercise: exercise.id };
  const recipients: JweRecipient[] = [];
  const extra: Pick<SealedExercise, "gate" | "answer"> = {};
  for (const lock of exercise.locks) {
    const keyed = await keyLock(lock, sealing);
    if (isFailure(keyed)) return keyed;
    recipients.push(...keyed.recipients);
    Object.assign(extra, keyed.extra);
  }
  const plaintext = utf8(JSON.stringify({ code: exercise.code, notes: exercise.notes }));
  const jwe = await sealJwe(plaintext, slotData(sealing.slot), recipients, sealing.crypto, sealing.random);
  return { title: exercise.title, ...extra, jwe };
}

interface KeyedLock {
  readonly recipients: JweRecipient[];
  readonly extra?: Pick<SealedExercise, "gate" | "answer">;
}

async function keyLock(lock: LockToSeal, sealing: Sealing): Promise<KeyedLock | Refusal> {
  const { kdf, slot, session, crypto, signal } = sealing;
  switch (lock.kind) {
    case "release": {
      const key = knownBase64url(lock.key);
      return { recipients: [{ kid: await releaseKid(key, crypto), key }] };
    }
    case "session": {
      if (!session) return { failure: "no-session", exercise: slot.exercise };
      return { recipients: [{ kid: "session", key: await sessionKeyFor("session", session, slot, crypto) }] };
    }
    case "phrase": {
      const weak = weakWords(slot.exercise, lock.words);
      if (weak) return weak;
      const key = await phraseKey(lock.words, kdf, slot, crypto, signal);
      return key ? { recipients: [{ kid: "phrase", key }] } : { failure: "cancelled" };
    }
    case "answer":
      return keyAnswer(lock, sealing);
    case "checks":
      return keyChecks(sealing);
    default:
      return lock satisfies never;
  }
}

async function keyAnswer(
  lock: Extract<LockToSeal, { kind: "answer" }>,
  { kdf, slot, crypto, signal }: Sealing,
): Promise<KeyedLock | Refusal> {
  const recipients: JweRecipient[] = [];
  for (const text of lock.texts) {
    const key = await answerKey(text, lock, kdf, slot, crypto, signal);
    if (!key) return { failure: "cancelled" };
    recipients.push({ kid: "answer", key });
  }
  return {
    recipients,
    extra: { answer: { variables: [...lock.variables], digits: lock.digits, salt: lock.salt } },
  };
}

async function keyChecks({ slot, session, crypto, random }: Sealing): Promise<KeyedLock> {
  const key = random(32);
  const gate = session ? await wrapGate(key, session, slot, crypto) : key;
  return { recipients: [{ kid: "checks", key }], extra: { gate: toBase64url(gate) } };
}

async function wrapGate(
  gate: Bytes,
  session: SessionKey,
  slot: Slot,
  crypto: SolutionCrypto,
): Promise<Bytes> {
  return crypto.wrapKey(await sessionKeyFor("gate", session, slot, crypto), gate);
}

function weakWords(exercise: string | undefined, words: string | undefined): SealingFailure | undefined {
  const bits = words === undefined ? leastWordBits : wordBits(words);
  return bits < leastWordBits ? { failure: "weak-words", exercise, bits, least: leastWordBits } : undefined;
}
