/** The locked solutions of one notebook, of either kind, behind one door. */
import type { SolutionCrypto } from "../../core/solutions/crypto.ts";
import { deriveSession, type SessionKey } from "../../core/solutions/derive.ts";
import type { OpeningFailure } from "../../core/solutions/failure.ts";
import { type LockKind, type LockStrength, locksOf } from "../../core/solutions/locks.ts";
import type { Sealed } from "../../core/solutions/sealed.ts";
import { type Attempt, unlock } from "../../core/solutions/unlock.ts";
import { type LegacyWorkshop, unlockLegacy } from "../../core/solutions/xor.ts";
import type { Opened } from "../../core/workshop/kept.ts";

export interface VaultExercise {
  readonly id: string;
  readonly title: string;
  readonly locks: readonly LockStrength[];
  /** The variables that prove the answer, and how they are compared. */
  readonly answer: { readonly variables: readonly string[]; readonly digits: number } | undefined;
  /** Which copy this is, see {@link Opened}. */
  readonly copy: string;
}

export interface Vault {
  /** False for mograder's own files, which anybody can read. */
  readonly secret: boolean;
  readonly exercises: readonly VaultExercise[];
  open(exercise: string, attempt: Attempt, signal?: AbortSignal): Promise<Opened | OpeningFailure>;
  /** Words of the whole session, made into a key once; `undefined` where no lock asks for them. */
  session(words: string, signal: AbortSignal): Promise<SessionKey | OpeningFailure> | undefined;
}

/** `slot` is where the file was found: what it says of itself does not count. */
export function sealedVault(
  sealed: Sealed,
  slot: { readonly course: string; readonly notebook: string },
  crypto: SolutionCrypto,
): Vault {
  const exercises = Object.entries(sealed.exercises).map(([id, exercise]) => ({
    id,
    title: exercise.title,
    locks: locksOf(exercise),
    answer: exercise.answer,
    copy: exercise.jwe.tag,
  }));
  const copies = new Map(exercises.map(({ id, copy }) => [id, copy]));
  const usesSession = exercises.some(({ locks }) => locks.some(needsSession));
  return {
    secret: true,
    exercises,
    async open(exercise, attempt, signal) {
      const opened = await unlock(sealed, { ...slot, exercise }, attempt, crypto, signal);
      if ("failure" in opened) return opened;
      return { ...opened, code: [...opened.code], secret: true, copy: copies.get(exercise) ?? "" };
    },
    session: (words, signal) => (usesSession ? deriveSession(words, sealed.kdf, crypto, signal) : undefined),
  };
}

export function needsSession({ lock, strength }: LockStrength): boolean {
  return lock === "session" || strength === "anyone-with-session";
}

/** The one key of a workshop by mograder is released for an exercise, or spoken. */
export function legacyVault(workshop: LegacyWorkshop, crypto: SolutionCrypto): Vault {
  const locks: LockStrength[] = [{ lock: "release", strength: "anyone-with-site" }];
  const exercises = [...workshop.solutions.keys()].map((id) => ({
    id,
    title: id,
    locks,
    answer: undefined,
    copy: workshop.keyHash,
  }));
  return {
    secret: false,
    exercises,
    async open(exercise, attempt) {
      const by: LockKind = attempt.kind;
      const key = attempt.kind === "release" ? attempt.key : attempt.kind === "phrase" ? attempt.words : "";
      const opened = await unlockLegacy(workshop, exercise, key, crypto);
      if ("failure" in opened) return opened;
      return { by, code: [opened.code], notes: "", secret: false, copy: workshop.keyHash };
    },
    session: () => undefined,
  };
}
