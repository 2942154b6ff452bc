/** What the command line `workshop` says. Each is one sentence that names the remedy. */
import type { CourseFailure } from "../core/course/failure.ts";
import type { UnknownKey } from "../core/course/unknown-keys.ts";
import type { MetadataFailure, NotebookFailure } from "../core/notebook/failure.ts";
import type { ExerciseProblem } from "../core/solutions/exercises.ts";
import type { AnswerReason, KeysFailure, OpeningFailure, SealingFailure } from "../core/solutions/failure.ts";
import type { LockKind, LockStrength } from "../core/solutions/locks.ts";
import { size } from "./sizes.ts";
import { optionWords, orMeant } from "./workshop-options.ts";

/** What is wrong with an exercise; the caller puts file and line in front. */
export function problemWords(problem: ExerciseProblem): string {
  switch (problem.kind) {
    case "nested-marker":
      return `${problem.marker} stands inside the block that began on line ${problem.opened}: end that one first.`;
    case "unopened-marker":
      return `${problem.marker} ends a block that has not begun: add its BEGIN line, or remove this one.`;
    case "unclosed-marker":
      return `${problem.marker} has no END line in its cell: add it.`;
    case "marker-outside-cell":
      return `${problem.marker} stands outside of any cell: move it into the cell of its exercise.`;
    case "stray-notes":
      return `${problem.marker} stands outside of a solution, where attendees would read its comments: move it above ### END SOLUTION.`;
    case "no-exercises-cell":
      return 'No cell has the comment "# === MOGRADER: EXERCISES ===": add one, and below it _exercises = ["Q1", …].';
    case "bad-exercise-list":
      return 'The exercises cell needs a list of names that is written out: _exercises = ["Q1", "Q2"].';
    case "bad-id":
      return `"${problem.id}" cannot be the name of an exercise: use letters and digits, no colon and no quotes.`;
    case "duplicate-id":
      return `Exercise ${problem.id} is listed twice: remove one.`;
    case "no-check":
      return `Exercise ${problem.id} has no check: add check("${problem.id}: …", […]) in the cell after its solution.`;
    case "unused-id":
      return `Exercise ${problem.id} is listed, but nothing uses it: add its check, or take it out of _exercises.`;
    case "no-solution":
      return `Exercise ${problem.id} has no solution: put it between ### BEGIN SOLUTION and ### END SOLUTION in the cell before its check.`;
    case "solution-without-exercise":
      return problem.next === undefined
        ? "No check follows this solution, so nobody would ever see it again: add its check, or remove the markers."
        : `This solution belongs to the check of ${problem.next}, which is not in _exercises: add it there.`;
    default:
      return problem satisfies never;
  }
}

export function notebookWords(failure: NotebookFailure | MetadataFailure): string {
  switch (failure.failure) {
    case "not-text":
      return "This is no text in UTF-8: save the notebook with that encoding.";
    case "not-a-notebook":
      return "This is no marimo notebook: it has no `app = marimo.App()`.";
    case "notebook-too-large":
      return `The notebook is ${size(failure.bytes)}, and at most ${size(failure.limit)} can be opened: move data into files.`;
    case "notebook-syntax":
      return "Python cannot read the notebook here, outside of any cell: correct this line.";
    case "metadata-syntax":
      return "The block `# /// script` cannot be read here: correct its TOML.";
    default:
      return failure satisfies never;
  }
}

export function courseWords({ where }: CourseFailure): string {
  return where === ""
    ? "This course file cannot be read here: correct its JSON or TOML."
    : `The value of "${where}" in this course file is missing or not what it should be: correct it.`;
}

/** A course's file may hold anything besides; whoever exports is told what does nothing. */
export function unknownKeyWords({ where, meant }: UnknownKey): string {
  return `"${where}" is no key of a course file, so it says nothing: ${meant === null ? "correct it, or take it out." : `did you mean "${meant}"?`}`;
}

