/** What is said when something fails. Codes come in, words go out; a code without words does not compile. */
import type { BackupFailure } from "../core/backup/failure.ts";
import type { FailureCode } from "../core/failure.ts";
import type { MetadataFailure, NotebookFailure } from "../core/notebook/failure.ts";
import type { SolutionFailure } from "../core/solutions/failure.ts";
import { size } from "./sizes.ts";

/** What an error tells: what happened, what is safe, what to do. */
export interface FailureWords {
  readonly what: string;
  readonly safe: string;
  readonly todo: string;
}

/** Details of a failure by name, for the sentences that mention them. */
export type Details = Readonly<Record<string, unknown>>;
type Sentence = FailureWords | ((details: Details) => FailureWords);

const nothingLost = "Nothing is lost.";
const workIsSafe = "Your work is kept in this browser.";

const notebookFailures: Record<(NotebookFailure | MetadataFailure)["failure"], Sentence> = {
  "not-text": {
    what: "This file is not text in UTF-8, so it cannot be a marimo notebook.",
    safe: "The file has not been changed.",
    todo: "Choose a file that ends in .py, or save it again with UTF-8 encoding.",
  },
  "not-a-notebook": {
    what: "This file is Python, but not a marimo notebook.",
    safe: "The file has not been changed.",
    todo: "Choose a notebook that marimo has written. “marimo convert” makes one from a Jupyter notebook.",
  },
  "notebook-too-large": ({ bytes, limit }) => ({
    what: `The notebook is ${size(bytes)}; Atelier opens notebooks up to ${size(limit)}.`,
    safe: "The file has not been changed.",
    todo: "Move large data out of the notebook into a file of its own.",
  }),
  "notebook-syntax": ({ line }) => ({
    what: `The notebook's text breaks off at line ${String(line)}, outside of any cell.`,
    safe: "Its text is shown below as it is, and is not changed.",
    todo: "Download it, correct that line in a text editor, and open it again.",
  }),
  "metadata-syntax": ({ line }) => ({
    what: `The “# /// script” block at the top of the notebook is not valid TOML at line ${String(line)}.`,
    safe: "The notebook opens without what that block says.",
    todo: "Correct that line, or ask your teacher.",
  }),
};

const notOpened = "The solution stays locked; nothing is lost.";

const solutionFailures: Record<SolutionFailure["failure"], Sentence> = {
  "does-not-open": {
    what: "That does not open this solution.",
    safe: notOpened,
    todo: "Check the letters and the order of what you typed, or ask your teacher.",
  },
  "other-version": {
    what: "The released key belongs to another version of this notebook.",
    safe: notOpened,
    todo: "Load the page again to get the current notebook.",
  },
  "too-new": {
    what: "The solutions were made for a newer Atelier than this one.",
    safe: notOpened,
    todo: "Load the page again to get the current Atelier.",
  },
  damaged: {
    what: "The file of solutions is damaged.",
    safe: "Your work is not touched.",
    todo: "Load the page again. If that does not help, tell your teacher.",
  },
  "no-such-exercise": ({ exercise }) => ({
    what: `There is no solution for ${String(exercise)}.`,
    safe: nothingLost,
    todo: "Ask your teacher whether one will come.",
  }),
  "no-such-lock": {
    what: "This solution cannot be opened in that way.",
    safe: notOpened,
    todo: "The card says what opens it.",
  },
  "needs-session": {
    what: "The checks pass. The words of the session are needed as well.",
    safe: "Your passed checks are kept.",
    todo: "Type the words that your teacher shows.",
  },
  cancelled: { what: "Opening was cancelled.", safe: notOpened, todo: "Open it again when you like." },
  "no-lock": ({ exercise }) => ({
    what: `Exercise ${String(exercise)} has nothing that opens its solution.`,
    safe: "No file was written.",
    todo: "Give it a lock: an answer, the session's words, or a key to release.",
  }),
  "weak-words": ({ bits, least }) => ({
    what: `The words are too easy to guess: ${String(bits)} bits, and ${String(least)} are needed.`,
    safe: "No file was written.",
    todo: "Use more words, or let the tool choose them.",
  }),
  "no-session": ({ exercise }) => ({
    what: `Exercise ${String(exercise)} asks for the session's words, and there are none.`,
    safe: "No file was written.",
    todo: "Give the session its words.",
  }),
  "bad-answer": ({ exercise, variable }) => ({
    what: `The answer “${String(variable)}” of exercise ${String(exercise)} cannot be used as a proof.`,
    safe: "No file was written.",
    todo: "Use a whole number, a text, or a list of them.",
  }),
  "bad-options": ({ where }) => ({
    what: `The options at ${String(where)} cannot be read.`,
    safe: "No file was written.",
    todo: "Correct them and try again.",
  }),
  "keys-unreadable": {
    what: "The file of released keys cannot be read.",
    safe: notOpened,
    todo: "Tell your teacher that keys.json is damaged.",
  },
  "unknown-exercise": ({ unknown }) => ({
    what: `There is no exercise named ${String(unknown)}.`,
    safe: "No key was released.",
    todo: "Check the names of the exercises.",
  }),
};

