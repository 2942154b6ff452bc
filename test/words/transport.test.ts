/** What is said of a course's server, on the page and in a terminal. */
import { expect, test } from "vitest";
import type { TransportFailure } from "../../src/core/submission/failure.ts";
import { transportWords } from "../../src/words/transport.ts";
import { terminalWords } from "../../src/words/transport-terminal.ts";

const host = "moodle.example";
const time = () => "Friday";

test.each([
  ["No file data received", "No file data received."],
  ["Is that all?", "Is that all?"],
  ["Quota (of today) reached.", "Quota (of today) reached."],
  ['Say "please."', 'Say "please."'],
])("a server's words %j end before ours begin", (message, ended) => {
  const failure: TransportFailure = { failure: "server-refused", host, status: 400, message };
  expect(transportWords(failure, time).what).toBe(`moodle.example refused (status 400): ${ended}`);
});

const failures: readonly TransportFailure[] = [
  { failure: "unreachable", host },
  { failure: "server-broken", host, status: 500 },
  { failure: "server-refused", host, status: 400, message: "No" },
  { failure: "redirected", host },
  { failure: "no-such-assignment", assignment: "a" },
  { failure: "no-such-file", name: "a" },
  { failure: "signed-out", host },
  { failure: "bad-token" },
  { failure: "other-sign-in", host },
  { failure: "wrong-password", host },
  { failure: "wrong-code", host },
  { failure: "not-moodle", host },
  { failure: "services-off", host },
  { failure: "closed", at: 0 },
  { failure: "not-open-yet", at: 0 },
  { failure: "team-submission" },
  { failure: "statement-needed" },
  { failure: "already-final" },
  { failure: "would-lose-files", names: ["a"] },
  { failure: "left-as-draft", host },
  { failure: "not-stored", host },
];

test.each(failures)("a terminal does not speak of pages: $failure", (failure) => {
  const words = terminalWords(failure, time);
  expect(words).not.toMatch(/kept here|work here|stays here|this page|lets? (?:nobody|pages)|Download|tick/);
  expect(words).toMatch(/^[^ ].*[^ ]\.$/);
  expect(words).not.toContain("  ");
});

test("a terminal says that nothing was submitted where something should have been", () => {
  expect(terminalWords({ failure: "closed", at: 0 }, time)).toBe(
    "Submitting ended on Friday. Nothing was submitted. Ask your teacher for more time.",
  );
});
