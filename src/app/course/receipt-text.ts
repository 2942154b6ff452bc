/** A receipt as words: the same on the page and in the file that a student keeps. */
import type { Receipt } from "../../core/submission/records.ts";
import { exactDate } from "../../words/dates.ts";
import { size } from "../../words/sizes.ts";
import { receiptWords as words } from "../../words/submitting.ts";

export function receiptFacts(course: string, receipt: Receipt): readonly (readonly [string, string])[] {
  const { server, user, name, filename, bytes, digest, at, seenAt, proof, final, duplicate } = receipt;
  const { host } = new URL(server);
  return [
    [words.course, course],
    [words.assignment, receipt.assignment.name],
    [words.server, host],
    [words.user, name === user ? user : `${name} (${user})`],
    [words.file, `${filename}, ${size(bytes)}`],
    [words.digest, digest],
    [words.kind, final ? words.finalWord : words.draftWord],
    [words.at, at === null ? words.atDevice(exactDate(seenAt)) : words.atServer(exactDate(at), host)],
    [words.seen, exactDate(seenAt)],
    [words.proof, duplicate ? `${words.proofs[proof]} ${words.duplicate}` : words.proofs[proof]],
  ];
}

export function receiptText(course: string, receipt: Receipt): string {
  const lines = receiptFacts(course, receipt).map(([name, value]) => `${name}: ${value}`);
  return `${words.heading}\n\n${lines.join("\n")}\n`;
}
