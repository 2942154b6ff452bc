/** The transport for Moodle, and a Moodle of the test's own. */
import { onTestFinished } from "vitest";
import { digestOf } from "../../../src/core/digest.ts";
import { isFailure } from "../../../src/core/failure.ts";
import { deliver } from "../../../src/core/submission/deliver.ts";
import type { Before } from "../../../src/core/submission/records.ts";
import type { Access, Outgoing, RemoteAssignment } from "../../../src/core/submission/transport.ts";
import { createMoodleTransport } from "../../../src/transport/moodle/moodle-transport.ts";
import { type MoodleOptions, startMoodle } from "../../support/moodle/moodle.ts";
import { type Assignment, anAssignment } from "../../support/moodle/state.ts";

/** Saturday noon. Milliseconds since 1970. */
export const NOW = Date.UTC(2026, 10, 21, 12);

/** With one assignment that is as `own` says, and student1 signed in. */
export async function openMoodle(own: Partial<Assignment> = {}, options: MoodleOptions = {}) {
  const moodle = await startMoodle({ now: () => NOW, ...options });
  onTestFinished(moodle.close);
  const assignment = anAssignment(own);
  moodle.state.assignments.push(assignment);
  const token = "0123456789abcdef0123456789abcdef";
  moodle.state.tokens.set(token, 3);
  const access: Access = { token, user: "student1", name: "Stu Dent" };
  const transport = createMoodleTransport({ kind: "moodle", url: moodle.url, course: 2 }, () => NOW);
  const { signal } = new AbortController();

  async function listed(): Promise<RemoteAssignment> {
    const list = await transport.list(access, signal);
    const [first] = isFailure(list) ? [] : list;
    if (first === undefined) throw new Error(`no assignment: ${JSON.stringify(list)}`);
    return first;
  }

  return {
    moodle,
    /** The settings of the assignment, to be changed. */
    assignment,
    transport,
    access,
    signal,
    listed,
    submit: async (outgoing: Outgoing) => transport.submit(access, await listed(), outgoing, signal),
    status: async (sent: Outgoing | null = null) => transport.status(access, await listed(), sent, signal),
    /** As the page and the terminal do it: one try. */
    deliver: async (outgoing: Outgoing, before: Before | null = null) =>
      deliver({
        transport,
        access,
        assignment: await listed(),
        outgoing,
        before,
        signal,
        remember: async () => undefined,
      }),
    /** What is stored as student1's submission: names with their texts. */
    stored: () => storedFiles(moodle.state.submissions[0]?.files ?? []),
  };
}

function storedFiles(files: readonly { filepath: string; filename: string; content: Buffer }[]) {
  return Object.fromEntries(
    files.map(({ filepath, filename, content }) => [filepath + filename, content.toString()]),
  );
}

export async function aWork(text: string, own: Partial<Outgoing> = {}): Promise<Outgoing> {
  return {
    filename: "hw1.py",
    content: new Blob([text]),
    digest: await digestOf(text),
    final: true,
    agreed: false,
    ...own,
  };
}
