/** Everything that can open a solution, tried on the vault of the moment. */
import type { ReadonlySignal } from "@preact/signals-core";
import { isFailure } from "../../core/failure.ts";
import { countWords, fewestWords } from "../../core/solutions/phrase.ts";
import type { ReleasedKeys } from "../../core/solutions/release.ts";
import type { Opened } from "../../core/workshop/kept.ts";
import { type Card, createCards, type Why } from "./cards.ts";
import { createSessionWords } from "./session-words.ts";
import type { Vault, VaultExercise } from "./vault.ts";

export interface Openings {
  readonly cards: ReadonlySignal<ReadonlyMap<string, Card>>;
  /** Takes a vault, the first or a newer copy. */
  use(vault: Vault): void;
  /** Keys as the site releases them. True when one belongs to another copy of the vault than this. */
  release(keys: ReleasedKeys): Promise<boolean>;
  /** Words that somebody typed for this exercise: its own, or those of the session. */
  type(exercise: string, words: string): Promise<void>;
  /** The canonical text of what the notebook came to; each is tried once. */
  answer(exercise: string, text: string): Promise<void>;
  /** The exercise's checks pass. */
  pass(exercise: string): Promise<void>;
  cancel(exercise: string): void;
  close(): void;
}

/** `before`: what an earlier visit opened. `opened` hears of everything that opens now. */
export function createOpenings(
  before: ReadonlyMap<string, Opened>,
  opened: (exercise: string, solution: Opened) => void,
): Openings {
  const cards = createCards(before, opened);
  const passed = new Set<string>();
  const session = createSessionWords(cards, passed);
  const tried = new Set<string>();
  let vault: Vault | undefined;
  const find = (id: string) => vault?.exercises.find((exercise) => exercise.id === id);
  const isLocked = (exercise: VaultExercise | undefined) =>
    exercise !== undefined && cards.of(exercise.id).kind !== "open";

  async function type(from: Vault, id: string, words: string, signal: AbortSignal): Promise<void> {
    if (find(id)?.locks.some(({ lock }) => lock === "phrase") || !from.secret) {
      const result = await cards.attempt(from, id, { kind: "phrase", words }, { tells: false, signal });
      if (!isFailure(result) || signal.aborted) return;
    }
    const isSession = await session.type(from, words, signal);
    if (!signal.aborted) cards.lock(id, isSession ? { failure: "checks-first" } : refusalOf(from, words));
  }

  return {
    cards: cards.all,
    use(next) {
      vault = next;
      tried.clear();
    },
    async release(keys) {
      let isOther = false;
      for (const exercise of vault?.exercises ?? []) {
        const key = keys.get(exercise.id);
        const card = cards.of(exercise.id);
        const isNews = card.kind !== "open" || card.solution.copy !== exercise.copy;
        if (vault === undefined || key === undefined || !isNews) continue;
        const result = await cards.attempt(vault, exercise.id, { kind: "release", key }, { tells: true });
        isOther ||= isFailure(result) && result.failure === "other-version";
      }
      return isOther;
    },
    async type(id, words) {
      const from = vault;
      if (from && isLocked(find(id)))
        await cards.slowly(id, "phrase", (signal) => type(from, id, words, signal));
    },
    async answer(id, text) {
      const from = vault;
      const mark = `${id} ${text}`;
      if (!from || !isLocked(find(id)) || cards.isTrying(id) || tried.has(mark)) return;
      await cards.slowly(id, "answer", async (signal) => {
        const result = await cards.attempt(from, id, { kind: "answer", text }, { tells: false, signal });
        if (!(isFailure(result) && result.failure === "cancelled")) tried.add(mark);
      });
    },
    async pass(id) {
      passed.add(id);
      const hasGate = find(id)?.locks.some(({ lock }) => lock === "checks") ?? false;
      if (!vault || !hasGate || !isLocked(find(id))) return;
      const key = session.key();
      await cards.attempt(vault, id, { kind: "checks", ...(key && { session: key }) }, { tells: true });
    },
    cancel: cards.cancel,
    close: cards.close,
  };
}

/** mograder's keys are no words of a list, and may be short; an address in a QR code is not short of words. */
function refusalOf(vault: Vault, typed: string): Why {
  const words = countWords(typed);
  const areWords = /^[\p{L}\s-]+$/u.test(typed);
  if (!vault.secret || words >= fewestWords || !areWords) return { failure: "does-not-open" };
  return { failure: "too-few-words", words, fewest: fewestWords };
}
