/** What is kept of courses: submissions on their way, receipts, what servers said, tokens. */
import "fake-indexeddb/auto";
import { openDB } from "idb";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ServerNote } from "../../src/state/course/ports.ts";
import { draft, openStorage, queued, receipt } from "./stored.ts";

class FakeSession {
  readonly #items = new Map<string, string>();
  getItem = (name: string) => this.#items.get(name) ?? null;
  setItem(name: string, value: string) {
    this.#items.set(name, value);
    Object.defineProperty(this, name, { value, enumerable: true, configurable: true });
  }
  removeItem(name: string) {
    this.#items.delete(name);
    Reflect.deleteProperty(this, name);
  }
}
beforeEach(() => {
  vi.stubGlobal("sessionStorage", new FakeSession());
});

const { course } = draft;
const key = { course, server: "https://grader.example" };
const access = { token: "ada:0a1b2c", user: "ada", name: "Ada" };

describe("submissions", () => {
  it("wait until they have arrived, and a receipt takes their place", async () => {
    const { submissions } = openStorage("/queue/");
    const later = { ...queued, id: "second", queuedAt: 9 };
    await submissions.add(later);
    await submissions.add(queued);
    const waiting = await submissions.queued();
    expect(waiting).toMatchObject([{ id: "first" }, { id: "second" }]);
    expect("failure" in waiting ? "" : await waiting[0]?.content.text()).toBe("import marimo");
    await submissions.arrived("first", receipt);
    expect(await submissions.queued()).toMatchObject([{ id: "second" }]);
    // Another tab, which has not heard of it yet, brings nothing back.
    await submissions.change({ ...queued, tries: 1 });
    await submissions.change({ ...later, tries: 1 });
    expect(await submissions.queued()).toMatchObject([{ id: "second", tries: 1 }]);
    expect(await submissions.receipts(course)).toEqual([receipt]);
    expect(await submissions.receipts("https://other.example/course.json")).toEqual([]);
  });

  it("that somebody else has written are not read", async () => {
    const { submissions } = openStorage("/poisoned/");
    await submissions.add(queued);
    const database = await openDB("atelier /poisoned/");
    await database.put("queued", { id: "evil", server: "https://evil.example" });
    await database.put("receipts", { ...receipt, proof: "trust me" });
    database.close();
    expect(await submissions.queued()).toHaveLength(1);
    expect(await submissions.receipts(course)).toEqual([]);
  });
});

it("what a student decides about a course leaves the rest as it was, whatever comes at once", async () => {
  const { known } = openStorage("/known/");
  const server = { kind: "moodle", url: "https://moodle.example" } as const;
  await Promise.all([
    known.change(course, { server }),
    known.change(course, { isAdded: true, text: "{}" }),
    known.change("https://other.example/course.json", { isAdded: true }),
    known.change(course, { moodleCourse: { id: 7, name: "Linear algebra" } }),
  ]);
  expect(await known.list()).toContainEqual({
    url: course,
    isAdded: true,
    text: "{}",
    server,
    moodleCourse: { id: 7, name: "Linear algebra" },
  });
  expect(await known.list()).toHaveLength(2);
});

it("what a server said comes back as it was, or not at all", async () => {
  const { notes } = openStorage("/notes/");
  const note: ServerNote = {
    course,
    server: key.server,
    user: "ada",
    listedAt: 7,
    assignments: [queued.assignment],
    statuses: {
      hw1: {
        askedAt: 8,
        isSeen: false,
        gradedAt: null,
        status: {
          submission: { state: "submitted", at: 5, files: [{ name: "ada.py", bytes: 13, digest: null }] },
          grade: { text: "8.5", at: null, feedback: { kind: "html", content: "<p>Good" }, files: [] },
          closed: { failure: "closed", at: 9 },
        },
      },
    },
  };
  await notes.write(note);
  expect(await notes.read(course)).toEqual(note);
  const database = await openDB("atelier /notes/");
  await database.put("notes", {
    ...note,
    statuses: { hw1: { status: { closed: { failure: "no-such-code" } } } },
  });
  database.close();
  expect(await notes.read(course)).toBeUndefined();
});

it("the log has the newest first, and forgets the oldest of many", async () => {
  const { activity } = openStorage("/log/");
  const line = (at: number) => ({ at, course, assignment: null, what: { kind: "cancelled" } as const });
  for (let at = 1; at <= 2_003; at++) await activity.add(line(at));
  const lines = await activity.list(course);
  expect(lines).toHaveLength(2_000);
  expect(lines).toMatchObject({ 0: { at: 2_003 }, 1999: { at: 4 } });
}, 60_000);

describe("tokens", () => {
  it("are kept for the tab, or until somebody signs out, and for one course at one server only", async () => {
    const { keyring } = openStorage("/tokens/");
    expect(keyring.canRemember).toBe(true);
    expect(await keyring.read(key)).toBeUndefined();
    await keyring.write(key, access, false);
    expect(await keyring.read(key)).toEqual({ access, remembered: false });
    expect(await keyring.read({ ...key, server: "https://other.example" })).toBeUndefined();
    expect(await keyring.read({ ...key, course: "https://evil.example/course.json" })).toBeUndefined();
    await keyring.remove(key);
    expect(await keyring.read(key)).toBeUndefined();
    await keyring.write(key, access, true);
    // The tab is closed.
    vi.stubGlobal("sessionStorage", new FakeSession());
    expect(await openStorage("/tokens/").keyring.read(key)).toEqual({ access, remembered: true });
    await keyring.removeAll();
    expect(await keyring.read(key)).toBeUndefined();
  });

  it("stand nowhere in clear, and cannot be moved to another place", async () => {
    const { keyring } = openStorage("/clear/");
    await keyring.write(key, access, true);
    await keyring.write({ ...key, course: "b" }, access, false);
    const database = await openDB("atelier /clear/");
    const name = JSON.stringify([course, key.server]);
    const entry = await database.get("keyring", name);
    const bytes = Buffer.from(entry.box);
    expect(bytes.includes("0a1b2c")).toBe(false);
    expect(JSON.stringify(Object.entries(sessionStorage))).not.toContain("0a1b2c");
    const device: CryptoKey = await database.get("keyring", "device");
    expect(device.extractable).toBe(false);
    const other = { course, server: "https://evil.example" };
    await database.put("keyring", entry, JSON.stringify([other.course, other.server]));
    database.close();
    expect(await keyring.read(other)).toBeUndefined();
    expect(await keyring.read(key)).toMatchObject({ access });
  });

  it("live in memory where the browser has no cryptography for pages", async () => {
    vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
    const { keyring } = openStorage("/http/");
    vi.unstubAllGlobals();
    expect(keyring.canRemember).toBe(false);
    await keyring.write(key, access, true);
    expect(await keyring.read(key)).toEqual({ access, remembered: false });
    await keyring.remove(key);
    expect(await keyring.read(key)).toBeUndefined();
  });
});
