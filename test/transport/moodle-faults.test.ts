/** Submitting to Moodle over a bad network: in every fault exactly one submission, or a clear failure and the old one. */
import { describe, expect, test } from "vitest";
import type { FaultKind, Step } from "../support/moodle/faults.ts";
import { aFile, aSubmission } from "../support/moodle/state.ts";
import { aWork, openMoodle } from "./support/moodle.ts";

const old = { "/hw1.py": "old", "/notes.txt": "mine" };
const renewed = { "/hw1.py": "x = 1\n", "/notes.txt": "mine" };

/** With drafts or without, and with an older submission of two files that may still be changed. */
async function open(submissiondrafts: boolean) {
  const opened = await openMoodle({ submissiondrafts });
  const files = [aFile("hw1.py", "old"), aFile("notes.txt", "mine")];
  opened.moodle.state.submissions.push(
    aSubmission({ status: submissiondrafts ? "draft" : "submitted", files }),
  );
  return opened;
}

const steps: [Step, number][] = [
  ["assignments", 1],
  ["status", 0],
  ["status", 1],
  ["status", 2],
  ["file", 0],
  ["file", 1],
  ["upload", 0],
  ["upload", 1],
  ["save", 0],
];
const stepsOfDrafts: typeof steps = [
  ["save", 0],
  ["finalize", 0],
  ["status", 2],
];
const kinds: FaultKind[] = ["reset", "lost", "error-500", "html", "slow", "expired"];
const faults = (all: typeof steps) =>
  all.flatMap(([step, after]) => kinds.map((kind) => [step, after, kind] as const));

describe.each([
  { drafts: false, had: "submission", all: steps, end: { saves: 1 } },
  { drafts: true, had: "draft", all: stepsOfDrafts, end: { finals: 1 } },
] as const)("drafts: $drafts", ({ drafts, had, all, end }) => {
  test.each(faults(all))("%s (%i before): %s", async (step, after, kind) => {
    const { moodle, access, deliver, stored } = await open(drafts);
    const work = await aWork("x = 1\n");
    moodle.fault(step, kind, { after });
    const first = await deliver(work);
    expect([old, renewed]).toContainEqual(stored());
    if (first.kind !== "stored") {
      expect(first.failure.failure).toBe(named[kind]);
      moodle.state.tokens.set(access.token, 3);
      expect(await deliver(work, { had })).toMatchObject({ kind: "stored", proof: "content" });
    }
    expect(moodle.requests.some(({ fault }) => fault === kind)).toBe(true);
    expect(stored()).toEqual(renewed);
    expect(moodle.state.submissions).toHaveLength(1);
    expect(moodle.state.submissions[0]).toMatchObject({ status: "submitted", ...end });
  });
});

const named: Readonly<Record<FaultKind, string>> = {
  reset: "unreachable",
  lost: "unreachable",
  "error-500": "server-broken",
  html: "server-broken",
  slow: "never",
  expired: "signed-out",
};

test("a server that is gone is named, and what was there is as it was", async () => {
  const { moodle, deliver, transport, access, signal, listed, stored } = await open(false);
  const assignment = await listed();
  await moodle.close();
  const answer = await transport.submit(access, assignment, await aWork("x = 1\n"), signal);
  expect(answer).toEqual({ failure: "unreachable", host: transport.host });
  await expect(deliver(await aWork("x = 1\n"))).rejects.toThrow("no assignment");
  expect(stored()).toEqual(old);
});

test("a submission that nobody wants any more stops where it is", async () => {
  const { moodle, transport, access, listed, stored } = await open(false);
  const assignment = await listed();
  const aborter = new AbortController();
  moodle.fault("upload", "slow");
  const sending = transport.submit(access, assignment, await aWork("x = 1\n"), aborter.signal);
  await expect.poll(() => moodle.state.drafts.size).toBe(1);
  aborter.abort();
  expect(await sending).toEqual({ failure: "interrupted" });
  expect(stored()).toEqual(old);
});

test("a submission that closes between the look and the save is refused in Moodle's words", async () => {
  const { moodle, assignment, transport, access, listed, stored, signal } = await open(false);
  const remote = await listed();
  moodle.fault("upload", "slow");
  const sending = transport.submit(access, remote, await aWork("x = 1\n"), signal);
  await expect.poll(() => moodle.state.drafts.size).toBe(1);
  assignment.locked.push(3);
  expect(await sending).toEqual({
    failure: "server-refused",
    host: transport.host,
    status: 200,
    message: "The due date for this assignment has now passed",
  });
  expect(stored()).toEqual(old);
});

test("a draft that Moodle will not take as final is said to be one still", async () => {
  const { moodle, assignment, transport, access, listed, signal } = await open(true);
  const remote = await listed();
  moodle.fault("save", "slow");
  const sending = transport.submit(access, remote, await aWork("x = 1\n"), signal);
  await expect.poll(() => moodle.state.submissions[0]?.saves).toBe(1);
  assignment.requiresubmissionstatement = true;
  expect(await sending).toEqual({ failure: "left-as-draft", host: transport.host });
  expect(moodle.state.submissions[0]).toMatchObject({ status: "draft", finals: 0 });
});
