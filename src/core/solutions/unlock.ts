import * as v from "valibot";
import { isFailure } from "../failure.ts";
import { fromBase64url, fromUtf8, knownBase64url, parseJson } from "./bytes.ts";
import type { Bytes, SolutionCrypto } from "./crypto.ts";
import { answerKey, phraseKey, releaseKid, type SessionKey, sessionFits, sessionKeyFor } from "./derive.ts";
import type { OpeningFailure } from "./failure.ts";
import { openJwe } from "./jwe.ts";
import { isWrappedGate, type LockKind, lockOf } from "./locks.ts";
import { type Sealed, type SealedExercise, sealedExercise } from "./sealed.ts";
import { type Slot, slotData } from "./slot.ts";

/** What somebody holds who wants to open a solution. */
export type Attempt =
  /** A value of `keys.json`. */
  | { kind: "release"; key: string }
  /** See {@link deriveSession}. */
  | { kind: "session"; session: SessionKey }
  /** The exercise's own words, as typed. */
  | { kind: "phrase"; words: string }
  /** The canonical text of the answer's variables, see `canonical.ts`. */
  | { kind: "answer"; text: string }
  /** The caller saw the exercise's checks pass. */
  | { kind: "checks"; session?: SessionKey };

export interface Unlocked {
  readonly by: LockKind;
  /** Python, one text a block, in the order of the notebook. */
  readonly code: readonly string[];
  /** Markdown; empty when the instructor wrote none. */
  readonly notes: string;
}

const solutionSchema = v.object({ code: v.array(v.string()), notes: v.string() });

/**
 * Opens the solution of one exercise. `slot` is where the *caller* found the file, never what the file says of
 * itself: a solution moved to another place does not open. With a wrong key, in a wrong place and for changed
 * bytes the failure is the same, `does-not-open`.
 */
export async function unlock(
  sealed: Sealed,
  slot: Slot,
  attempt: Attempt,
  crypto: SolutionCrypto,
  signal?: AbortSignal,
): Promise<Unlocked | OpeningFailure> {
  const exercise = sealedExercise(sealed, slot.exercise);
  if (!exercise) return { failure: "no-such-exercise", exercise: slot.exercise };
  const candidates = exercise.jwe.recipients.filter(({ header }) => lockOf(header.kid) === attempt.kind);
  if (candidates.length === 0) return { failure: "no-such-lock", lock: attempt.kind };
  const key = await keyOf(attempt, { sealed, exercise, slot, crypto, signal });
  if (isFailure(key)) return key;
  const ours = attempt.kind === "release" ? await releasedWith(key, candidates, crypto) : candidates;
  if (ours.length === 0) return { failure: "other-version" };
  const plaintext = await openJwe(exercise.jwe, slotData(slot), ours, key, crypto);
  const solution = plaintext && readSolution(plaintext);
  return solution ? { by: attempt.kind, ...solution } : { failure: "does-not-open" };
}

interface Opening {
  readonly sealed: Sealed;
  readonly exercise: SealedExercise;
  readonly slot: Slot;
  readonly crypto: SolutionCrypto;
  readonly signal: AbortSignal | undefined;
}

async function keyOf(attempt: Attempt, opening: Opening): Promise<Bytes | OpeningFailure> {
  const { sealed, exercise, slot, crypto, signal } = opening;
  switch (attempt.kind) {
    case "release":
      return readReleaseKey(attempt.key) ?? { failure: "does-not-open" };
    case "session":
      if (!sessionFits(attempt.session, sealed.kdf)) return { failure: "does-not-open" };
      return sessionKeyFor("session", attempt.session, slot, crypto);
    case "phrase":
      return (await phraseKey(attempt.words, sealed.kdf, slot, crypto, signal)) ?? { failure: "cancelled" };
    case "answer": {
      if (!exercise.answer) return { failure: "no-such-lock", lock: "answer" };
      const key = await answerKey(attempt.text, exercise.answer, sealed.kdf, slot, crypto, signal);
      return key ?? { failure: "cancelled" };
    }
    case "checks":
      return gateKey(attempt.session, opening);
    default:
      return attempt satisfies never;
  }
}

/** The 32 bytes of a released key, or `undefined` for text that is no key. */
export function readReleaseKey(text: string): Bytes | undefined {
  const key = fromBase64url(text);
  return key?.length === 32 ? key : undefined;
}

async function gateKey(session: SessionKey | undefined, opening: Opening): Promise<Bytes | OpeningFailure> {
  const { sealed, exercise, slot, crypto } = opening;
  if (!exercise.gate) return { failure: "no-such-lock", lock: "checks" };
  const gate = knownBase64url(exercise.gate);
  if (!isWrappedGate(exercise.gate)) return gate;
  if (!session) return { failure: "needs-session" };
  if (!sessionFits(session, sealed.kdf)) return { failure: "does-not-open" };
  const wrappingKey = await sessionKeyFor("gate", session, slot, crypto);
  return (await crypto.unwrapKey(wrappingKey, gate)) ?? { failure: "does-not-open" };
}

async function releasedWith(
  key: Bytes,
  candidates: SealedExercise["jwe"]["recipients"],
  crypto: SolutionCrypto,
): Promise<SealedExercise["jwe"]["recipients"]> {
  const kid = await releaseKid(key, crypto);
  return candidates.filter(({ header }) => header.kid === kid);
}

function readSolution(plaintext: Bytes): { code: string[]; notes: string } | undefined {
  const text = fromUtf8(plaintext);
  const solution = text === undefined ? undefined : v.safeParse(solutionSchema, parseJson(text));
  return solution?.success ? solution.output : undefined;
}
