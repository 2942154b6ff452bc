/** What each solution card shows, and the tries that change it. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import { isFailure } from "../../core/failure.ts";
import type { OpeningFailure } from "../../core/solutions/failure.ts";
import type { LockKind } from "../../core/solutions/locks.ts";
import type { Attempt } from "../../core/solutions/unlock.ts";
import type { Opened } from "../../core/workshop/kept.ts";
import type { Vault } from "./vault.ts";

/** What the last try came to, where a person should know. */
export type Why =
  | OpeningFailure
  /** These are the session's words, and the exercise's checks have to pass as well. */
  | { failure: "checks-first" }
  /** No lock opens by so few. */
  | { failure: "too-few-words"; words: number; fewest: number };

export type Card =
  | { readonly kind: "locked"; readonly why: Why | null }
  /** A try that takes its time, and that may be cancelled. */
  | { readonly kind: "opening"; readonly by: LockKind }
  | { readonly kind: "open"; readonly solution: Opened };

export interface Cards {
  readonly all: ReadonlySignal<ReadonlyMap<string, Card>>;
  of(exercise: string): Card;
  lock(exercise: string, why: Why | null): void;
  /** Tries to open. A failure shows when `tells`: what nobody asked for fails in silence. */
  attempt(
    vault: Vault,
    exercise: string,
    attempt: Attempt,
    how: AttemptOptions,
  ): Promise<Opened | OpeningFailure>;
  /** Shows that a slow try goes on, for as long as it does; the next one for the same exercise ends it. */
  slowly(exercise: string, by: LockKind, work: (signal: AbortSignal) => Promise<void>): Promise<void>;
  isTrying(exercise: string): boolean;
  cancel(exercise: string): void;
  close(): void;
}

export interface AttemptOptions {
  readonly tells: boolean;
  readonly signal?: AbortSignal;
}

const LOCKED: Card = { kind: "locked", why: null };

/** `before`: what an earlier visit opened. `opened` hears of everything that opens now. */
export function createCards(
  before: ReadonlyMap<string, Opened>,
  opened: (exercise: string, solution: Opened) => void,
): Cards {
  const all = signal<ReadonlyMap<string, Card>>(
    new Map([...before].map(([id, solution]) => [id, { kind: "open", solution }])),
  );
  const trying = new Map<string, AbortController>();
  const cardOf = (id: string): Card => all.value.get(id) ?? LOCKED;
  const show = (id: string, card: Card): void => {
    all.value = new Map(all.value).set(id, card);
  };
  /** What is open stays open. */
  const lock = (id: string, why: Why | null): void => {
    if (cardOf(id).kind !== "open") show(id, { kind: "locked", why });
  };

  return {
    all,
    of: cardOf,
    lock,
    async attempt(vault, id, attempt, { tells, signal }) {
      const result = await vault.open(id, attempt, signal);
      if (isFailure(result)) {
        if (tells) lock(id, result);
        return result;
      }
      show(id, { kind: "open", solution: result });
      opened(id, result);
      return result;
    },
    async slowly(id, by, work) {
      trying.get(id)?.abort();
      const aborter = new AbortController();
      trying.set(id, aborter);
      show(id, { kind: "opening", by });
      await work(aborter.signal);
      if (trying.get(id) !== aborter) return;
      trying.delete(id);
      if (cardOf(id).kind === "opening") show(id, LOCKED);
    },
    isTrying: (id) => trying.has(id),
    cancel: (id) => trying.get(id)?.abort(),
    close() {
      for (const aborter of trying.values()) aborter.abort();
    },
  };
}
