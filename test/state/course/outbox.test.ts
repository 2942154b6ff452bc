/** Submissions on their way: whatever happens, the server gets each once or its student a clear no. */
import { describe, expect, it } from "vitest";
import type { TransportFailure } from "../../../src/core/submission/failure.ts";
import { createOutbox } from "../../../src/state/course/outbox.ts";
import { aSubmission, createCourseWorld, happened, rest, signIn } from "./course-world.ts";

const lost: TransportFailure = { failure: "unreachable", host: "grader.example" };

describe("a submission", () => {
  it("is on disk, sent, read back and given a receipt", async () => {
    const world = createCourseWorld();
    signIn(world);
    const outbox = createOutbox(world.ports);
    const heard: string[] = [];
    outbox.onReceipt(({ id }) => heard.push(id));
    expect(await outbox.add(await aSubmission())).toBeUndefined();
    await rest();
    expect(world.server.calls).toEqual(["status ada", "submit ada", "status ada"]);
    expect(world.receipts).toMatchObject([
      { id: "one", user: "ada", name: "Ada", at: 5_000, proof: "content", duplicate: false, bytes: 6 },
    ]);
    expect(outbox.items.value).toEqual([]);
    expect(world.queued.size).toBe(0);
    expect(heard).toEqual(["one"]);
    expect(happened(world)).toEqual(["queued", "submitted"]);
  });

  it("that cannot be kept is not sent", async () => {
    const world = createCourseWorld();
    signIn(world);
    world.environment.writeFailure = { failure: "storage-full" };
    expect(await createOutbox(world.ports).add(await aSubmission())).toEqual({ failure: "storage-full" });
    await rest();
    expect(world.server.calls).toEqual([]);
  });

  it("waits without the network, longer each time, and goes when it is back", async () => {
    const world = createCourseWorld();
    signIn(world);
    world.server.trouble.status = Array(20).fill(lost);
    const outbox = createOutbox(world.ports);
    await outbox.add(await aSubmission());
    await rest();
    const tries = [];
    for (const pause of [4_000, 2_000, 13_000, 3_000, 57_000, 3_000]) {
      await world.environment.pass(pause);
      await rest();
      tries.push(outbox.items.value[0]?.tries);
    }
    expect(tries).toEqual([1, 2, 2, 3, 3, 4]);
    expect(outbox.items.value[0]?.trouble).toEqual({ kind: "unsent", failure: lost });
    world.server.trouble.status = [];
    world.network.comeBack();
    await rest();
    expect(world.server.stored).toHaveLength(1);
    expect(world.receipts).toHaveLength(1);
  });

  it("whose answer was lost is found there, and not sent again", async () => {
    const world = createCourseWorld();
    signIn(world);
    world.server.trouble.submit = ["answer-lost"];
    const outbox = createOutbox(world.ports);
    await outbox.add(await aSubmission());
    await rest();
    expect(outbox.items.value[0]?.trouble).toMatchObject({ kind: "unsure" });
    await world.environment.pass(6_000);
    await rest();
    expect(world.server.stored).toHaveLength(1);
    expect(world.receipts).toMatchObject([{ duplicate: false }]);
  });

  it("of a page that was closed while it went out is found by the next visit", async () => {
    const world = createCourseWorld();
    signIn(world);
    let arrive = () => {};
    world.server.trouble.submit = [
      {
        wait: new Promise((resolve) => {
          arrive = resolve;
        }),
      },
    ];
    const first = createOutbox(world.ports);
    await first.add(await aSubmission());
    await rest();
    first.close();
    world.lock.holder = null;
    arrive();
    await rest();
    expect(world.receipts).toEqual([]);
    expect(world.queued.size).toBe(1);
    const second = createOutbox(world.ports);
    await second.load();
    await rest();
    expect(world.server.stored).toHaveLength(1);
    expect(world.receipts).toMatchObject([{ id: "one", duplicate: false }]);
  });

  it("is sent by one tab at a time, and the other shows what has become of it", async () => {
    const world = createCourseWorld();
    signIn(world);
    const mine = createOutbox(world.ports);
    const other = createOutbox(world.ports);
    await mine.add(await aSubmission());
    await other.load();
    other.sendNow();
    mine.sendNow();
    await rest();
    await world.environment.pass(5_000);
    await rest();
    expect(world.server.stored).toHaveLength(1);
    expect(world.receipts).toHaveLength(1);
    expect([mine.items.value, other.items.value]).toEqual([[], []]);
  });

  it("that the server refuses stays until its student has seen it, and can be tried again", async () => {
    const world = createCourseWorld();
    signIn(world);
    const no = { failure: "server-refused", host: "grader.example", status: 400, message: "no" } as const;
    world.server.trouble.submit = [no];
    const outbox = createOutbox(world.ports);
    await outbox.add(await aSubmission());
    await rest();
    expect(outbox.items.value[0]?.trouble).toEqual({ kind: "refused", failure: no });
    await world.environment.pass(3_600_000);
    world.network.comeBack();
    await rest();
    expect(world.server.stored).toEqual([]);
    outbox.retry("one");
    await rest();
    expect(world.receipts).toHaveLength(1);
  });

  it("waits for its own student to sign in, and never goes out in another's name", async () => {
    const world = createCourseWorld();
    const outbox = createOutbox(world.ports);
    await outbox.add(await aSubmission());
    await rest();
    expect(outbox.items.value[0]?.trouble?.failure).toEqual({
      failure: "other-account",
      host: "grader.example",
      user: "ada",
    });
    signIn(world, { token: "eve:secret", user: "eve", name: "Eve" });
    outbox.sendNow();
    await rest();
    expect(world.server.calls).toEqual([]);
    signIn(world);
    outbox.sendNow();
    await rest();
    expect(world.server.stored).toMatchObject([{ user: "ada" }]);
    // That nobody is signed in is said once.
    expect(happened(world)).toEqual(["queued", "tried", "submitted"]);
  });

  it("that is cancelled is not sent any more; what has gone out already gets its receipt", async () => {
    const world = createCourseWorld();
    signIn(world);
    world.server.trouble.status = [lost];
    const outbox = createOutbox(world.ports);
    await outbox.add(await aSubmission());
    await rest();
    await outbox.cancel("one");
    await world.environment.pass(3_600_000);
    await rest();
    expect(world.server.stored).toEqual([]);
    let arrive = () => {};
    world.server.trouble.submit = [
      {
        wait: new Promise((resolve) => {
          arrive = resolve;
        }),
      },
    ];
    await outbox.add(await aSubmission({ id: "two" }));
    await rest();
    await outbox.cancel("two");
    arrive();
    await rest();
    expect(world.receipts).toMatchObject([{ id: "two" }]);
    expect(outbox.items.value).toEqual([]);
  });

  it("of a server that never answers is given up for now, and says what is being sent", async () => {
    const world = createCourseWorld();
    signIn(world);
    world.server.trouble.submit = ["never"];
    const outbox = createOutbox(world.ports);
    await outbox.add(await aSubmission());
    await rest();
    expect([...outbox.sending.value]).toEqual(["one"]);
    await world.environment.pass(91_000);
    await rest();
    expect([...outbox.sending.value]).toEqual([]);
    expect(outbox.items.value[0]?.trouble).toMatchObject({ failure: { failure: "interrupted" } });
  });
});
