/** What a student reads about a course: assignments, signing in, submitting, receipts, grades, what has happened. */
import type { Activity } from "../core/course/activity.ts";
import type { Proof } from "../core/submission/records.ts";
import type { WorkState } from "../core/submission/work-state.ts";
import { size } from "./sizes.ts";

export const courseWords = {
  assignments: "Assignments",
  loading: "Reading what is kept here…",
  none: "There are no assignments yet.",
  noneSignedOut: "Sign in to see the assignments of this course.",
  noneFound: (text: string) => `No assignment matches “${text}”.`,
  showAll: "Show all",
  columns: {
    name: "Assignment",
    due: "Due",
    state: "Status",
    checks: "Checks",
    grade: "Grade",
    actions: "Actions",
  },
  states: {
    "not-started": "Not started",
    downloaded: "Downloaded",
    "in-progress": "In progress",
    submitted: "Submitted",
    modified: "Modified since submission",
    graded: "Graded",
  } satisfies Record<WorkState, string>,
  waiting: "Waiting to be sent",
  sending: "Sending…",
  refused: "Not submitted",
  noDate: "No due date",
  late: "late",
  closed: "closed",
  opens: "opens ",
  checks: (passed: number, all: number) => `${passed}/${all} passed`,
  stale: "stale",
  notValidated: "not validated",
  noGrade: "not graded",
  news: "new",
  draftThere: "a draft is there",
  elsewhere: "from another device",
  open: "Open",
  continue: "Continue",
  validate: "Validate",
  submit: "Submit",
  feedback: "Feedback",
  receipt: "Receipt",
  download: "Download",
  reset: "Reset",
  resetTitle: (name: string) => `Reset “${name}” to the handed-out version?`,
  resetText: "What you have written stays in the notebook's history, and can be restored from there.",
  more: (name: string) => `More about ${name}`,
  busy: {
    downloading: "Downloading…",
    packing: "Packing…",
    resetting: "Resetting…",
  },
  cancel: "Cancel",
  close: "Close",
  retry: "Try again",
  dismiss: "Dismiss",
  search: "Find an assignment",
  sortBy: "Sort by",
  sorts: { due: "Due date", name: "Name", state: "Status" },
  filter: "Show",
  filters: { all: "All", open: "To do", submitted: "Submitted", graded: "Graded" },
  calendar: "Due dates as calendar file",
  log: "Activity log",
  refresh: "Refresh",
  refreshing: "Asking the server…",
  fresh: (ago: string) => `From the server ${ago}.`,
  neverFresh: "The server has not been asked yet.",
  offline: "You are offline: this is what is known here.",
  noServer:
    "This course takes no submissions from here: download your work, and submit it as your teacher says.",
  framed: "This page stands inside another one, so nothing can be signed in to, submitted or erased here.",
  ownTab: "Open it in its own tab",
} as const;

export const signInWords = {
  title: "Sign in",
  to: (host: string) => `Work is sent to ${host}, and only there.`,
  in: (name: string, host: string) => `Signed in as ${name} at ${host}`,
  out: "Sign out",
  busy: "Signing in…",
  remember: "Remember me on this device",
  rememberHint:
    "The token is kept encrypted in this browser, with a key that no page can read out. It protects against copies of this browser's files, not against somebody who uses this browser: leave it off on a shared computer.",
  sessionHint: "Without it you stay signed in until this tab is closed.",
  cannotRemember:
    "This page came over plain http, so you stay signed in only until it is closed or loaded again.",
  changedTitle: "This course sends work to another server now",
  changed: (before: string, now: string) =>
    `Until now it was ${before}. Now the course's file says ${now}. You are signed out. If you do not expect this, ask your teacher before you go on.`,
  accept: (now: string) => `Use ${now}`,
  ways: {
    token: "I have a token",
    register: "I have an enrolment code",
    name: "The server asks only for a name",
    password: "With my Moodle password",
    link: "My school uses single sign-on",
  },
  waysLabel: "How do you sign in?",
  token: "Token",
  tokenHint: "It looks like name:0a1b2c… and is given by your teacher.",
  user: "User name",
  userHint: "Letters, digits, dots, hyphens and underscores.",
  code: "Enrolment code",
  password: "Password",
  passwordHint: (host: string) => `Name and password go to ${host} and are not kept.`,
  rights: "The token that Moodle gives can do what Moodle's app can do in your name.",
  linkSteps: [
    "Open your school's sign-in page with the button below, and sign in there.",
    "Moodle then says that your registration has been confirmed. That only means that you are signed in.",
    "Copy the link “Click here if the app does not open automatically”: right click or long press, then copy the link.",
    "Paste it here.",
  ],
  moodleCourse: "Moodle course",
  allMoodleCourses: "All my courses",
  openLink: "Open the sign-in page",
  link: "The copied link",
  returnHint: "At some schools the browser can come back by itself, without copying.",
  returnButton: "Let this browser come back by itself",
  returnAsked: "The browser asks you whether it may. Then open the sign-in page.",
  returnRefused: "This browser cannot: copy the link instead.",
  back: {
    title: "Signing in",
    working: "Going back to the page that you came from…",
    done: "You are signed in on the page that you came from. This tab can be closed.",
    nothing: "There is nothing here: this page is only opened by a school's sign-in.",
    nobody: "The page that you came from does not answer. Copy the link, and paste it there.",
    copy: "Copy the link",
    copied: "Copied. Paste it on the page that you came from.",
    notCopied: "It could not be copied. Open the sign-in page again, and copy the link there.",
  },
  submit: "Sign in",
  register: "Register and sign in",
} as const;

