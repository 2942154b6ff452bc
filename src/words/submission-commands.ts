/** What the commands say that submit work from a terminal: `workshop moodle …` and `workshop https …`. */
import type { Delivered } from "../core/submission/deliver.ts";
import { plainText } from "../core/submission/plain-text.ts";
import type {
  RemoteAssignment,
  RemoteFile,
  RemoteGrade,
  TransportConfig,
} from "../core/submission/transport.ts";
import { exactDate } from "./dates.ts";
import { size } from "./sizes.ts";

/** Of a submission, sent or about to be. */
interface Sent {
  readonly assignment: string;
  readonly host: string;
  readonly user: string;
  readonly filename: string;
  readonly bytes: number;
  readonly digest: string;
  readonly final: boolean;
}

/** Milliseconds since 1970 in the time zone of this machine, which is named: receipts are shown elsewhere, too. */
export function printTime(at: number): string {
  return exactDate(at);
}

const proofs = {
  content: "The server was asked, and has this very file.",
  "name-and-size": "The server was asked, and has a file of this name and size.",
  word: "The server was asked, and says so.",
} as const;

export const submissionWords = {
  noServer: (kind: TransportConfig["kind"]) =>
    `Nothing says which server: give its address with --url, or [${kind}] url = "…" in course.toml or mograder.toml.`,
  severalServers: (urls: readonly string[]) =>
    `You are signed in to several servers: ${urls.join(", ")}. Say which one with --url.`,
  badAddress: (url: string) =>
    `"${url}" is no address of a server: it must begin with https://, and hold no name, password or query.`,
  /** Variables of the environment. */
  ambientToken: (token: string, address: string, url: string) =>
    `The token in ${token} is not sent to ${url}, for neither --url nor ${address} names that server: give the address with --url, or log in.`,
  notSignedIn: (host: string, command: string) => `You are not signed in to ${host}: run ${command} first.`,
  signedIn: (name: string, host: string) => `Signed in to ${host} as ${name}.`,
  noAnswer: "Nothing was typed, so nothing was done.",
  noFile: "There is no such file.",
  isFolder: "This is a folder: submit the notebook in it, a .py file.",
  isEmpty: "This file is empty, so there is nothing to submit: save your work in it first.",
  ambiguous: (name: string, candidates: readonly string[]) =>
    `"${name}" fits several: ${candidates.join(", ")}. Write one of them in full, or its number.`,
  unknown: (name: string, known: readonly string[]) =>
    known.length === 0
      ? `There is no "${name}": nothing is there at all.`
      : `There is no "${name}"; there is ${known.join(", ")}.`,
  noFiles: (assignment: string) => `The assignment "${assignment}" hands out no files.`,
  badFileName: (name: string) =>
    `The server names a file ${JSON.stringify(name)}, which cannot be saved here: tell your teacher.`,
  fileIsThere:
    "This file is there already and is another one, so nothing was saved: choose another folder with -o.",
  fetched: (file: string, change: "new" | "same") =>
    change === "new" ? `wrote ${file}` : `${file} is there already and is the same`,
  list: (assignments: readonly RemoteAssignment[]) =>
    assignments.length === 0 ? "This course has no assignments." : assignments.map(listed).join("\n"),
  noDrafts: (assignment: string) =>
    `The assignment "${assignment}" has no drafts: what is sent is submitted at once. Leave the option out.`,
  agree: (statement: string) =>
    `This assignment asks you to agree to a statement; add --agree if you do:\n\n${plainText(statement)}`,
  late: (due: string) => `This is late by this machine's clock: it was due on ${due}.`,
  wouldSend: (sent: Sent) => `Would send ${described(sent)}. Nothing was sent.`,
  receipt: (sent: Sent, { at, proof, duplicate }: Extract<Delivered, { kind: "stored" }>) =>
    [
      receiptLine(sent, duplicate),
      `  time     ${at === null ? "the server does not say" : `${printTime(at)} by the server's clock`}`,
      `  content  ${sent.digest}`,
      proofs[proof],
    ].join("\n"),
  notGraded: (assignment: string) => `"${assignment}" has no grade and no feedback yet.`,
  grade: ({ text, at }: RemoteGrade, feedback: string, files: readonly RemoteFile[]) =>
    [
      `${text === "" ? "No grade yet" : `Grade: ${text}`}${at === null ? "" : ` (${printTime(at)})`}`,
      ...(feedback === "" ? [] : ["", feedback]),
      ...(files.length === 0
        ? []
        : ["", `Files, saved with -o FOLDER: ${files.map(({ name }) => name).join(", ")}`]),
    ].join("\n"),
} as const;

function listed({ id, name, due, files }: RemoteAssignment): string {
  const when = due === null ? "no due date" : `due ${printTime(due)}`;
  const handedOut = files.length === 0 ? "no files" : files.map((file) => file.name).join(", ");
  return `${name === id ? name : `${name} (${id})`}: ${when}; ${handedOut}`;
}

function described({ filename, bytes, assignment, host, user, final }: Sent): string {
  return `${filename} (${size(bytes)}) to "${assignment}" at ${host} as ${user}${final ? "" : ", as a draft"}`;
}

function receiptLine(sent: Sent, duplicate: boolean): string {
  if (duplicate) return `Nothing was sent, for it is there already: ${described(sent)}.`;
  return `${sent.final ? "Submitted" : "Left"} ${described(sent)}.`;
}
