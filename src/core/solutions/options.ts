/** `[tool.workshop]` in a notebook's PEP 723 header: which locks its exercises get. */
import * as v from "valibot";
import { nearest } from "../nearest.ts";
import { type AnswerProof, defaultDigits } from "./canonical.ts";
import type { OptionMistake, OptionValue, SealingFailure } from "./failure.ts";
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
const exerciseEntries = {
  unlock: v.exactOptional(unlockSchema),
  answer: v.exactOptional(v.pipe(v.array(variableSchema), v.minLength(1), v.maxLength(50))),
  digits: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostDigits))),
};
const optionsEntries = {
  unlock: v.exactOptional(unlockSchema),
  exercises: v.exactOptional(v.record(v.string(), v.strictObject(exerciseEntries))),
};
const optionsSchema = v.strictObject(optionsEntries);

type OptionsFailure = Extract<SealingFailure, { failure: "bad-options" }>;

/**
 * The options of every exercise. `table` is the parsed TOML of `tool.workshop`, `undefined` when there is none.
 * Refused, with path and kind of what is wrong: members that we do not know (a typo would silently open a lock),
 * exercises that the notebook does not have, and an `answer` lock without its variables or the other way round.
 */
export function readWorkshopOptions(
  table: unknown,
  exercises: readonly string[],
): ReadonlyMap<string, ExerciseOptions> | OptionsFailure {
  const read = v.safeParse(optionsSchema, table ?? {});
  if (!read.success) return ofIssue(read.issues[0]);
  const { unlock = ["release"] } = read.output;
  const given = new Map(Object.entries(read.output.exercises ?? {}));
  const stranger = [...given.keys()].find((id) => !exercises.includes(id));
  if (stranger !== undefined) {
    const mistake = { kind: "unknown-exercise" as const, exercise: stranger, known: exercises };
    return wrong(`exercises.${stranger}`, mistake);
  }
  const options = new Map<string, ExerciseOptions>();
  for (const id of exercises) {
    const own = given.get(id) ?? {};
    const locks = own.unlock ?? unlock;
    if (locks.includes("answer") && own.answer === undefined) {
      const where = own.unlock ? `exercises.${id}.unlock` : "unlock";
      return wrong(where, { kind: "no-variables", exercise: id });
    }
    if (!locks.includes("answer") && own.answer !== undefined) {
      return wrong(`exercises.${id}.answer`, { kind: "no-answer-lock", exercise: id });
    }
    const { answer, digits = defaultDigits } = own;
    options.set(id, { unlock: locks, answer: answer && { variables: answer, digits } });
  }
  return options;
}

function wrong(where: string, mistake: OptionMistake): OptionsFailure {
  return { failure: "bad-options", where, mistake };
}

function ofIssue(issue: v.InferIssue<typeof optionsSchema>): OptionsFailure {
  const path = (issue.path ?? []).map(({ key }) => String(key));
  const inExercise = path[0] === "exercises";
  if (issue.type === "strict_object" && issue.expected === "never") {
    const known = Object.keys(inExercise ? exerciseEntries : optionsEntries);
    const meant = nearest(path.at(-1) ?? "", known);
    return wrong(path.join("."), { kind: "unknown-key", known, meant });
  }
  const value = issue.path?.at(-1)?.value;
  const wanted = wantedAt(inExercise ? path.slice(2) : path);
  // Which of a list is wrong shows by its value; the list's key is what has a line.
  const where = wanted === "lock" || wanted === "variable" ? path.slice(0, -1) : path;
  const found = JSON.stringify(value ?? issue.input);
  return wrong(where.join("."), { kind: "wrong-value", wanted, found, meant: meantAt(wanted, value) });
}

function wantedAt([key, index]: readonly string[]): OptionValue {
  if (key === "unlock") return index === undefined ? "locks" : "lock";
  if (key === "answer") return index === undefined ? "variables" : "variable";
  return key === "digits" ? "digits" : "table";
}

/** As it would have to be written. */
function meantAt(wanted: OptionValue, found: unknown): string | undefined {
  if (typeof found !== "string") return undefined;
  const lock = nearest(found, lockKinds);
  if (wanted === "lock") return lock && `"${lock}"`;
  if (wanted === "locks") return lock && `["${lock}"]`;
  if (wanted === "variables") return v.is(variableSchema, found) ? `["${found}"]` : undefined;
  return wanted === "digits" && /^\d+$/.test(found) ? found : undefined;
}

function withoutRepeats(locks: LockKind[]): LockKind[] {
  return [...new Set(locks)];
}
