import { isFailure } from "../../../src/core/failure.ts";
import type { Random, SolutionCrypto } from "../../../src/core/solutions/crypto.ts";
import { type NotebookToSeal, seal } from "../../../src/core/solutions/seal.ts";
import {
  printSealed,
  readSealed,
  type Sealed,
  type SealedExercise,
} from "../../../src/core/solutions/sealed.ts";
import type { Slot } from "../../../src/core/solutions/slot.ts";

export const releaseKeys = {
  Q1: "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE",
  Q2: "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI",
  Q3: "AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM",
};

/** Three exercises that need no slow derivation: released by key, and Q2 by its checks too. */
export function sampleNotebook(change: Partial<NotebookToSeal> = {}): NotebookToSeal {
  const exercise = (id: "Q1" | "Q2" | "Q3", ...more: { kind: "checks" }[]) => ({
    id,
    title: `Exercise ${id}`,
    code: [`answer_${id} = "the model solution of ${id}"`],
    notes: "",
    locks: [{ kind: "release" as const, key: releaseKeys[id] }, ...more],
  });
  return {
    course: "a-course",
    notebook: "intro",
    notebookDigest: "sha256-none",
    salt: "AAECAwQFBgcICQoLDA0ODw",
    exercises: [exercise("Q1"), exercise("Q2", { kind: "checks" }), exercise("Q3")],
    ...change,
  };
}

export function slotOf(exercise: string, change: Partial<Slot> = {}): Slot {
  return { course: "a-course", notebook: "intro", exercise, ...change };
}

export async function sealOrThrow(
  notebook: NotebookToSeal,
  crypto: SolutionCrypto,
  random: Random,
): Promise<Sealed> {
  return orThrow(await seal(notebook, crypto, random));
}

/** Through the door that every file comes in by. */
export function reread(sealed: unknown): ReturnType<typeof readSealed> {
  return readSealed(JSON.stringify(sealed));
}

export function throughText(sealed: Sealed): Sealed {
  return orThrow(readSealed(printSealed(sealed)));
}

export function exerciseOf(sealed: Sealed, id: string): SealedExercise {
  const exercise = sealed.exercises[id];
  if (!exercise) throw new Error(`no ${id}`);
  return exercise;
}

export function orThrow<T>(value: T): Exclude<T, { failure: string }> {
  if (!isSuccess(value)) throw new Error(`unexpected failure ${JSON.stringify(value)}`);
  return value;
}

function isSuccess<T>(value: T): value is Exclude<T, { failure: string }> {
  return !isFailure(value);
}