export function sealingWords(failure: SealingFailure): string {
  switch (failure.failure) {
    case "no-lock":
      return `Exercise ${failure.exercise} has nothing that opens its solution: give it an unlock in [tool.workshop].`;
    case "weak-words":
      return `The words of ${failure.exercise ?? "the session"} are too easy to guess (${Math.floor(failure.bits)} of ${failure.least} bits): remove them from words.json, and better ones are made.`;
    case "no-session":
      return `Exercise ${failure.exercise} opens by the session's words, and there are none.`;
    case "bad-answer":
      return `The answer "${failure.variable}" of exercise ${failure.exercise} cannot be a lock: ${answerReasons[failure.reason]}.`;
    case "bad-options":
      return optionWords(failure.where, failure.mistake);
    default:
      return failure satisfies never;
  }
}

const answerReasons: Record<AnswerReason, string> = {
  "not-canonical": "use numbers, texts, and lists or dictionaries of them, without NaN",
  "too-large": "it is too long",
  "too-near-a-boundary":
    "too many of its numbers lie where rounding could go either way: choose another number of digits",
  missing: "the solved notebook does not define it, or names it with an underscore in front",
  "same-key-twice": "two keys of a dictionary become the same when they are rounded",
};

export function openingWords(failure: OpeningFailure): string {
  switch (failure.failure) {
    case "too-new":
      return `This was made by a newer version (format ${failure.version}): update this tool.`;
    case "damaged":
      return `This is damaged${failure.where && ` at "${failure.where}"`}: export the notebook again.`;
    default:
      return "This does not open: export the notebook again.";
  }
}

export function keysWords(failure: KeysFailure): string {
  return failure.failure === "keys-unreadable"
    ? 'This must be a JSON object such as {"Q1": "…"}: correct it, or restore your backup.'
    : `There is no exercise ${failure.unknown.join(", ")}; there is ${failure.known.join(", ")}.`;
}

export const lockNames: Record<LockKind, string> = {
  release: "release",
  session: "session words",
  phrase: "own words",
  answer: "answer",
  checks: "checks",
};

/** How strong a lock is, in the words that everybody reads: the tool, the solution card, the guide. */
export function strengthWords({ strength }: LockStrength): string {
  switch (strength) {
    case "instructor":
      return "a real lock: nothing opens before you release it";
    case "words":
      return "as strong as its words";
    case "answer":
      return "proof of answer: opens for whoever has the answer";
    case "anyone-with-site":
      return "a teaching gate, not a lock: readable by anyone with this site";
    case "anyone-with-session":
      return "a teaching gate, not a lock: readable by anyone with the session's words";
    default:
      return strength satisfies never;
  }
}

