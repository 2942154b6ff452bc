/** `workshop serve`: releasing from the cockpit, and every open page hearing of it. */
import { describe, expect, test } from "vitest";
import { exportedCourse, openServing, readRoom } from "./support/serving.ts";

const keysFile = "site/notebooks/intro/keys.json";
const named = (name: string) => (event: { readonly name: string }) => event.name === name;
const ofQ1 = { name: "released", data: { notebook: "intro", exercises: ["Q1"] } };

describe("release", () => {
  test("writes the key that release-key would write, and opens nothing else", async () => {
    const serving = await openServing(await exportedCourse());
    const { terminal } = serving;
    expect(await serving.release({ exercises: ["Q1"] })).toEqual({
      status: 200,
      body: { released: ["Q1"], already: [], counting: [] },
    });
    const keys = terminal.json("private/intro/keys_all.json");
    expect(keys).toMatchObject(terminal.json(keysFile) as object);
    expect(Object.keys(terminal.json(keysFile) as object)).toEqual(["Q1"]);
    const before = terminal.read(keysFile);
    expect((await terminal.run("release-key", "Q1")).out).toContain("Nothing to do");
    expect(terminal.read(keysFile)).toBe(before);
    expect((await terminal.run("status")).out).toContain("Q1: Title of Q1 (released)");
  });

  test("reaches every open page within half a second, with the key to be fetched", async () => {
    const serving = await openServing(await exportedCourse());
    const pages = await Promise.all(Array.from({ length: 20 }, () => serving.page()));
    const begun = performance.now();
    await serving.release({ exercises: ["Q1"] });
    for (const page of pages) {
      const event = await page.next(named("released"));
      expect(event).toMatchObject(ofQ1);
      expect(event.at - begun).toBeLessThan(500);
    }
    const keys = await serving.get("notebooks/intro/keys.json");
    expect(Object.keys((await keys.json()) as object)).toEqual(["Q1"]);
  });

  test("without names, all that have a release lock; twice, nothing more", async () => {
    const serving = await openServing(
      await exportedCourse(["[tool.workshop.exercises.Q2]", 'unlock = ["phrase"]']),
    );
    expect((await serving.release({})).body).toEqual({ released: ["Q1"], already: [], counting: [] });
    const page = await serving.page();
    expect((await serving.release({})).body).toEqual({ released: [], already: ["Q1"], counting: [] });
    expect(page.heard.filter(named("released"))).toHaveLength(1);
  });

  test("releases at the same time lose none", async () => {
    const serving = await openServing(await exportedCourse());
    await Promise.all([serving.release({ exercises: ["Q1"] }), serving.release({ exercises: ["Q2"] })]);
    expect(Object.keys(serving.terminal.json(keysFile) as object).sort()).toEqual(["Q1", "Q2"]);
  });

  test("what cannot be released is refused whole, with the reason", async () => {
    const serving = await openServing(
      await exportedCourse(["[tool.workshop.exercises.Q2]", 'unlock = ["phrase"]']),
    );
    const failures = [
      [{ exercises: ["Q1", "Q9"] }, 404, "unknown-exercise", "There is no Q9 here."],
      [{ notebook: "other" }, 404, "unknown-notebook", "There is no other here."],
      [{ exercises: ["Q1", "Q2"] }, 409, "no-release-lock", /Q2 has no release lock/],
    ] as const;
    for (const [request, status, failure, message] of failures) {
      expect(await serving.release(request)).toEqual({
        status,
        body: { failure, message: expect.stringMatching(message) },
      });
    }
    expect(serving.terminal.read(keysFile)).toBe("{}\n");
  });
});

describe("without private keys", () => {
  test("the site is served, says so, and releases nothing", async () => {
    const terminal = await exportedCourse();
    terminal.remove("private");
    const ended = await terminal.runWith({ signal: AbortSignal.abort() }, "serve", "--port", "0");
    expect(ended).toMatchObject({
      code: 0,
      err: expect.stringContaining("intro: the private keys are not in private"),
    });
    const serving = await openServing(terminal);
    const room = readRoom((await (await serving.cockpit()).next(named("room"))).data);
    expect(room.notebooks[0]?.exercises.map(({ releasable }) => releasable)).toEqual([false, false]);
    expect(await serving.release({ exercises: ["Q1"] })).toMatchObject({
      status: 409,
      body: { failure: "no-keys" },
    });
  });

  test("those of another site release nothing; once the backup is back, they do", async () => {
    const terminal = await exportedCourse();
    const own = terminal.read("private/intro/keys_all.json");
    const { terminal: other } = await openServing(await exportedCourse());
    terminal.write("private/intro/keys_all.json", other.read("private/intro/keys_all.json"));
    const serving = await openServing(terminal);
    const cockpit = await serving.cockpit();
    expect(await serving.release({})).toMatchObject({ status: 409, body: { failure: "other-keys" } });
    terminal.write("private/intro/keys_all.json", own);
    await cockpit.next(({ data }) => readRoom(data).notebooks[0]?.exercises[0]?.releasable === true);
    expect(await serving.release({ exercises: ["Q1"] })).toMatchObject({ status: 200 });
  });
});

