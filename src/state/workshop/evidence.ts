/** After each run: which checks pass, and whether a result is an answer that opens something. */
import { effect, type ReadonlySignal } from "@preact/signals-core";
import { isFailure } from "../../core/failure.ts";
import { canonicalAnswer } from "../../core/solutions/canonical.ts";
import type { Clock } from "../environment.ts";
import type { Session } from "../session/session.ts";
import type { Openings } from "./openings.ts";
import type { Shelf } from "./shelf.ts";
import type { Steps } from "./steps.ts";
import type { VaultExercise } from "./vault.ts";
import type { VaultState } from "./vault-loader.ts";

export interface EvidenceParts {
  readonly session: Session;
  readonly clock: Clock;
  readonly vault: ReadonlySignal<VaultState>;
  readonly steps: Steps;
  readonly openings: Openings;
  readonly shelf: Shelf;
}

export interface Evidence {
  /** Looks at the last run again: there is a new vault. */
  again(): void;
  close(): void;
}

/** A Grader's scores cell runs again, by a run of its own, right after the run that changed them. */
const SETTLED = 300;

export function followEvidence(parts: EvidenceParts): Evidence {
  const { session, clock } = parts;
  let cancel = () => {};
  const wait = (): void => {
    cancel();
    if (session.runs.state.peek() === "finished") cancel = clock.after(SETTLED, () => void weigh(parts));
  };
  const stop = effect(() => {
    session.runs.state.value;
    wait();
  });
  return {
    again: wait,
    close() {
      stop();
      cancel();
    },
  };
}

async function weigh({ session, vault, steps, openings, shelf }: EvidenceParts): Promise<void> {
  const passed = steps.list.value.filter(({ progress }) => progress === "passed").map(({ id }) => id);
  const known = shelf.kept.value.passed;
  if (passed.length !== known.size || passed.some((id) => !known.has(id)))
    shelf.keep({ passed: new Set(passed) });
  for (const id of passed) await openings.pass(id);
  if (vault.value.kind === "loaded") await weighAnswers(session, openings, vault.value.vault.exercises);
}

async function weighAnswers(
  session: Session,
  openings: Openings,
  exercises: readonly VaultExercise[],
): Promise<void> {
  const locked = exercises.filter(
    ({ id, answer }) => answer !== undefined && openings.cards.value.get(id)?.kind !== "open",
  );
  if (locked.length === 0) return;
  const names = new Set(locked.flatMap(({ answer }) => answer?.variables ?? []));
  const values = await session.door.ask([...names]);
  if (values === undefined) return;
  for (const { id, answer } of locked) {
    const text = answer && canonicalAnswer(values, answer);
    if (text !== undefined && !isFailure(text)) await openings.answer(id, text);
  }
}