/** Notices and refusals that are no failure of core. */
export const workshopWords = {
  /** `told`: without a full stop. */
  wrongUsage: (told: string, help: string) => `${told}: see \`${help}\`.`,
  noFile: "There is no such file.",
  badName: (id: string) =>
    `"${id}.py" cannot be published under this name: use letters, digits, dots, dashes and underscores.`,
  sameName: (id: string, other: string) =>
    `Two notebooks are named ${id}; the other is ${other}: rename one of them.`,
  privateInPublic: (folder: string, site: string) =>
    `The private folder ${folder} lies inside ${site}, which is published: choose another with --private.`,
  sourceInPublic: (site: string) =>
    `The solved notebook lies inside ${site}, which is published: move it out.`,
  privateLost: (folder: string) =>
    `The private files in ${folder} are missing, and without them every released solution would lock again: restore your backup, or begin anew with --new-keys.`,
  privateForeign: (folder: string, exercise: string) =>
    `The key of ${exercise} in ${folder} is not the one this site was sealed with: restore your backup, or begin anew with --new-keys.`,
  privateUnreadable: "This private file cannot be read: restore your backup, or begin anew with --new-keys.",
  newKeys: (notebook: string) =>
    `${notebook}: new keys. Copies that were handed out before will not open, and keys.json is empty again.`,
  weakAnswer: (exercise: string, bits: number, least: number, where: string | undefined) =>
    `The answer of exercise ${exercise} is too easy to guess (${bits} of ${least} bits)${where ? `: ${where}` : ""}. Ask for more of it, choose another lock, or insist with --allow-guessable.`,
  readable: (path: string, file: string, line: number) => `${path} can be read in ${file}, line ${line}`,
  tracked: (what: string) =>
    `git tracks ${what}: take it out with \`git rm --cached\`, and out of the history, before you publish; or insist with --repository-is-private.`,
  inHistory: (what: string) =>
    `The history of this git repository holds ${what}, so whoever gets the repository has it: publish from a fresh repository, or insist with --repository-is-private.`,
  notIgnored: (file: string) =>
    `Take care: git does not ignore ${file}, so that \`git add .\` would take it; name it in .gitignore.`,
  running: (notebook: string) => `${notebook}: running the solved notebook…`,
  runningStripped: (notebook: string) => `${notebook}: running what attendees get…`,
  sealing: (notebook: string, exercises: number) =>
    `${notebook}: sealing ${exercises === 1 ? "one exercise" : `${exercises} exercises`}…`,
  auditing: "Looking for solutions and keys in what is published…",
  copyLeaks: (published: string, found: readonly string[]) =>
    `This file would be published as ${published}, and has in it ${found.slice(0, 3).join(", ")}${found.length > 3 ? ` and ${found.length - 3} more` : ""}: move it away from beside the notebook, or keep the solution's lines out of it.`,
  nothingExported: "Nothing was written: take what is named here out of what is published, and export again.",
  crashed: (message: string) => `The solved notebook fails here: ${message}`,
  crashedStripped: (message: string) =>
    `Without the solutions the notebook fails here, where attendees should see it wait: ${message}. Guard it, for instance with \`mo.stop(x is None, check("Q1: …", []))\`.`,
  fetching: (name: string) => `Fetching package ${name}…`,
  unreachable: (file: string, names: readonly string[]) =>
    `${file} needs ${names.length === 1 ? "the package" : "the packages"} ${names.join(", ")}, and the package server does not answer: connect to the network, or put a wheel beside the notebook.`,
  stoppedRuns: {
    "run-timeout": (seconds: number) =>
      `The notebook still ran after ${seconds === 1 ? "a second" : `${seconds} seconds`} and was stopped: shorten what it does, or allow more with --timeout.`,
    "run-memory": () => "The notebook took too much memory and was stopped: work with less data at a time.",
    "run-output": () => "The notebook put out too much and was stopped: print or show less.",
    "run-ended": () =>
      "The notebook ended Python itself: leave out what does that, such as os._exit or os.system.",
  },
  badUnlock: (lock: string, known: readonly string[], meant: string | undefined) =>
    `--unlock takes ${known.join(", ")}, with commas between, and "${lock}" is none of them${orMeant(meant)}`,
  badTimeout: (most: number) => `--timeout takes a number of seconds, at most ${most}.`,
  noPython: (detail: string) => `Python did not start: ${detail}`,
  failedCheck: (label: string, details: readonly string[]) =>
    `The check "${label}" does not pass in the solved notebook${details.length > 0 ? `: ${details.join("; ")}` : "."}`,
  unreachedCheck: (label: string) => `The check "${label}" was not reached in the solved notebook.`,
  passesUnsolved: (label: string) =>
    `The check "${label}" passes without a solution, so it would open at once: begin it with mo.stop while the answer is missing.`,
  doesNotWait: (exercise: string, label: string, passes: boolean) =>
    `Take care: without a solution the check "${label}" of exercise ${exercise} ${passes ? "passes" : "fails"} already, where attendees should see it wait. Put \`x = None\` in front of the solution, and begin the check with \`mo.stop(x is None, check("${label}", []))\`.`,
  appMissing: (folder: string) =>
    `The built app is not in ${folder}: run \`npm run build\` first, or install the package again.`,
  noSite: "There is no workshop here: no folder of notebooks with a sealed.json.",
  noCourse: "This folder has no notebook with solutions, neither in itself nor in its folder source.",
  unknownExercise: (name: string, known: readonly string[]) =>
    `There is no exercise ${name}; there is ${known.join(", ")}.`,
  ambiguous: (exercise: string, notebooks: readonly string[]) =>
    `Exercise ${exercise} is in ${notebooks.length} notebooks: say ${notebooks.map((notebook) => `${notebook}/${exercise}`).join(" or ")}.`,
  noSalt:
    "There is no salt: every exercise has a key of its own, which is made and kept for you. Leave --salt out.",
  otherCourse: (id: string, course: string, notebooks: readonly string[]) =>
    `The notebooks ${notebooks.join(", ")} on this site are locked for the course "${id}", and course.toml now says "${course}": export them together, or take the old id back.`,
  nothingNamed: "Name the exercises to release, or --all.",
  allOfNotebooks: (name: string, known: readonly string[]) =>
    `--all takes names of notebooks, and ${name} is none; there is ${known.join(", ")}. Leave --all out to release single exercises.`,
  leftOut: (names: readonly string[]) =>
    `Left out, for without a release lock a key would open nothing: ${names.join(", ")}.`,
  noReleaseLock: (exercise: string) =>
    `Exercise ${exercise} has no release lock, so its key would open nothing: give it one and export again.`,
  released: (names: readonly string[]) =>
    `Released: ${names.join(", ")}. This cannot be taken back: whoever has loaded the page keeps the key.`,
  wouldRelease: (names: readonly string[]) => `Would release: ${names.join(", ")}.`,
  notKeysFile:
    "This is no keys file of a workshop: one lies in notebooks/NAME/ of a site, beside sealed.json.",
  noKeys: (folder: string) => `The private keys are not in ${folder}: say where with --private.`,
  releasedStates: {
    no: "not released",
    yes: "released",
    "other-version": "a key is released that does not open this copy: export again, or release again",
  },
  noneReleasable: "Nothing to do: no exercise has a release lock.",
  alreadyReleased: "Nothing to do: all of these are released already.",
  unknownNotebook: (name: string, known: readonly string[]) =>
    `There is no notebook ${name}; there is ${known.join(", ")}.`,
  whichNotebook: (known: readonly string[]) => `Say which notebook: ${known.join(" or ")}.`,
  skipped: (file: string) => `${file}: no solutions in it, left out.`,
  nobodysWords: "Name an exercise, or say --session NOTEBOOK for the words of the session.",
  noPhrase: (exercise: string) => `Exercise ${exercise} has no words of its own: its unlock needs "phrase".`,
  noSession: (notebook: string) => `${notebook} has no session words: no exercise has the lock "session".`,
  notEmpty: (folder: string) => `${folder} already has files in it: choose another name.`,
  notCommitted: (file: string, reason: string) =>
    `The keys are in ${file}, but git could not commit it${inBrackets(reason)}: commit and push it yourself.`,
  notPushed: (files: readonly string[], reason: string, commands: readonly string[]) =>
    `The keys are in ${files.join(", ")} and committed, and only the push failed${inBrackets(reason)}: run ${commands.map((command) => `\`${command}\``).join(", then ")}.`,
  badAddress: (url: string) =>
    `${url} is no address of a keys file: it must begin with https://, or be relative.`,
  oneKeysUrl:
    "With several notebooks the address of --keys-url must end with a slash: each gets a folder of its own below it.",
  interrupted: "Interrupted; nothing was written.",
} as const;

function inBrackets(reason: string): string {
  return reason === "" ? "" : ` (${reason})`;
}