describe("another hand", () => {
  test("a release in another terminal is told to pages and to the cockpit", async () => {
    const serving = await openServing(await exportedCourse());
    const page = await serving.page();
    const cockpit = await serving.cockpit();
    const begun = performance.now();
    await serving.terminal.run("release-key", "Q1");
    const event = await page.next(named("released"));
    expect(event).toMatchObject(ofQ1);
    expect(event.at - begun).toBeLessThan(2_000);
    await cockpit.next(({ data }) => readRoom(data).notebooks[0]?.exercises[0]?.released === true);
  });

  test("a keys.json that cannot be read for a moment changes nothing", async () => {
    const serving = await openServing(await exportedCourse());
    const page = await serving.page();
    serving.terminal.write(keysFile, '{"Q1": ');
    await expect.poll(() => serving.told.join()).toContain("What has changed cannot be read");
    expect((await serving.get("course.json")).status).toBe(200);
    expect(await serving.release({ exercises: ["Q1"] })).toMatchObject({
      status: 409,
      body: { failure: "unreadable", message: expect.stringContaining("keys.json") },
    });
    serving.terminal.write(keysFile, "{}\n");
    await serving.terminal.run("release-key", "Q1");
    expect(await page.next(named("released"))).toMatchObject(ofQ1);
  });

  test("a typo that is fixed by another export locks nothing and needs no restart", async () => {
    const serving = await openServing(await exportedCourse());
    await serving.release({ exercises: ["Q1"] });
    serving.terminal.edit("source/intro.py", (text) => text.replace("Title of Q2", "Title of the second"));
    expect(await serving.terminal.run("export", ".")).toMatchObject({ code: 0 });
    const cockpit = await serving.cockpit();
    const wanted = { released: true, title: "Title of the second" };
    await cockpit.next(({ data }) => {
      const [first, second] = readRoom(data).notebooks[0]?.exercises ?? [];
      return first?.released === wanted.released && second?.title === wanted.title;
    });
    expect((await serving.release({ exercises: ["Q2"] })).status).toBe(200);
  });
});

describe("connecting again", () => {
  test("a page hears of what it missed, and not twice of what it knows", async () => {
    const serving = await openServing(await exportedCourse());
    const first = await serving.page();
    const { id = "" } = await first.next(named("countdowns"));
    first.close();
    await serving.release({ exercises: ["Q1"] });
    const again = await serving.page({ "last-event-id": id });
    const { id: later = "" } = await again.next(named("released"));
    const third = await serving.page({ "last-event-id": later });
    await third.next(named("countdowns"));
    expect(third.heard.filter(named("released"))).toEqual([]);
  });

  test("a server that starts anew has every release, and a static host as well", async () => {
    const serving = await openServing(await exportedCourse());
    await serving.release({ exercises: ["Q1"] });
    const before = serving.terminal.read(keysFile);
    await serving.close();
    expect(serving.terminal.read(keysFile)).toBe(before);
    expect(serving.terminal.read("site/course.json")).not.toContain("events");
    const again = await openServing(serving.terminal);
    expect(await (await again.page()).next(named("released"))).toMatchObject(ofQ1);
    expect(again.token).not.toBe(serving.token);
  });
});

describe("countdown", () => {
  test("is seen by everybody, also by who comes late, and releases at its end", async () => {
    const serving = await openServing(await exportedCourse());
    const page = await serving.page();
    const begun = performance.now();
    expect((await serving.release({ exercises: ["Q1"], after: 1 })).body).toEqual({
      released: [],
      already: [],
      counting: ["Q1"],
    });
    const counting = {
      name: "countdowns",
      data: [{ notebook: "intro", exercise: "Q1", left: expect.any(Number) }],
    };
    expect(await page.next(named("countdowns"), 1)).toMatchObject(counting);
    expect(await (await serving.page()).next(named("countdowns"))).toMatchObject(counting);
    expect(serving.terminal.read(keysFile)).toBe("{}\n");
    const event = await page.next(named("released"));
    expect(event.at - begun).toBeGreaterThan(990);
    expect(event.at - begun).toBeLessThan(2_500);
    await page.next(({ name, data }) => name === "countdowns" && JSON.stringify(data) === "[]", 2);
  });

  test("can be cancelled, and a release at once ends it", async () => {
    const serving = await openServing(await exportedCourse());
    const page = await serving.page();
    await serving.release({ after: 3_600 });
    await page.next(({ data }) => Array.isArray(data) && data.length === 2);
    expect((await serving.cancel("Q1")).status).toBe(200);
    await page.next(({ data }) => Array.isArray(data) && data.length === 1);
    const heard = page.heard.length;
    await serving.release({ exercises: ["Q2"] });
    expect(await page.next(named("countdowns"), heard)).toMatchObject({ data: [] });
    expect((await serving.cancel("Q2")).status).toBe(200);
  });

  test("of what is released already does not begin; of a day at most", async () => {
    const serving = await openServing(await exportedCourse());
    await serving.release({ exercises: ["Q1"] });
    expect((await serving.release({ exercises: ["Q1"], after: 60 })).body).toMatchObject({
      already: ["Q1"],
      counting: [],
    });
    expect(await serving.release({ exercises: ["Q2"], after: 86_401 })).toMatchObject({ status: 400 });
    expect(await serving.release({ exercises: ["Q2"], after: 86_400 })).toMatchObject({ status: 200 });
    const page = await serving.page();
    expect((await page.next(named("countdowns"))).data).toMatchObject([{ exercise: "Q2" }]);
  });

  test("that cannot release says so at the terminal", async () => {
    const serving = await openServing(await exportedCourse());
    await serving.release({ exercises: ["Q1"], after: 1 });
    serving.terminal.remove("private");
    await expect
      .poll(() => serving.told.join(), { timeout: 5_000 })
      .toContain("The countdown of Q1 released nothing");
    expect(serving.terminal.read(keysFile)).toBe("{}\n");
  });
});
