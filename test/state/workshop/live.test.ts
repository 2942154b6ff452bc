/** What passes between an attendee's page and a live server: countdowns, and how far one is. */
import { beforeAll, describe, expect, it } from "vitest";
import type { CheckRecord } from "../../../src/core/checks/record.ts";
import { PRESENCE_EVERY } from "../../../src/core/live/protocol.ts";
import { findWorkshop } from "../../../src/core/workshop/find.ts";
import { settle } from "../fake-environment.ts";
import { COURSE, type FakeOptions, type FakeWorkshop, openFakeWorkshop } from "./fake-ports.ts";
import { courseJson, releaseKeys, sealSample } from "./sample-workshop.ts";

let sealed = "";
beforeAll(async () => {
  sealed = await sealSample();
});

const live = courseJson({ events: "events", presence: "presence" });

async function openLive(options: Partial<FakeOptions> = {}): Promise<FakeWorkshop> {
  const fake = await openFakeWorkshop({ sealed, course: live, ...options });
  await fake.environment.pass(0);
  return fake;
}

const check = (label: string, status: CheckRecord["status"]): CheckRecord => ({
  cell: null,
  label,
  key: null,
  status,
  details: [],
  earnedWeight: 1,
  totalWeight: 1,
  marks: null,
});

let run = 0;
/** A run of this cell, after which the check of Q1 says so. */
async function runCell(
  fake: FakeWorkshop,
  which: string | number,
  status: CheckRecord["status"],
): Promise<void> {
  run += 1;
  fake.say({ kind: "run", run, state: "started" });
  fake.say({ kind: "cell", run, cell: fake.cell(which), status: "running" });
  fake.say({ kind: "cell", run, cell: fake.cell(which), status: "idle" });
  fake.say({ kind: "check", run, record: check("Q1: A sum", status) });
  fake.say({ kind: "run", run, state: "finished" });
  await fake.environment.pass(2_000);
}

const write = (fake: FakeWorkshop, name: string, code: string): void =>
  fake.say({ kind: "edit", edit: { kind: "code", cell: fake.cell(name), code } });
const told = (fake: FakeWorkshop) => fake.presences.at(-1)?.message.exercises ?? [];

