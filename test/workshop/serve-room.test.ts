/** `workshop serve`: what the cockpit sees of the room, and what an attendee's page may say. */
import { describe, expect, test } from "vitest";
import { GONE_AFTER, MOST_BODY, STUCK_AFTER } from "../../src/core/live/protocol.ts";
import { createPresences } from "../../workshop/serve/presences.ts";
import { exportedCourse, openServing, readRoom } from "./support/serving.ts";

type State = "to-do" | "in-progress" | "passed" | "open";
const at = (id: string, state: State, runs = 1, hints = 0) => ({ id, state, runs, hints });

test("counts by exercise, and who is stuck without a name", async () => {
  const serving = await openServing(await exportedCourse());
  await serving.page();
  await serving.page();
  const said = [
    [at("Q1", "passed"), at("Q2", "in-progress", STUCK_AFTER + 4, 2)],
    [at("Q1", "open", 40), at("Q2", "to-do", 0)],
    [at("Q1", "in-progress", STUCK_AFTER, 1)],
    [],
  ];
  for (const [number, exercises] of said.entries()) {
    expect((await serving.presence(number, exercises)).status).toBe(204);
  }
  const cockpit = await serving.cockpit();
  const { data } = await cockpit.next(
    (event) => event.name === "room" && readRoom(event.data).attendees === 4,
  );
  expect(readRoom(data)).toEqual({
    title: "A course",
    join: [serving.url],
    connected: 2,
    attendees: 4,
    notebooks: [
      {
        id: "intro",
        title: "Introduction",
        attendees: 4,
        exercises: [
          {
            id: "Q1",
            title: "Title of Q1",
            locks: ["release"],
            releasable: true,
            released: false,
            counts: { toDo: 1, inProgress: 1, passed: 1, open: 1 },
            stuck: 1,
          },
          {
            id: "Q2",
            title: "Title of Q2",
            locks: ["release"],
            releasable: true,
            released: false,
            counts: { toDo: 3, inProgress: 1, passed: 0, open: 0 },
            stuck: 1,
          },
        ],
        stuck: [
          { exercise: "Q2", runs: STUCK_AFTER + 4, hints: 2 },
          { exercise: "Q1", runs: STUCK_AFTER, hints: 1 },
        ],
      },
    ],
    countdowns: [],
    lacking: [],
  });
  expect(JSON.stringify(data)).not.toContain("aaaa");
});

test("an attendee who says more is counted once, and one who leaves is no longer connected", async () => {
  const serving = await openServing(await exportedCourse());
  const cockpit = await serving.cockpit();
  const page = await serving.page();
  await serving.presence(1, [at("Q1", "in-progress")]);
  await serving.presence(1, [at("Q1", "passed")]);
  await cockpit.next(({ data }) => {
    const { attendees, connected, notebooks } = readRoom(data);
    return attendees === 1 && connected === 1 && notebooks[0]?.exercises[0]?.counts.passed === 1;
  });
  page.close();
  await cockpit.next(({ data }) => readRoom(data).connected === 0, cockpit.heard.length);
});

test("an attendee who turns it off is forgotten at once, and nobody else is", async () => {
  const serving = await openServing(await exportedCourse());
  const cockpit = await serving.cockpit();
  for (const number of [1, 2]) await serving.presence(number, [at("Q1", "passed")]);
  await cockpit.next(({ data }) => readRoom(data).attendees === 2);
  const attendee = "1".padStart(22, "a");
  const said = { attendee, notebook: "intro", exercises: [], forget: true };
  expect((await serving.post("presence", said)).status).toBe(204);
  await cockpit.next(({ data }) => readRoom(data).attendees === 1, cockpit.heard.length);
});

test("the cockpit is told four times a second at most, and of the last state", async () => {
  const serving = await openServing(await exportedCourse());
  const cockpit = await serving.cockpit();
  const begun = performance.now();
  for (let number = 0; number < 100; number++) await serving.presence(number, [at("Q1", "passed")]);
  await cockpit.next(({ data }) => readRoom(data).attendees === 100);
  const seconds = (performance.now() - begun) / 1_000;
  // The first at once, and the one that every listener begins with.
  expect(cockpit.heard.length).toBeLessThanOrEqual(Math.ceil(seconds * 4) + 2);
});

describe("is refused", () => {
  const presence = { attendee: "a".repeat(22), notebook: "intro", exercises: [at("Q1", "passed")] };

  test.each([
    ["no JSON", "{", 400],
    ["another form", JSON.stringify({ ...presence, code: "print()" }), 400],
    ["an id that is a name", JSON.stringify({ ...presence, attendee: "Ada Lovelace" }), 400],
    ["a negative count", JSON.stringify({ ...presence, exercises: [at("Q1", "passed", -1)] }), 400],
    ["an unknown notebook", JSON.stringify({ ...presence, notebook: "other" }), 404],
    ["an unknown exercise", JSON.stringify({ ...presence, exercises: [at("Q9", "passed")] }), 404],
    [
      "a name that every object has",
      JSON.stringify({ ...presence, exercises: [at("toString", "passed")] }),
      404,
    ],
    ["too much", `${" ".repeat(MOST_BODY)}{}`, 413],
  ])("%s", async (_, body, status) => {
    const serving = await openServing(await exportedCourse());
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${serving.url}presence`, { method: "POST", body, headers });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ failure: expect.any(String), message: expect.any(String) });
    const room = readRoom((await (await serving.cockpit()).next(({ name }) => name === "room")).data);
    expect(room.attendees).toBe(0);
  });

  test.each([
    [{ "content-type": "text/plain" }, 415],
    [{ "content-type": "application/x-www-form-urlencoded" }, 415],
    [{ "content-type": "application/json", origin: "https://other.example" }, 403],
    [{ "content-type": "application/json", origin: "null" }, 403],
    [{ "content-type": "application/json", "sec-fetch-site": "cross-site" }, 403],
    [{ "content-type": "application/json", "sec-fetch-site": "same-site" }, 403],
  ])("what a page of another site could send: %j", async (headers, status) => {
    const serving = await openServing(await exportedCourse());
    const body = JSON.stringify(presence);
    expect((await fetch(`${serving.url}presence`, { method: "POST", body, headers })).status).toBe(status);
  });

  test("but not what its own pages send", async () => {
    const serving = await openServing(await exportedCourse());
    const own = { origin: serving.url.slice(0, -1), "sec-fetch-site": "same-origin" };
    expect((await serving.post("presence", presence, own)).status).toBe(204);
  });
});

describe("limits", () => {
  const say = (attendee: number | string) => ({
    attendee: String(attendee).padStart(22, "a"),
    notebook: "intro",
    exercises: [],
  });

  test("whoever is silent is forgotten", () => {
    let now = 0;
    const presences = createPresences(() => now);
    presences.take(say(1), "one");
    now = GONE_AFTER / 2;
    presences.take(say(2), "one");
    now = GONE_AFTER + 1;
    expect(presences.sweep()).toBe(true);
    expect(presences.all().map(({ attendee }) => attendee)).toEqual([say(2).attendee]);
    expect(presences.sweep()).toBe(false);
  });

  test("one address cannot make up a crowd that shuts others out", () => {
    const presences = createPresences(() => 0);
    const heard = Array.from({ length: 10_000 }, (_, number) => presences.take(say(number), "one"));
    expect(heard.filter(Boolean).length).toBeGreaterThanOrEqual(500);
    expect(heard.at(-1)).toBe(false);
    expect(presences.take(say(0), "one")).toBe(true);
    expect(presences.take(say("other"), "other")).toBe(true);
  });
});
