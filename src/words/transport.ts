/** What is said when a course's server does not do what was asked. Codes come in, words go out. */
import type { TransportFailure } from "../core/submission/failure.ts";
import type { Details, FailureWords } from "./failures.ts";
import { size } from "./sizes.ts";

/** Writes milliseconds since 1970 as people read them. */
export type PrintTime = (at: number) => string;
type Sentence = FailureWords | ((details: Details, time: PrintTime) => FailureWords);

/** What is safe, of most failures. */
export const notSent = "Nothing was submitted. Your work is kept here.";
export const notSignedIn = "Nothing was sent. Your work is kept here.";
export const workIsKept = "Your work is kept here.";

const sentences: Record<TransportFailure["failure"], Sentence> = {
  unreachable: ({ host }) => ({
    what: `${named(host)} does not answer. You may be offline, or it may not allow this page to ask it.`,
    safe: workIsKept,
    todo: "Check the connection, then try again.",
  }),
  "mixed-content": ({ host }) => ({
    what: `${named(host)} speaks plain http, and browsers let a page from https ask no such server.`,
    safe: workIsKept,
    todo: "Ask your teacher for the server's https address.",
  }),
  "server-broken": ({ host, status }) => ({
    what: `${named(host)} did not answer as a course's server does (status ${String(status)}).`,
    safe: workIsKept,
    todo: "Try again in a while. If it stays so, tell your teacher.",
  }),
  "server-refused": ({ host, status, message }) => ({
    what: `${named(host)} refused (status ${String(status)}): ${sentence(String(message))}`,
    safe: workIsKept,
    todo: "If that tells you nothing, show it to your teacher.",
  }),
  redirected: ({ host }) => ({
    what: `${named(host)} sends on to another address, and nothing of yours is sent there.`,
    safe: workIsKept,
    todo: "Ask your teacher for the address that the course's server has now.",
  }),
  "no-such-assignment": ({ assignment }) => ({
    what: `The server has no assignment “${String(assignment)}”.`,
    safe: notSent,
    todo: "Refresh the list of assignments, or ask your teacher.",
  }),
  "no-such-file": ({ name }) => ({
    what: `The server has no file “${String(name)}”.`,
    safe: workIsKept,
    todo: "Refresh the list of assignments, or ask your teacher.",
  }),
  "unaskable-name": ({ name }) => ({
    what: `The server has no file “${String(name)}”, or cannot be asked for it: mograder's own server reads no spaces and no accents in addresses.`,
    safe: workIsKept,
    todo: "Ask your teacher to name files and assignments with letters, digits, dots, hyphens and underscores.",
  }),
  "download-too-large": ({ name, limit }) => ({
    what: `“${String(name)}” is larger than ${size(limit)}, which is the most that is fetched.`,
    safe: workIsKept,
    todo: "Ask your teacher for a smaller file.",
  }),
  interrupted: { what: "This was interrupted.", safe: workIsKept, todo: "Try again when you like." },
  "signed-out": ({ host }) => ({
    what: `${named(host)} does not know your token, or it has expired.`,
    safe: notSignedIn,
    todo: "Sign in again.",
  }),
  "other-account": ({ host, user }) => ({
    what: `This submission is ${String(user)}'s, and ${String(user)} is not signed in to ${named(host)} here.`,
    safe: workIsKept,
    todo: `It goes out when ${String(user)} signs in.`,
  }),
  forbidden: ({ host }) => ({
    what: `${named(host)} does not allow you this.`,
    safe: workIsKept,
    todo: "Check that you are signed in under your own name, or ask your teacher.",
  }),
  "bad-token": {
    what: "This is no token of this server.",
    safe: notSignedIn,
    todo: "Copy the whole token or link again, and paste it.",
  },
  "other-sign-in": ({ host }) => ({
    what: `This link does not belong to this try to sign in to ${named(host)}.`,
    safe: notSignedIn,
    todo: "Open the sign-in page again from here, and copy the new link.",
  }),
  "wrong-password": ({ host }) => ({
    what: `${named(host)} does not accept this name with this password.`,
    safe: notSignedIn,
    todo: "Type both again. Schools with single sign-on have no password here: use the other way.",
  }),
  "wrong-code": ({ host }) => ({
    what: `${named(host)} does not accept this enrolment code.`,
    safe: notSignedIn,
    todo: "Ask your teacher for the code of this course.",
  }),
  "registration-off": ({ host }) => ({
    what: `Nobody can register at ${named(host)}.`,
    safe: notSignedIn,
    todo: "Ask your teacher for a token, and paste it.",
  }),
  "pages-refused": ({ host }) => ({
    what: `${named(host)} answers, but lets nobody sign in from a page of another site.`,
    safe: notSignedIn,
    todo: "Submit as your teacher says: Download saves your work as a file. Tell your teacher.",
  }),
  "name-taken": ({ name }) => ({
    what: `The name “${String(name)}” is taken.`,
    safe: notSignedIn,
    todo: "If it is yours, paste the token that you got then; otherwise choose another name.",
  }),
  "bad-user-name": ({ name }) => ({
    what: `“${String(name)}” cannot be a user name.`,
    safe: notSignedIn,
    todo: "Use letters, digits, dots, hyphens and underscores.",
  }),
  "too-many-tries": ({ host, seconds }) => ({
    what: `${named(host)} has had too many tries from here.`,
    safe: notSignedIn,
    todo: typeof seconds === "number" ? `Try again in ${seconds} seconds.` : "Try again in a minute.",
  }),
  "not-moodle": ({ host }) => ({
    what: `There is no Moodle at ${named(host)}, or it does not let pages ask it.`,
    safe: notSignedIn,
    todo: "Check the address: it is the one that you see when you use Moodle.",
  }),
  "services-off": ({ host }) => ({
    what: `${named(host)} has its services for apps switched off.`,
    safe: notSignedIn,
    todo: "Submit on Moodle's own page: Download saves your work as a file. Tell your teacher.",
  }),
  maintenance: ({ host }) => ({
    what: `${named(host)} is closed for maintenance.`,
    safe: workIsKept,
    todo: "Try again later.",
  }),
  "policy-not-agreed": ({ host }) => ({
    what: `${named(host)} wants you to agree to its policies first.`,
    safe: workIsKept,
    todo: "Open Moodle in your browser, agree there, then try again.",
  }),
  "password-change-needed": ({ host }) => ({
    what: `${named(host)} wants you to choose a new password first.`,
    safe: workIsKept,
    todo: "Open Moodle in your browser, change it there, then try again.",
  }),
  "no-such-course": ({ course }) => ({
    what: `You are in no course “${String(course)}” there.`,
    safe: workIsKept,
    todo: "Choose another course, or ask your teacher to enrol you.",
  }),
  closed: ({ at }, time) => ({
    what:
      typeof at === "number" ? `Submitting ended on ${time(at)}.` : "Nothing can be submitted here any more.",
    safe: notSent,
    todo: "Ask your teacher for more time. Download saves your work as a file.",
  }),
  "not-open-yet": ({ at }, time) => ({
    what: typeof at === "number" ? `Submitting begins on ${time(at)}.` : "Nothing can be submitted here yet.",
    safe: notSent,
    todo: "Submit then. Your work stays here until you do.",
  }),
  "submission-locked": {
    what: "Your teacher has locked your submission.",
    safe: notSent,
    todo: "Ask your teacher to unlock it.",
  },
  "takes-no-files": {
    what: "This assignment takes no files.",
    safe: notSent,
    todo: "Submit on the course's own page, as your teacher says.",
  },
  "team-submission": {
    what: "This assignment is submitted by a team, which cannot be done from here.",
    safe: notSent,
    todo: "Download your work as a file, and submit it on Moodle's own page.",
  },
  "submission-too-large": ({ bytes, limit }) => ({
    what: `The file is ${size(bytes)}, and this assignment allows ${size(limit)}.`,
    safe: notSent,
    todo: "Take out large texts or images, or ask your teacher.",
  }),
  "file-type-refused": ({ name, types }) => ({
    what: `This assignment does not take “${String(name)}”, only ${list(types)}.`,
    safe: notSent,
    todo: "Tell your teacher: the assignment must allow .py files.",
  }),
  "statement-needed": {
    what: "This assignment asks you to agree to a statement first.",
    safe: notSent,
    todo: "Read it, tick it, and submit again.",
  },
  "already-final": {
    what: "You have submitted the final version already.",
    safe: "What you submitted is as it was. Your work is kept here.",
    todo: "Ask your teacher to turn it back into a draft, then submit again.",
  },
  "would-lose-files": ({ names }) => ({
    what: `Submitting from here would delete other files that you have submitted: ${list(names)}.`,
    safe: "Nothing was sent, and what you submitted is as it was.",
    todo: "Delete those files on the course's own page, or submit there: Download saves your work as a file.",
  }),
  "left-as-draft": ({ host }) => ({
    what: `${named(host)} has the file, but only as a draft.`,
    safe: "The draft is kept there, and your work here.",
    todo: "Submit again, or submit the draft on the server's own page.",
  }),
  "not-stored": ({ host }) => ({
    what: `${named(host)} said yes, but does not have the file.`,
    safe: notSent,
    todo: "Submit again. If it stays so, download your work and tell your teacher.",
  }),
};

export function transportWords(failure: TransportFailure, time: PrintTime): FailureWords {
  const words = sentences[failure.failure];
  return typeof words === "function" ? words(failure, time) : words;
}

export function named(host: unknown): string {
  return typeof host === "string" && host !== "" ? host : "The server";
}

/** A server's words, of which ours are to follow. */
function sentence(words: string): string {
  return /[.!?…]["'”’)]*$/.test(words) ? words : `${words}.`;
}

function list(names: unknown): string {
  return Array.isArray(names) ? names.join(", ") : String(names);
}
