/** Keys from words and answers: slow once (PBKDF2), then bound to one slot and purpose (HKDF). */
import { knownBase64url, toBase64url, toHex, utf8 } from "./bytes.ts";
import type { Bytes, SolutionCrypto } from "./crypto.ts";
import type { OpeningFailure } from "./failure.ts";
import { normalizeWords } from "./phrase.ts";
import type { SealedKdf } from "./sealed.ts";
import { type Slot, slotInfo } from "./slot.ts";

/** A session's passphrase after the slow step. Keep it in memory; it opens what the passphrase opens. */
export interface SessionKey {
  /** Of which `kdf` it was made: of use only where these are the same. */
  readonly salt: string;
  readonly rounds: number;
  readonly master: Bytes;
}

/** Derives the session's key once (about 0.3 s); `unlock` then takes it for every exercise. */
export async function deriveSession(
  passphrase: string,
  kdf: SealedKdf,
  crypto: SolutionCrypto,
  signal?: AbortSignal,
): Promise<SessionKey | Extract<OpeningFailure, { failure: "cancelled" }>> {
  const master = await stretch(normalizeWords(passphrase), kdf.salt, kdf.rounds, crypto, signal);
  return master ? { salt: kdf.salt, rounds: kdf.rounds, master } : { failure: "cancelled" };
}

export function sessionFits(session: SessionKey, kdf: SealedKdf): boolean {
  return session.salt === kdf.salt && session.rounds === kdf.rounds;
}

/** The key of the `session` lock, or the one that wraps the `checks` gate, in one slot. */
export function sessionKeyFor(
  purpose: "session" | "gate",
  session: SessionKey,
  slot: Slot,
  crypto: SolutionCrypto,
): Promise<Bytes> {
  return crypto.hkdf(session.master, slotInfo(purpose, slot));
}

/** The key of one exercise's own words; `undefined` when cancelled. */
export async function phraseKey(
  words: string,
  kdf: SealedKdf,
  slot: Slot,
  crypto: SolutionCrypto,
  signal?: AbortSignal,
): Promise<Bytes | undefined> {
  const master = await stretch(normalizeWords(words), kdf.salt, kdf.rounds, crypto, signal);
  return master && crypto.hkdf(master, slotInfo("phrase", slot));
}

/** The key of a canonical answer text (`canonical.ts`); `undefined` when cancelled. */
export async function answerKey(
  text: string,
  answer: { salt: string },
  kdf: SealedKdf,
  slot: Slot,
  crypto: SolutionCrypto,
  signal?: AbortSignal,
): Promise<Bytes | undefined> {
  const master = await stretch(text, answer.salt, kdf.rounds, crypto, signal);
  return master && crypto.hkdf(master, slotInfo("answer", slot));
}

/** The name by which a released key finds its recipient, without telling anything of the key. */
export async function releaseKid(key: Bytes, crypto: SolutionCrypto): Promise<string> {
  return `release:${toHex(await crypto.sha256(key)).slice(0, 8)}`;
}

/** A fresh salt as the file spells it. */
export function makeSalt(random: (length: number) => Bytes): string {
  return toBase64url(random(16));
}

async function stretch(
  secret: string,
  salt: string,
  rounds: number,
  crypto: SolutionCrypto,
  signal: AbortSignal | undefined,
): Promise<Bytes | undefined> {
  try {
    return await crypto.pbkdf2(utf8(secret), knownBase64url(salt), rounds, signal);
  } catch (error) {
    if (signal?.aborted) return undefined;
    throw error;
  }
}
