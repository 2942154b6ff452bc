/** Released keys: whatever the site answers, what is open stays open, and the page asks again. */
import { beforeAll, describe, expect, it, vi } from "vitest";
import { findWorkshop } from "../../../src/core/workshop/find.ts";
import type { KeysAnswer } from "../../../src/state/workshop/ports.ts";
import { settle } from "../fake-environment.ts";
import { COURSE, KEYS, openFakeWorkshop, SEALED } from "./fake-ports.ts";
import { courseJson, releaseKeys, sealSample } from "./sample-workshop.ts";

let sealed = "";
beforeAll(async () => {
  sealed = await sealSample();
});

const keys = (value: object, tag: string | null = '"1"'): KeysAnswer => ({
  kind: "text",
  text: JSON.stringify(value),
  tag,
});
const Q1 = keys({ Q1: releaseKeys.Q1 });

describe("a release", () => {
  it("opens its exercise and no other, noticed without pressing anything", async () => {
    const fake = await openFakeWorkshop({ sealed });
    fake.answer = Q1;
    await fake.environment.pass(25_000);
    await fake.opens("Q1");
    expect(fake.workshop.news.value).toEqual(["Q1"]);
    expect(["Q2", "Q3", "Q4"].map(fake.card)).toEqual(["locked", "locked", "locked"]);
  });

  it("is noticed by the button, and at once when the server tells of it", async () => {
    const fake = await openFakeWorkshop({ sealed, course: courseJson({ events: "events" }) });
    expect(fake.server.url).toBe("https://courses.example/one/events");
    fake.answer = Q1;
    fake.server.released();
    await fake.opens("Q1");
    fake.answer = keys({ Q2: releaseKeys.Q2 });
    fake.workshop.checkForKeys();
    await fake.opens("Q2");
    expect(fake.card("Q1")).toBe("open");
  });

  it("is noticed by the button though a question from before it is on its way", async () => {
    const fake = await openFakeWorkshop({ sealed });
    let comeLate = (_: KeysAnswer) => {};
    fake.answer = () =>
      new Promise((resolve) => {
        comeLate = resolve;
      });
    fake.page.comeBack();
    fake.workshop.checkForKeys();
    fake.workshop.checkForKeys();
    fake.answer = Q1;
    const before = fake.asked.length;
    comeLate(keys({}));
    await fake.opens("Q1");
    expect(fake.asked.length).toBe(before + 1);
  });

  it("survives a reload without the network, and the server taking its file back", async () => {
    const first = await openFakeWorkshop({ sealed, answer: Q1 });
    await first.opens("Q1");
    const { environment } = first;
    const offline = { failure: "unreachable", host: "courses.example" } as const;
    const second = await openFakeWorkshop({ sealed, environment, answer: offline });
    await second.opens("Q1");
    expect(second.workshop.news.value).toEqual([]);
    const third = await openFakeWorkshop({ sealed: "", environment, answer: keys({}) });
    expect(third.workshop.vault.value.kind).toBe("failed");
    await third.opens("Q1");
  });

  it("opens from the last known keys when the solutions come later than they", async () => {
    const first = await openFakeWorkshop({ sealed: "", answer: Q1 });
    expect(first.card("Q1")).toBe("locked");
    first.answer = { failure: "unreachable", host: "courses.example" };
    first.files.set(SEALED, sealed);
    first.workshop.reload();
    await first.opens("Q1");
  });

  it("of a newer copy makes the page take that copy; of a foreign one it says so", async () => {
    const fake = await openFakeWorkshop({ sealed: await sealSample({ course: "another" }), answer: Q1 });
    await vi.waitFor(() =>
      expect(fake.workshop.cards.value.get("Q1")).toMatchObject({ why: { failure: "does-not-open" } }),
    );
    fake.answer = keys({ Q1: releaseKeys.Q2 });
    fake.files.set(SEALED, sealed);
    fake.workshop.checkForKeys();
    await vi.waitFor(() =>
      expect(fake.workshop.cards.value.get("Q1")).toMatchObject({ why: { failure: "other-version" } }),
    );
    fake.answer = Q1;
    fake.workshop.checkForKeys();
    await fake.opens("Q1");
  });

  it("shows a solution that was corrected after it was opened", async () => {
    const { environment } = await openFakeWorkshop({ sealed, answer: Q1 }).then(async (fake) => {
      await fake.opens("Q1");
      return fake;
    });
    const corrected = await sealSample({ first: "total = 5050" });
    const fake = await openFakeWorkshop({ sealed: corrected, environment, answer: Q1 });
    await vi.waitFor(() =>
      expect(fake.workshop.cards.value.get("Q1")).toMatchObject({ solution: { code: ["total = 5050"] } }),
    );
    expect(fake.workshop.news.value).toEqual([]);
  });
});

