/**
 * A bad network between a student and `workshop serve-course`, at every step of submitting: whatever is told, trying
 * again ends with exactly one submission, the whole one.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Delivered, deliver } from "../../src/core/submission/deliver.ts";
import type { Before } from "../../src/core/submission/records.ts";
import type { RemoteAssignment } from "../../src/core/submission/transport.ts";
import { createHttpsTransport } from "../../src/transport/https/https-transport.ts";
import { type FaultKind, type FaultProxy, startFaultProxy } from "../support/fault-proxy.ts";
import { type CourseServer, openCourse, outgoing } from "./support/course-server.ts";
import { serveOurs } from "./support/serve-course.ts";

const text = `x = 1\n${"# a long notebook\n".repeat(20_000)}`;
let server: CourseServer;
let proxy: FaultProxy;
let hw1: RemoteAssignment;
let students = 0;

beforeAll(async () => {
  server = await openCourse((folder) => serveOurs(folder));
  proxy = await startFaultProxy(server.url);
  hw1 = await server.assignment("hw1");
});
beforeEach(() => proxy.fail(null));
afterAll(async () => {
  await proxy.close();
  await server.close();
});

/** Submits as a new student, who tries again and again as the outbox does. */
function newStudent() {
  students += 1;
  const user = `student${students}`;
  let before: Before | null = null;
  return {
    stored: () => server.course.history("hw1", user),
    /** `whenLooked`: once it is known what the server has, and nothing is sent yet. */
    async submit(whenLooked = async () => {}, signal = new AbortController().signal): Promise<Delivered> {
      return deliver({
        transport: createHttpsTransport({ kind: "https", url: proxy.url }),
        access: server.as(user),
        assignment: hw1,
        outgoing: await outgoing(text),
        before,
        signal,
        remember: async (found) => {
          before = found;
          await whenLooked();
        },
      });
    },
  };
}

const stalls = () => proxy.requests.filter(({ fault }) => fault === "stall").length;

const steps = {
  "before sending": /^GET .*\/status/,
  "while sending": /^POST .*\/submit/,
  "when asked afterwards": /^GET .*\/status/,
} as const;

const faults: readonly FaultKind[] = [
  "refuse",
  "reset-upload",
  "lose-answer",
  "wrong-length",
  "status-500",
  "expired",
  "html",
  "stall",
];

describe.each(faults)("%s", (fault) => {
  test.each(Object.entries(steps))("%s", async (step, match) => {
    const { submit, stored } = newStudent();
    const isBefore = step === "before sending";
    const begin = () => proxy.fail(fault, match);
    if (isBefore) await begin();
    const tab = new AbortController();
    const before = stalls();
    const first = submit(isBefore ? undefined : begin, tab.signal);
    if (fault === "stall") {
      await expect.poll(stalls).toBe(before + 1);
      tab.abort();
    }
    expect((await first).kind).toBe(isBefore ? "unsent" : "unsure");
    expect(stored().length).toBeLessThanOrEqual(1);
    await proxy.fail(null);
    expect(await submit()).toMatchObject({ kind: "stored", proof: "content", duplicate: false });
    expect(stored()).toEqual([text]);
    expect(await submit()).toMatchObject({ kind: "stored", proof: "content" });
    expect(stored()).toEqual([text]);
  });
});
