/** What an attendee of a workshop reads: steps, locks and how strong they are, solutions, released keys. */
import type { LockKind, LockStrength } from "../core/solutions/locks.ts";
import type { Progress } from "../core/workshop/exercises.ts";
import { megabytes } from "./sizes.ts";

const spelled = ["no", "one", "two", "three", "four", "five", "six"];
const wordCount = (words: number) => `${spelled[words] ?? words} ${words === 1 ? "word" : "words"}`;

export const attendeeWords = {
  steps: "Exercises",
  states: {
    "to-do": "to do",
    "in-progress": "in progress",
    passed: "passed",
    open: "solution open",
  },
  count: (passed: number, all: number) => `${passed} of ${all} passed`,
  stepHints: (opened: number, all: number) => `hints ${opened}/${all}`,
  show: "Go to the exercise",
  close: "Close",
  card: (name: string) => `Solution of ${name}`,
  lockedOnce: "Locked. This opens it:",
  locked: "Locked. Any one of these opens it:",
  noSolution: "There is no solution for this exercise.",
  notSecret: "This workshop was made with mograder, and its solutions are not secret: anybody can read them.",
  opening: (by: LockKind) => (by === "answer" ? "Trying your answer…" : "Trying the words…"),
  share: (share: number) => `${Math.round(share * 100)} %`,
  cancel: "Cancel",
  openedBy: {
    release: "Released by your instructor.",
    session: "Opened with the words of the session.",
    phrase: "Opened with its words.",
    answer: "Opened by your answer.",
    checks: "Opened because its checks pass.",
  } satisfies Record<LockKind, string>,
  news: (name: string) => `The solution of ${name} is open.`,
  wordsLabel: "Words that your instructor gives",
  wordsHint: "Type them, in any spelling of spaces and capitals, or paste them.",
  open: "Open",
  scan: "Scan the QR code",
  scanning: "Hold the code in front of the camera.",
  scanFailed: "The camera cannot be used. Type the words instead.",
  unknownWord: (word: string, suggestion: string | undefined) =>
    suggestion === undefined
      ? `“${word}” is no word of the list.`
      : `“${word}”: did you mean “${suggestion}”?`,
  use: (suggestion: string) => `Use “${suggestion}”`,
  framed: "This page stands inside another one, so nothing can be typed here.",
  ownTab: "Open it in its own tab",
  checksFirst: "These are the words of the session. The solution opens when your checks pass.",
  tooFewWords: (words: number, fewest: number) =>
    `That is ${wordCount(words)}; there should be at least ${spelled[fewest] ?? fewest}. The solution stays locked; nothing is lost.`,
  yours: "Yours",
  model: "Model solution",
  nothingYours: "You have not written anything here yet.",
  onlyYours: "only in yours",
  onlyModel: "only in the model",
  same: "Yours is the same as the model.",
  compare: "Compare",
  copy: "Copy",
  copied: "Copied.",
  notCopied: "It could not be copied: select the text instead.",
  notInserted: "Nothing can be added here now: the notebook is being written in another tab.",
  insert: "Insert as a new cell",
  inserted: "Inserted below the exercise. Your own cells are as they were.",
  heading: (name: string) => `Model solution: ${name}`,
  countdown: (name: string) => `Solution of ${name} opens in`,
  countdownBegun: (name: string) => `A countdown has begun: the solution of ${name} opens soon.`,
  countdownOver: (name: string) => `Solution of ${name} opens any moment.`,
  counted: "Your instructor sees how many people are at each step. No name, no code.",
  notCounted: "You are not counted, and nothing is sent.",
  countMe: "Count me",
  check: "Check for released solutions",
  checking: "Checking…",
  checked: (seconds: number) =>
    seconds < 5
      ? "Checked just now."
      : seconds < 90
        ? `Checked ${Math.round(seconds)} s ago.`
        : `Checked ${Math.round(seconds / 60)} min ago.`,
  keysFailed: "Released solutions could not be asked for. What is open stays open, and this page asks again.",
  retry: "Try again",
} as const;

export function progressWords(progress: Progress, isOpen: boolean): string {
  const { states } = attendeeWords;
  return isOpen ? `${states[progress]}, ${states.open}` : states[progress];
}

/** What opens a lock. */
export function keyWords({ lock, strength }: LockStrength): string {
  switch (lock) {
    case "release":
      return "Your instructor releases it.";
    case "session":
      return "The words of the session.";
    case "phrase":
      return "The words of this exercise, read out or shown as a QR code.";
    case "answer":
      return "Your own answer: it opens by itself when a run comes to it.";
    case "checks":
      return strength === "anyone-with-session"
        ? "Your checks pass, and the words of the session."
        : "Your checks pass.";
    default:
      return lock satisfies never;
  }
}

/** How strong a lock is; the words are those of the guide and of `workshop status`. */
export function lockWords({ strength }: LockStrength): string {
  switch (strength) {
    case "instructor":
      return "A real lock: nothing opens before the instructor acts.";
    case "words":
      return "As strong as its words.";
    case "answer":
      return "Proof of answer: opens for whoever has the answer.";
    case "anyone-with-site":
      return "A teaching gate, not a lock: readable by anyone with this site.";
    case "anyone-with-session":
      return "A teaching gate, not a lock: readable by anyone with the session's words.";
    default:
      return strength satisfies never;
  }
}

/** The page that attendees open the day before. */
export const selftestWords = {
  title: "Will it run here?",
  intro:
    "This page starts a real notebook in your browser and keeps what it needs, so that the workshop begins quickly. Nothing is sent to anybody.",
  names: {
    browser: "Browser.",
    storage: "Storage.",
    runtime: "Python.",
    offline: "Without a network.",
  },
  waiting: "Not tried yet.",
  trying: "Trying…",
  loading: (loaded: number, total: number) => `Loading: ${megabytes(loaded)} of ${megabytes(total)} MB.`,
  passed: {
    browser: (_: string) => "It can do all that notebooks need.",
    storage: (room: string) =>
      room === ""
        ? "Your work can be kept here."
        : `Your work can be kept here; there is room for ${room} MB.`,
    runtime: (seconds: string) => `It runs: the first output came after ${seconds} s. Next time is faster.`,
    offline: (_: string) => "The app opens without a network from now on.",
  },
  failed: {
    browser: (missing: string) =>
      `It lacks ${missing}. Use a current Firefox, Chrome, Edge or Safari, not in a private window.`,
    storage: (_: string) =>
      "This browser keeps nothing. Leave the private window, or allow this site to keep data.",
    runtime: (_: string) =>
      "Python did not start. Close other tabs, load this page again, or try another browser.",
    offline: (_: string) => "The app needs a network here. That is fine as long as there is one.",
  },
  allWell: "All is well. Read this code to your instructor, or send it:",
  trouble: "Something does not work here. Read this code to your instructor, or send it:",
  codeHint:
    "B, S, R, O stand for browser, storage, running Python and offline use; X for what does not work. The number is the seconds until the first output.",
  onward: "Go to the courses",
} as const;
