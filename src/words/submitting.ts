/** What a student reads about submitting: what will be sent, what waits, what has arrived. */
import type { Caution } from "../core/submission/cautions.ts";
import type { Proof } from "../core/submission/records.ts";
import { size } from "./sizes.ts";

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
  same: "The server has this very text already.",
  others: (names: readonly string[]) =>
    `${names.join(", ")} ${names.length === 1 ? "has" : "have"} submitted this assignment from this device: make sure that this is your own work.`,
  untouched: "This is the notebook as it was handed out: nothing in it has been changed on this device.",
  cautions: {
    "late-after-in-time":
      "You have submitted in time already. A late submission may count less: submit it all the same",
    "late-after-some":
      "You have submitted already, perhaps in time. A late submission may count less: submit it all the same",
    "untouched-after-some": "Replace what I have submitted by the notebook as it was handed out",
  } satisfies Record<Caution, string>,
  next: "Next",
  nextSame: "There is nothing to send.",
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

/** Enough of a digest to compare by eye. */
export function shortDigest(digest: string): string {
  return digest.replace(/^sha256-/, "").slice(0, 8);
}