const backupFailures: Record<BackupFailure["failure"], Sentence> = {
  "backup-unreadable": {
    what: "This file is not a backup of Atelier, or it is damaged.",
    safe: "Nothing has been changed.",
    todo: "Choose a file named atelier-backup-….zip, or copy it again from where you keep it.",
  },
  "backup-too-new": {
    what: "This backup was made by a newer Atelier than this one.",
    safe: "Nothing has been changed.",
    todo: "Load the page again to get the current Atelier, then restore it.",
  },
};

const shellFailures = {
  unreachable: ({ host }: Details) => ({
    what: `${named(host)} does not answer. You may be offline, or it may not allow this page to ask it.`,
    safe: workIsSafe,
    todo: "Check the connection, then try again. A notebook that opens in a tab of its own can be saved from there and opened as a file.",
  }),
  "not-found": ({ host, status }: Details) => ({
    what: `${named(host)} does not have this file (error ${String(status)}).`,
    safe: workIsSafe,
    todo: "Check the address, or ask whoever gave it to you.",
  }),
  "course-invalid": ({ url, where, line }: Details) => ({
    what: `The file of the course cannot be read${at(where, line)}: ${String(url)}`,
    safe: workIsSafe,
    todo: "Tell your teacher that this file is damaged or made for another version.",
  }),
  "no-such-course": {
    what: "There is no such course on this site.",
    safe: nothingLost,
    todo: "Choose one from the list of courses.",
  },
  "no-such-notebook": {
    what: "There is no such notebook here.",
    safe: "Other notebooks are where they were.",
    todo: "Choose one from the list.",
  },
  "address-refused": ({ address }: Details) => ({
    what: `Atelier does not open this address: ${String(address)}`,
    safe: "Nothing was opened or sent.",
    todo: "Addresses of notebooks start with https://. Links start with https://, http:// or mailto:.",
  }),
  "pieces-missing": {
    what: "A part of Atelier is missing on this site.",
    safe: workIsSafe,
    todo: "Load the page again. If that does not help, tell whoever runs the site.",
  },
  "pieces-damaged": ({ piece }: Details) => ({
    what: `A part of Atelier arrived damaged (${String(piece)}) and was not used.`,
    safe: workIsSafe,
    todo: "Load the page again. If that does not help, tell whoever runs the site.",
  }),
  "storage-refused": {
    what: "The browser does not let this page keep anything, so changes are not saved.",
    safe: "What you see stays here until you close the page.",
    todo: "Download your notebook before you leave. Private windows often keep nothing.",
  },
  "storage-full": {
    what: "The browser's storage is full, so the latest changes are not saved.",
    safe: "What you see stays here until you close the page.",
    todo: "Download your notebook now, then free some disk space.",
  },
  "read-only": {
    what: "This notebook is edited in another tab, so nothing can be changed here.",
    safe: "The other tab keeps what is typed there.",
    todo: "Go on in the other tab, or take over here.",
  },
  "file-refused": ({ name }: Details) => ({
    what: `The browser could not write the file “${String(name)}”.`,
    safe: workIsSafe,
    todo: "Choose the file again, or another one.",
  }),
  "browser-lacks": ({ feature }: Details) => ({
    what: `This browser cannot run notebooks: it lacks ${String(feature)}.`,
    safe: nothingLost,
    todo: "Use a current Firefox, Chrome, Edge or Safari.",
  }),
  "frame-lost": {
    what: "The notebook area stopped answering.",
    safe: workIsSafe,
    todo: "It has been started again. Run the cells when you are ready.",
  },
  "frame-keeps-failing": {
    what: "The notebook area keeps stopping, probably because of something a cell shows.",
    safe: workIsSafe,
    todo: "Start again, and change the cell before you run it.",
  },
  "python-failed": {
    what: "Python could not start.",
    safe: workIsSafe,
    todo: "Start again. If that does not help, close other tabs to free memory.",
  },
  "file-too-large": ({ name, bytes, limit }: Details) => ({
    what: `“${String(name)}” is ${size(bytes)}; a notebook may save files up to ${size(limit)}.`,
    safe: workIsSafe,
    todo: "Save less at once.",
  }),
  "not-a-notebook-file": ({ name }: Details) => ({
    what: `“${String(name)}” is not a notebook that Atelier can open.`,
    safe: "The notebook that is open has not been changed.",
    todo: "Choose a .py file of at most 5 MB.",
  }),
  "cell-locked": {
    what: "This cell is part of the marking and cannot be changed.",
    safe: "The notebook is as it was.",
    todo: "Write your code in a cell of your own.",
  },
  "no-such-cell": {
    what: "The cell is no longer there.",
    safe: "The rest of the notebook is as it was.",
    todo: "Use Undo if you want it back.",
  },
  "cell-exists": {
    what: "The cell could not be added.",
    safe: "The notebook is as it was.",
    todo: "Add it again.",
  },
  "bad-cell-name": ({ name }: Details) => ({
    what: `“${String(name)}” cannot be the name of a cell.`,
    safe: "The cell has kept its name.",
    todo: "Use letters, digits and underscores, and start with a letter.",
  }),
  "clipboard-refused": {
    what: "The browser did not allow copying.",
    safe: nothingLost,
    todo: "Select the text and copy it with the keyboard.",
  },
  "package-refused": ({ host }: Details) => ({
    what: `The notebook wanted a package from ${named(host)}, which is no package host.`,
    safe: "Nothing was fetched.",
    todo: "Ask your teacher to list a package from PyPI.",
  }),
  "package-damaged": ({ name }: Details) => ({
    what: `The package file “${String(name)}” is not the one that was expected, and was not used.`,
    safe: workIsSafe,
    todo: "Run the notebook again. If that does not help, tell your teacher.",
  }),
} satisfies Record<string, Sentence>;

export type ShellFailureCode = keyof typeof shellFailures;

const sentences: Readonly<Record<FailureCode | ShellFailureCode, Sentence>> = {
  ...notebookFailures,
  ...solutionFailures,
  ...backupFailures,
  ...shellFailures,
};

/** The words for a failure; its other fields fill in names, hosts and sizes. */
export function failureWords(
  failure: { readonly failure: FailureCode | ShellFailureCode } & Details,
): FailureWords {
  const sentence = sentences[failure.failure];
  return typeof sentence === "function" ? sentence(failure) : sentence;
}

function named(host: unknown): string {
  return typeof host === "string" && host !== "" ? host : "The server";
}

/** " at “notebooks.0.id” (line 7)", as far as it is known. */
function at(where: unknown, line: unknown): string {
  const key = typeof where === "string" && where !== "" ? ` at “${where}”` : "";
  return typeof line === "number" ? `${key} (line ${line})` : key;
}