describe("presence", () => {
  it("goes to the course's own server: a random id, states and counts, and nothing of the code", async () => {
    const fake = await openLive();
    expect(fake.presences).toEqual([
      {
        url: "https://courses.example/one/presence",
        message: {
          attendee: expect.stringMatching(/^[\w-]{22}$/),
          notebook: "intro",
          exercises: ["Q1", "Q2", "Q3", "Q4"].map((id) => ({ id, state: "to-do", runs: 0, hints: 0 })),
        },
      },
    ]);
    await fake.environment.pass(PRESENCE_EVERY);
    expect(fake.presences.length).toBe(2);
    write(fake, "first", "secret = 'mine'");
    await runCell(fake, "first", "danger");
    expect(JSON.stringify(fake.presences)).not.toContain("secret");
  });

  it("is never sent where the course names no server, or another host's", async () => {
    for (const course of [courseJson(), courseJson({ presence: "https://stranger.example/presence" })]) {
      const fake = await openLive({ course });
      expect(fake.workshop.presence).toBeNull();
      await fake.environment.pass(10 * PRESENCE_EVERY);
      fake.page.leave();
      expect(fake.presences).toEqual([]);
    }
    for (const presence of [7, null, "", "https://stranger.example/", "//stranger.example/x"]) {
      expect(findWorkshop(courseJson({ presence }), COURSE, "intro")?.presenceUrl).toBeNull();
    }
  });

  it("counts runs of what was changed until the check passes, and tells of changes within two seconds", async () => {
    const fake = await openLive();
    await runCell(fake, "first", "danger");
    expect(told(fake)[0]).toEqual({ id: "Q1", state: "in-progress", runs: 0, hints: 0 });
    write(fake, "first", "total = 1");
    for (const runs of [1, 2]) {
      await runCell(fake, "first", "danger");
      expect(told(fake)[0]).toMatchObject({ runs });
    }
    await runCell(fake, "third", "danger");
    expect(told(fake)[0]).toMatchObject({ runs: 2 });
    await runCell(fake, "first", "success");
    expect(told(fake)[0]).toMatchObject({ state: "passed", runs: 0 });
    await runCell(fake, "first", "danger");
    expect(told(fake)[0]).toMatchObject({ state: "in-progress", runs: 1 });
  });

  it("counts runs of a cell below a check for the exercise above it", async () => {
    const fake = await openLive();
    const after = fake.session.source.cells.value[2]?.id ?? "";
    fake.say({ kind: "edit", edit: { kind: "insert", after, cell: "mine", code: "total", markdown: false } });
    write(fake, "first", "total = 1");
    write(fake, "second", "roots = 1");
    await runCell(fake, 3, "danger");
    expect(told(fake).map(({ runs }) => runs)).toEqual([1, 0, 0, 0]);
  });

  it("is no flood however fast somebody works", async () => {
    const fake = await openLive();
    const before = fake.presences.length;
    for (let round = 0; round < 20; round++) {
      run += 1;
      fake.say({ kind: "run", run, state: "started" });
      fake.say({ kind: "check", run, record: check("Q1: A sum", round % 2 === 0 ? "success" : "danger") });
      fake.say({ kind: "run", run, state: "finished" });
      await fake.environment.pass(100);
    }
    expect(fake.presences.length - before).toBeLessThanOrEqual(2);
  });

  it("says that a solution is open, unless the exercise has passed, which says more", async () => {
    const answer = { kind: "text", text: JSON.stringify({ Q1: releaseKeys.Q1 }), tag: null } as const;
    const fake = await openLive({ answer });
    await fake.opens("Q1");
    await fake.environment.pass(2_000);
    expect(told(fake)[0]).toMatchObject({ state: "open" });
    await runCell(fake, "first", "success");
    expect(told(fake)[0]).toMatchObject({ state: "passed" });
  });

  it("that is turned off is forgotten by the server at once and sent no more, in the whole workshop", async () => {
    const fake = await openLive();
    const [first] = fake.presences;
    fake.workshop.presence?.turn(false);
    await settle();
    expect(fake.workshop.presence?.isOn.value).toBe(false);
    expect(fake.presences.slice(1).map(({ message }) => message)).toEqual([
      { attendee: first?.message.attendee, notebook: "intro", exercises: [], forget: true },
    ]);
    await runCell(fake, "first", "success");
    await fake.environment.pass(10 * PRESENCE_EVERY);
    fake.server.connected(true);
    fake.page.leave();
    expect(fake.presences.length).toBe(2);

    const again = await openLive({ environment: fake.environment });
    await again.environment.pass(10 * PRESENCE_EVERY);
    expect(again.presences).toEqual([]);
    expect(again.workshop.presence?.isOn.value).toBe(false);
    again.workshop.presence?.turn(true);
    await again.environment.pass(2_000);
    expect(again.presences.length).toBe(1);
    expect(again.workshop.presence?.isOn.value).toBe(true);
  });

  it("is not sent any more when another tab has turned it off", async () => {
    const fake = await openLive();
    const name = [...fake.environment.settings.keys()].find((key) => key.startsWith("presence:")) ?? "";
    fake.environment.settings.set(name, JSON.stringify({ version: 1, attendee: null }));
    await fake.environment.pass(3 * PRESENCE_EVERY);
    expect(fake.presences.length).toBe(1);
    expect(fake.workshop.presence?.isOn.value).toBe(false);
  });

  it("is one id for the browser and the workshop, whatever stands in its storage", async () => {
    const fake = await openLive();
    const again = await openLive({ environment: fake.environment });
    expect(again.presences[0]?.message.attendee).toBe(fake.presences[0]?.message.attendee);
    const name = [...fake.environment.settings.keys()].find((key) => key.startsWith("presence:")) ?? "";
    for (const text of ["", "{", '{"version":1,"attendee":"short"}', '{"version":2,"attendee":null}']) {
      fake.environment.settings.set(name, text);
      const anew = await openLive({ environment: fake.environment });
      expect(anew.presences[0]?.message.attendee).toMatch(/^[\w-]{22}$/);
    }
  });

  it("ends for good where no live server answers, and goes on after a lost connection", async () => {
    const fake = await openLive();
    fake.hears = "unheard";
    await fake.environment.pass(2 * PRESENCE_EVERY);
    expect(fake.presences.length).toBe(3);
    fake.hears = "refused";
    await fake.environment.pass(10 * PRESENCE_EVERY);
    expect(fake.presences.length).toBe(4);
  });

  it("is told anew to a server that came back, has a last word, and ends with the notebook", async () => {
    const fake = await openLive();
    fake.server.connected(true);
    await fake.environment.pass(2_000);
    const before = fake.presences.length;
    fake.server.connected(false);
    fake.server.connected(true);
    await fake.environment.pass(2_000);
    expect(fake.presences.length).toBe(before + 1);
    fake.page.leave();
    expect(fake.presences.length).toBe(before + 1);
    run += 1;
    fake.say({ kind: "run", run, state: "started" });
    fake.say({ kind: "check", run, record: check("Q1: A sum", "success") });
    fake.page.leave();
    expect(told(fake)[0]).toMatchObject({ state: "passed" });
    fake.app.navigate("#/settings");
    const last = fake.presences.length;
    await fake.environment.pass(10 * PRESENCE_EVERY);
    fake.page.leave();
    expect(fake.presences.length).toBe(last);
  });
});

describe("a countdown", () => {
  const countdown = { notebook: "intro", exercise: "Q2", left: 90_000 };

  it("is told for this notebook by this device's clock, and taken back", async () => {
    const fake = await openLive();
    const others = [{ ...countdown, notebook: "other", exercise: "Q1" }];
    fake.server.countdowns(JSON.stringify([countdown, ...others]));
    const now = fake.environment.clock.now();
    expect([...fake.workshop.countdowns.value]).toEqual([["Q2", now + 90_000]]);
    for (const text of ["", "{}", '[{"notebook":"intro"}]']) fake.server.countdowns(text);
    expect(fake.workshop.countdowns.value.size).toBe(1);
    fake.server.countdowns("[]");
    expect(fake.workshop.countdowns.value.size).toBe(0);
  });
});

describe("a live server", () => {
  it("that is lost and found has missed nothing: keys are asked for at once, and more often meanwhile", async () => {
    const fake = await openLive();
    fake.server.connected(true);
    await settle();
    const before = fake.asked.length;
    await fake.environment.pass(60_000);
    expect(fake.asked.length).toBe(before);
    fake.server.connected(false);
    await fake.environment.pass(20_000);
    expect(fake.asked.length).toBe(before + 1);
    fake.answer = { kind: "text", text: JSON.stringify({ Q1: releaseKeys.Q1 }), tag: null };
    fake.server.connected(true);
    await fake.opens("Q1");
  });
});