describe("a list of keys", () => {
  const troubles: Record<string, KeysAnswer> = {
    "that is missing": { failure: "not-found", host: "courses.example", status: 404 },
    "on a server that fails": { failure: "not-found", host: "courses.example", status: 503 },
    "that CORS blocks": { failure: "unreachable", host: "courses.example" },
    "that is invalid JSON": { kind: "text", text: '{"Q1": "', tag: null },
    "that is empty": { kind: "text", text: "", tag: null },
    "that is a page": { kind: "text", text: "<!doctype html><title>Sign in</title>", tag: null },
    "that is JSON of another kind": { kind: "text", text: '["Q1"]', tag: null },
    "with values that are no text": { kind: "text", text: '{"Q1": 1}', tag: null },
  };
  for (const [name, answer] of Object.entries(troubles)) {
    it(`${name} is said, closes nothing, and is asked for again`, async () => {
      const fake = await openFakeWorkshop({ sealed, answer: Q1 });
      await fake.opens("Q1");
      fake.answer = answer;
      fake.workshop.checkForKeys();
      await settle();
      expect(fake.workshop.keys?.value.kind).toBe("failed");
      expect(fake.card("Q1")).toBe("open");
      fake.answer = keys({ Q2: releaseKeys.Q2 });
      await fake.environment.pass(130_000);
      await fake.opens("Q2");
      expect(fake.workshop.keys?.value.kind).toBe("checked");
    });
  }

  it("that never comes is given up, and its late answer is not heard", async () => {
    const fake = await openFakeWorkshop({ sealed });
    let comeLate = (_: KeysAnswer) => {};
    fake.answer = () =>
      new Promise((resolve) => {
        comeLate = resolve;
      });
    fake.workshop.checkForKeys();
    await fake.environment.pass(16_000);
    expect(fake.workshop.keys?.value.kind).toBe("failed");
    comeLate(Q1);
    await settle();
    expect(fake.card("Q1")).toBe("locked");
  });

  it("with keys that are none opens nothing and says so on the card", async () => {
    const fake = await openFakeWorkshop({ sealed, answer: keys({ Q1: "nonsense", Q9: releaseKeys.Q1 }) });
    await vi.waitFor(() =>
      expect(fake.workshop.cards.value.get("Q1")).toMatchObject({ why: { failure: "does-not-open" } }),
    );
  });
});

describe("asking", () => {
  it("names a minute and the version that is known, whatever this device's clock says", async () => {
    const fake = await openFakeWorkshop({ sealed });
    await fake.environment.pass(70_000);
    expect(fake.asked.slice(0, 2)).toEqual([
      { url: `${KEYS}?t=16`, tag: null },
      { url: `${KEYS}?t=17`, tag: '"0"' },
    ]);
    expect(fake.asked.length).toBe(4);
  });

  it("is rarer while nobody looks, after failures, and where the server tells by itself", async () => {
    const fake = await openFakeWorkshop({ sealed });
    fake.page.hidden = true;
    await fake.environment.pass(21_000);
    const before = fake.asked.length;
    await fake.environment.pass(119_000);
    expect(fake.asked.length).toBe(before + 1);
    fake.page.hidden = false;
    fake.page.comeBack();
    await settle();
    expect(fake.asked.length).toBe(before + 2);
    fake.answer = { failure: "unreachable", host: "courses.example" };
    await fake.environment.pass(200_000);
    expect(fake.asked.length).toBeLessThan(before + 8);
  });

  it("ends with the notebook", async () => {
    const fake = await openFakeWorkshop({ sealed });
    fake.app.navigate("#/settings");
    const before = fake.asked.length;
    await fake.environment.pass(600_000);
    fake.page.comeBack();
    expect(fake.asked.length).toBe(before);
  });

  it("goes to no address that the course does not name, and to none without https", () => {
    const find = (change: object) => {
      const course = JSON.parse(courseJson());
      Object.assign(course.notebooks[0], change);
      return findWorkshop(JSON.stringify(course), COURSE, "intro");
    };
    expect(find({})).toMatchObject({ sealedUrl: SEALED, keysUrl: KEYS, eventsUrl: null });
    expect(find({ keys: "https://keys.example/k.json" })?.keysUrl).toBe("https://keys.example/k.json");
    for (const keys of ["http://keys.example/k.json", "javascript:alert(1)", "data:application/json,{}"]) {
      expect(find({ keys })).toBeUndefined();
    }
    expect(find({ sealed: "https://other.example/sealed.json" })).toBeUndefined();
    expect(
      findWorkshop(courseJson({ events: "https://other.example/" }), COURSE, "intro")?.eventsUrl,
    ).toBeNull();
    expect(findWorkshop(courseJson(), COURSE, "another")).toBeUndefined();
    expect(findWorkshop("<!doctype html>", COURSE, "intro")).toBeUndefined();
  });
});
