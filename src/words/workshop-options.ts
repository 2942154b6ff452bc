/** What the command line `workshop` says of `[tool.workshop]` in a notebook's header. */
import type { OptionMistake, OptionValue } from "../core/solutions/failure.ts";
import { lockKinds } from "../core/solutions/locks.ts";
import { mostDigits } from "../core/solutions/sealed.ts";

/** What is wrong at a path inside `[tool.workshop]`; the caller puts file and line in front. */
export function optionWords(where: string, mistake: OptionMistake): string {
  switch (mistake.kind) {
    case "unknown-key":
      return `[tool.workshop] has ${where}, where only ${mistake.known.join(", ")} can stand${orMeant(mistake.meant)}`;
    case "wrong-value":
      return `[tool.workshop] has ${mistake.found} in ${where}, where only ${optionValues[mistake.wanted]} can stand${orMeant(mistake.meant)}`;
    case "unknown-exercise":
      return `[tool.workshop] has a section for exercise ${mistake.exercise}; there is ${mistake.known.join(", ")}.`;
    case "no-variables":
      return `Exercise ${mistake.exercise} has the lock "answer", but no variables that prove it: add answer = ["…"] in [tool.workshop.exercises.${tomlKey(mistake.exercise)}], or take the lock away.`;
    case "no-answer-lock":
      return `Exercise ${mistake.exercise} has an answer, but no lock that it opens: add "answer" to its unlock, or remove this line.`;
    default:
      return mistake satisfies never;
  }
}

/** The end of a sentence about something mistyped. */
export function orMeant(meant: string | undefined): string {
  return meant === undefined ? "." : `: did you mean ${meant}?`;
}

const optionValues: Record<OptionValue, string> = {
  table: "a section such as [tool.workshop.exercises.Q1]",
  locks: 'a list of locks such as ["release", "checks"]',
  lock: `one of ${lockKinds.map((lock) => `"${lock}"`).join(", ")}`,
  variables: 'a list of one to fifty variables such as ["roots"]',
  variable: "the name of a variable",
  digits: `a whole number from 1 to ${mostDigits}`,
};

/** Quoted where TOML needs it. */
function tomlKey(key: string): string {
  return /^[\w-]+$/.test(key) ? key : JSON.stringify(key);
}
