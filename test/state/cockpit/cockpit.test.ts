/** What the cockpit knows of the room, and what its buttons come to. */
import { describe, expect, it } from "vitest";
import { strengthsOf } from "../../../src/core/live/strength.ts";
import { openFakeCockpit, room, withReleased } from "./fake-cockpit.ts";

describe("the room", () => {
  it("is shown once it is heard, and what is no room changes nothing", () => {
    const { cockpit, tell, say } = openFakeCockpit();
    expect(cockpit.state.value.kind).toBe("connecting");
    for (const text of ["", "{}", "null", JSON.stringify({ ...room, connected: -1 })]) say("room", text);
    say("other", JSON.stringify(room));
    expect(cockpit.room.value).toBeNull();
    tell(room);
    expect(cockpit.state.value.kind).toBe("live");
    say("room", "{");
    expect(cockpit.room.value).toEqual(room);
  });

  it("stays in sight when the connection is lost, which is tried again, ever more slowly", async () => {
    const { cockpit, tell, end, environment, connections } = openFakeCockpit();
    tell(room);
    const waits: number[] = [];
    for (let round = 0; round < 6; round++) {
      const before = connections.length;
      await end("lost");
      expect(cockpit.state.value.kind).toBe("lost");
      let waited = 0;
      for (; connections.length === before; waited += 500) await environment.pass(500);
      waits.push(waited);
    }
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 8_000]);
    expect(cockpit.room.value).toEqual(room);
    tell(withReleased("Q1"));
    expect(cockpit.state.value.kind).toBe("live");
    await end("lost");
    const before = connections.length;
    await environment.pass(500);
    expect(connections.length).toBe(before + 1);
  });

  it("is lost after a long silence, though not while the server gives signs of life", async () => {
    const { cockpit, tell, beat, environment, connections } = openFakeCockpit();
    tell(room);
    for (let round = 0; round < 6; round++) {
      await environment.pass(40_000);
      beat();
    }
    expect(cockpit.state.value.kind).toBe("live");
    await environment.pass(45_000);
    expect(connections[0]?.aborted()).toBe(true);
    expect(cockpit.state.value.kind).toBe("lost");
  });

  it("is not asked for again where asking does not help", async () => {
    for (const why of ["wrong-token", "too-many"] as const) {
      const { cockpit, end, environment, connections } = openFakeCockpit();
      await end(why);
      await environment.pass(600_000);
      expect(cockpit.state.value).toEqual({ kind: "refused", why });
      expect(connections.length).toBe(1);
    }
  });

  it("tells countdowns by this device's clock, however wrong that is", async () => {
    const { cockpit, tell, environment } = openFakeCockpit();
    tell({ ...room, countdowns: [{ notebook: "intro", exercise: "Q2", left: 90_000 }] });
    const [first] = cockpit.countdowns.value;
    expect((first?.at ?? 0) - environment.clock.now()).toBe(90_000);
    await environment.pass(30_000);
    expect((cockpit.countdowns.value[0]?.at ?? 0) - environment.clock.now()).toBe(60_000);
  });
});

describe("a release", () => {
  it("is sent as it was pressed, and its answer is told", async () => {
    const fake = openFakeCockpit();
    const { cockpit, requests } = fake;
    const request = { kind: "release", notebook: "intro", exercises: ["Q1"] } as const;
    const answer = { released: [], already: [], counting: [] };
    const send = async (given: object) => {
      fake.answer = { text: JSON.stringify(given) };
      await cockpit.send({ ...request, exercises: ["Q1"] });
      return cockpit.outcome.value;
    };
    expect(await send({ ...answer, released: ["Q1"] })).toEqual({ kind: "released", exercises: ["Q1"] });
    expect(requests).toEqual([request]);
    expect(await send({ ...answer, counting: ["Q1"] })).toEqual({ kind: "counting", exercises: ["Q1"] });
    expect(await send({ ...answer, already: ["Q1"] })).toEqual({ kind: "already" });
    const refusal = { failure: "no-keys", message: "The private keys are not in private." };
    expect(await send(refusal)).toEqual({ kind: "refused", message: refusal.message });
    expect(await send({ nonsense: 1 })).toEqual({ kind: "unreachable" });
    fake.answer = { text: JSON.stringify(answer) };
    await cockpit.send({ kind: "cancel", notebook: "intro", exercise: "Q1" });
    expect(cockpit.outcome.value).toEqual({ kind: "cancelled", exercise: "Q1" });
  });

  it("that does not come through is said, and a token that counts no more ends it all", async () => {
    const fake = openFakeCockpit();
    fake.tell(room);
    fake.answer = "lost";
    const sending = fake.cockpit.send({ kind: "release", notebook: "intro" });
    expect(fake.cockpit.isBusy.value).toBe(true);
    await sending;
    expect(fake.cockpit.isBusy.value).toBe(false);
    expect(fake.cockpit.outcome.value).toEqual({ kind: "unreachable" });
    fake.answer = "wrong-token";
    await fake.cockpit.send({ kind: "release", notebook: "intro" });
    expect(fake.cockpit.state.value).toEqual({ kind: "refused", why: "wrong-token" });
    expect(fake.connections[0]?.aborted()).toBe(true);
  });

  it("by a countdown or another cockpit is told as well; what was open before is no news", () => {
    const { cockpit, tell } = openFakeCockpit();
    tell(withReleased("Q1"));
    expect(cockpit.outcome.value).toBeNull();
    tell(withReleased("Q1", "Q2"));
    expect(cockpit.outcome.value).toEqual({ kind: "released", exercises: ["Q2"] });
  });
});

it("a gate of checks is readable with the session's words where the notebook has any", () => {
  const [notebook] = room.notebooks;
  const [first, second] = notebook?.exercises ?? [];
  if (!notebook || !first || !second) throw new Error("The room has two exercises.");
  const checks = { ...first, locks: ["checks", "release", "unheard-of"] };
  expect(strengthsOf(checks, { ...notebook, exercises: [checks, second] })).toEqual([
    { lock: "release", strength: "instructor" },
    { lock: "checks", strength: "anyone-with-site" },
  ]);
  const withSession = { ...notebook, exercises: [checks, { ...second, locks: ["session"] }] };
  expect(strengthsOf(checks, withSession)[1]?.strength).toBe("anyone-with-session");
});
