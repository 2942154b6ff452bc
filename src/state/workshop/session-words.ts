/** The words of a whole session: typed once, kept in memory, used for every exercise that asks for them. */
import { isFailure } from "../../core/failure.ts";
import type { SessionKey } from "../../core/solutions/derive.ts";
import type { Attempt } from "../../core/solutions/unlock.ts";
import type { Cards } from "./cards.ts";
import { needsSession, type Vault } from "./vault.ts";

export interface SessionWords {
  /** Present once the right words were typed. */
  readonly key: () => SessionKey | undefined;
  /** True when these are the words; what they open is then open. */
  type(vault: Vault, words: string, signal: AbortSignal): Promise<boolean>;
}

export function createSessionWords(cards: Cards, passed: ReadonlySet<string>): SessionWords {
  let key: SessionKey | undefined;

  async function openAll(vault: Vault, session: SessionKey): Promise<void> {
    for (const { id, locks } of vault.exercises) {
      if (cards.of(id).kind === "open") continue;
      const [attempt] = locks
        .filter((lock) => lock.lock === "session" || (needsSession(lock) && passed.has(id)))
        .map((lock) => attemptBy(lock.lock === "session", session));
      if (attempt !== undefined) await cards.attempt(vault, id, attempt, { tells: false });
    }
  }

  return {
    key: () => key,
    async type(vault, words, signal) {
      const session = await vault.session(words, signal);
      if (session === undefined || isFailure(session) || signal.aborted) return false;
      if (!(await fits(vault, session))) return false;
      key = session;
      await openAll(vault, session);
      return true;
    },
  };
}

/** Tried on what they may open, without showing it to anybody: a gate stays shut until the checks pass. */
async function fits(vault: Vault, session: SessionKey): Promise<boolean> {
  for (const { id, locks } of vault.exercises) {
    for (const lock of locks.filter(needsSession)) {
      const result = await vault.open(id, attemptBy(lock.lock === "session", session));
      if (!isFailure(result)) return true;
    }
  }
  return false;
}

function attemptBy(isSessionLock: boolean, session: SessionKey): Attempt {
  return isSessionLock ? { kind: "session", session } : { kind: "checks", session };
}
