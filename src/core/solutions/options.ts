/** `[tool.workshop]` in a notebook's PEP 723 header: which locks its exercises get. */
import * as v from "valibot";
import { type AnswerProof, defaultDigits } from "./canonical.ts";
import type { SealingFailure } from "./failure.ts";
import { type LockKind, lockKinds } from "./locks.ts";
import { mostDigits } from "./sealed.ts";

/** What the author chose for one exercise. */
export interface ExerciseOptions {
  readonly unlock: readonly LockKind[];
  /** Present when one of the locks is `answer`. */
  readonly answer: AnswerProof | undefined;
}

const unlockSchema = v.pipe(v.array(v.picklist(lockKinds)), v.minLength(1), v.transform(withoutRepeats));
const variableSchema = v.pipe(v.string(), v.regex(/^[\p{XID_Start}_][\p{XID_Continue}]*$/u));
const optionsSchema = v.strictObject({
  unlock: v.exactOptional(unlockSchema),
  exercises: v.exactOptional(
    v.record(
      v.string(),
      v.strictObject({
        unlock: v.exactOptional(unlockSchema),
        answer: v.exactOptional(v.pipe(v.array(variableSchema), v.minLength(1), v.maxLength(50))),
        digits: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostDigits))),
      }),
    ),
  ),
});

type OptionsFailure = Extract<SealingFailure, { failure: "bad-options" }>;

/**
 * The options of every exercise. `table` is the parsed TOML of `tool.workshop`, `undefined` when there is none.
 * Refused, with the path of what is wrong: members that we do not know (a typo would silently open a lock),
 * exercises that the notebook does not have, and an `answer` lock without its variables or the other way round.
 */
export function readWorkshopOptions(
  table: unknown,
  exercises: readonly string[],
): ReadonlyMap<string, ExerciseOptions> | OptionsFailure {
  const read = v.safeParse(optionsSchema, table ?? {});
  if (!read.success) return { failure: "bad-options", where: v.getDotPath(read.issues[0]) ?? "" };
  const { unlock = ["release"] } = read.output;
  const given = new Map(Object.entries(read.output.exercises ?? {}));
  const stranger = [...given.keys()].find((id) => !exercises.includes(id));
  if (stranger !== undefined) return { failure: "bad-options", where: `exercises.${stranger}` };
  const options = new Map<string, ExerciseOptions>();
  for (const id of exercises) {
    const own = given.get(id) ?? {};
    const locks = own.unlock ?? unlock;
    if (locks.includes("answer") !== (own.answer !== undefined)) {
      return { failure: "bad-options", where: `exercises.${id}.answer` };
    }
    const { answer, digits = defaultDigits } = own;
    options.set(id, { unlock: locks, answer: answer && { variables: answer, digits } });
  }
  return options;
}

function withoutRepeats(locks: LockKind[]): LockKind[] {
  return [...new Set(locks)];
}