export const submitWords = {
  title: (name: string) => `Submit ${name}`,
  preparing: "Preparing…",
  file: "File",
  fileWords: (name: string, bytes: number) => `${name}, ${size(bytes)}`,
  digest: "Digest",
  digestHint: "The same text always has the same digest.",
  checks: "Checks",
  checksPass: (passed: number, all: number, ago: string) =>
    `${passed} of ${all} visible checks pass, validated ${ago}`,
  checksStale: "The checks were validated before your last change.",
  checksNever: "The notebook has not been validated.",
  checksFail: "Some checks do not pass. You can submit all the same.",
  validateFirst: "Validate first",
  as: "As",
  asWords: (name: string, user: string, host: string) =>
    name === user ? `${user}, at ${host}` : `${name} (${user}), at ${host}`,
  due: "Due",
  inTime: (date: string) => `in time: ${date}`,
  isLate: (date: string) => `late: it was due ${date}`,
  noDate: "there is no due date",
  before: "Before",
  first: "You have not submitted yet.",
  replaces: (date: string) => `It replaces what you submitted ${date}.`,
  replacesSome: "It replaces what you submitted before.",
  same: "The server has this very text already. Nothing needs to be sent.",
  lateAgain: "You have submitted in time already. A late submission may count less: submit it all the same",
  next: "Next",
  nextFinal: "It is sent at once, and your teacher sees it.",
  nextOffline: "You are offline. It is kept here and sent as soon as this page is open with a network.",
  draftLabel: "What it is",
  draft: "A draft, which I can still change",
  final: "My final version",
  statementLabel: "Statement",
  agree: "I agree",
  submit: "Submit",
  signInFirst: "Sign in first. Your work is kept.",
  sending: "Sending, then asking the server what it has…",
  done: (host: string) => `Submitted: ${host} has your work.`,
  doneDraft: (host: string) => `${host} has your draft. It counts once you submit the final version.`,
  duplicate: (host: string) => `${host} has this very work already. Nothing was sent.`,
  queued: "Not sent yet. It is kept here and tried again by itself while a page of this site is open.",
  unsure:
    "It was sent, and no answer came, so it may have arrived. The server is asked again before anything is sent twice.",
  refused: "Not submitted.",
  sendNow: "Send now",
  cancelSending: "Do not send it",
  queueTitle: "On the way",
  queueItem: (name: string, date: string) => `${name}, queued ${date}`,
  tries: (tries: number) => (tries === 1 ? "tried once" : `tried ${tries} times`),
} as const;

export const receiptWords = {
  title: (name: string) => `Receipt for ${name}`,
  heading: "Receipt",
  course: "Course",
  assignment: "Assignment",
  server: "Server",
  user: "Submitted by",
  file: "File",
  digest: "Digest (SHA-256)",
  at: "Received",
  atServer: (date: string, host: string) => `${date}, by the clock of ${host}`,
  atDevice: (date: string) => `${date}, by this device's clock: the server tells no time`,
  seen: "Read back",
  kind: "As",
  finalWord: "final version",
  draftWord: "draft",
  proof: "How it is known",
  proofs: {
    content: "The server has a file of this very content.",
    "name-and-size": "The server has a file of this name and size.",
    word: "The server says that it has a submission; it tells no more.",
  } satisfies Record<Proof, string>,
  duplicate: "The server had it already, so nothing was sent.",
  download: "Download receipt",
  print: "Print",
} as const;

export const gradeWords = {
  title: (name: string) => `Feedback on ${name}`,
  grade: "Grade",
  none: "There is no grade yet.",
  noText: "There is no text.",
  text: "Feedback",
  files: "Files",
  get: (name: string) => `Download ${name}`,
  at: (date: string) => `Graded ${date}`,
} as const;

export const logWords = {
  title: "Activity log",
  empty: "Nothing has happened yet.",
  noneFound: "Nothing matches.",
  search: "Search",
  export: "Download as text",
  columns: { at: "Time", assignment: "Assignment", what: "What" },
  wholeCourse: "—",
} as const;

/** One line of the log; `failure` says what went wrong in one sentence, `time` writes a moment. */
export function happeningWords(
  { what }: Activity,
  failure: (failure: Extract<Activity["what"], { failure: unknown }>["failure"]) => string,
  time: (at: number) => string,
): string {
  switch (what.kind) {
    case "downloaded":
      return `Downloaded (${size(what.bytes)}).`;
    case "changed-upstream":
      return "The handed-out notebook has changed, and was downloaded again.";
    case "validated":
      return what.all === 0
        ? "Validated: no checks."
        : `Validated: ${what.passed} of ${what.all} checks pass.`;
    case "queued":
      return `Submission of ${what.filename} (${size(what.bytes)}, ${shortDigest(what.digest)}) put into the outbox.`;
    case "cancelled":
      return "Taken out of the outbox.";
    case "tried":
      return `${triedWords[what.outcome]} ${failure(what.failure)}`;
    case "submitted": {
      const when = what.at === null ? "" : ` The server received it ${time(what.at)}.`;
      if (what.duplicate) return `The server had this very work already.${when}`;
      return `${what.final ? "Submitted" : "Saved as a draft"}, and read back.${when}`;
    }
    case "graded":
      return `Graded: ${what.grade}.`;
    case "signed-in":
      return `Signed in as ${what.user} at ${what.host}.`;
    case "signed-out":
      return `Signed out of ${what.host}.`;
    case "failed":
      return failure(what.failure);
    default:
      return what satisfies never;
  }
}

const triedWords = {
  unsent: "Not sent.",
  unsure: "Sent, without an answer.",
  refused: "Not submitted.",
} as const;

/** Enough of a digest to compare by eye. */
export function shortDigest(digest: string): string {
  return digest.replace(/^sha256-/, "").slice(0, 8);
}
