/** What the attendee does and what opens by it; and what does not. */
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { CheckRecord } from "../../../src/core/checks/record.ts";
import { utf8 } from "../../../src/core/solutions/bytes.ts";
import { xor } from "../../../src/core/solutions/xor.ts";
import { settle } from "../fake-environment.ts";
import { COURSE, type FakeWorkshop, KEYS, openFakeWorkshop } from "./fake-ports.ts";
import { handedOut, passphrase, phrase, releaseKeys, sealSample } from "./sample-workshop.ts";

let sealed = "";
let open = "";
beforeAll(async () => {
  [sealed, open] = [await sealSample(), await sealSample({ withSession: false })];
});

const passed = (label: string): CheckRecord => ({
  cell: null,
  label,
  key: null,
  status: "success",
  details: [],
  earnedWeight: 1,
  totalWeight: 1,
  marks: null,
});

let runs = 0;
/** A run in which these checks pass; it settles, and Python says what it holds. */
async function run(fake: FakeWorkshop, labels: readonly string[], values: object = {}): Promise<void> {
  const number = ++runs;
  fake.say({ kind: "run", run: number, state: "started" });
  for (const label of labels) fake.say({ kind: "check", run: number, record: passed(label) });
  fake.say({ kind: "run", run: number, state: "finished" });
  await fake.environment.pass(500);
  const asked = fake.sent.filter((message) => message.kind === "read-answers").at(-1);
  if (asked) fake.say({ kind: "answers", request: asked.request, json: JSON.stringify(values) });
  await settle();
}

const roots = [
  "list",
  [
    ["int", "-2"],
    ["int", "3"],
  ],
];
const why = (fake: FakeWorkshop, exercise: string) => {
  const card = fake.workshop.cards.value.get(exercise);
  return card?.kind === "locked" ? card.why?.failure : card?.kind;
};

describe("an answer", () => {
  it("opens its lock when a run comes to it; the notebook is asked for nothing else", async () => {
    const fake = await openFakeWorkshop({ sealed });
    await run(fake, [], {
      roots: [
        "list",
        [
          ["int", "-2"],
          ["int", "4"],
        ],
      ],
    });
    expect(fake.sent.at(-1)).toMatchObject({ kind: "read-answers", names: ["roots"] });
    await vi.waitFor(() => expect(fake.card("Q2")).toBe("locked"), 10_000);
    await run(fake, [], { roots });
    await fake.opens("Q2");
    expect(fake.workshop.cards.value.get("Q2")).toMatchObject({ solution: { by: "answer" } });
    expect(["Q1", "Q3", "Q4"].map(fake.card)).toEqual(["locked", "locked", "locked"]);
  });

  it("is not tried for what is no answer, and can be cancelled", async () => {
    const fake = await openFakeWorkshop({ sealed });
    for (const value of [null, ["float", "nan"], ["set", []]]) {
      await run(fake, [], { roots: value });
      expect(fake.card("Q2")).toBe("locked");
    }
    await run(fake, [], { roots });
    expect(fake.card("Q2")).toBe("opening");
    fake.workshop.cancel("Q2");
    await vi.waitFor(() => expect(fake.card("Q2")).toBe("locked"));
    await run(fake, [], { roots });
    await fake.opens("Q2");
  });
});

describe("checks", () => {
  it("that pass open their own gate and nothing else, forged or not", async () => {
    const fake = await openFakeWorkshop({ sealed: open });
    await run(fake, ["Q1: A sum", "Q2: Roots", "Q3: Square", "Q4: Turned"]);
    await fake.opens("Q3");
    expect(["Q1", "Q2", "Q4"].map(fake.card)).toEqual(["locked", "locked", "locked"]);
    expect(fake.workshop.steps.value.map(({ progress }) => progress)).toEqual(Array(4).fill("passed"));
  });

  it("need the session's words where the gate is wrapped, in either order", async () => {
    const fake = await openFakeWorkshop({ sealed });
    await run(fake, ["Q3: Square"]);
    expect(why(fake, "Q3")).toBe("needs-session");
    fake.workshop.typeWords("Q3", passphrase);
    await fake.opens("Q3");
    const other = await openFakeWorkshop({ sealed });
    other.workshop.typeWords("Q3", passphrase);
    await vi.waitFor(() => expect(why(other, "Q3")).toBe("checks-first"), 10_000);
    await run(other, ["Q3: Square"]);
    await other.opens("Q3");
  });

  it("that passed open nothing when their cell has failed since, and keep open what they opened", async () => {
    const fake = await openFakeWorkshop({ sealed: open });
    const step = () => fake.workshop.steps.value.find(({ id }) => id === "Q3")?.progress;
    const cell = "the-check";
    const check = { ...passed("Q3: Square"), cell };
    const runTo = async (number: number, status: "idle" | "error") => {
      fake.say({ kind: "run", run: number, state: "started" });
      fake.say({ kind: "cell", run: number, cell, status: "running" });
      fake.say({ kind: "check", run: number, record: check });
      expect(step()).toBe("passed");
      fake.say({ kind: "cell", run: number, cell, status });
      fake.say({ kind: "run", run: number, state: "finished" });
      await fake.environment.pass(500);
      await settle();
    };
    await runTo(1, "error");
    expect(step()).toBe("in-progress");
    expect(why(fake, "Q3")).not.toBe("open");
    await runTo(2, "idle");
    await fake.opens("Q3");
    await runTo(3, "error");
    expect(step()).toBe("in-progress");
    expect(why(fake, "Q3")).toBe("open");
  });

  it("that passed are remembered after a reload, until they run again", async () => {
    const first = await openFakeWorkshop({ sealed });
    await run(first, ["Q1: A sum"]);
    const again = await openFakeWorkshop({ sealed, environment: first.environment });
    expect(again.workshop.steps.value[0]?.progress).toBe("passed");
    again.say({ kind: "run", run: 1, state: "started" });
    again.say({ kind: "check", run: 1, record: { ...passed("Q1: A sum"), status: "danger" } });
    expect(again.workshop.steps.value[0]?.progress).toBe("in-progress");
  });
});

describe("words", () => {
  it("of one exercise open it, however they are typed; wrong ones are refused", async () => {
    const fake = await openFakeWorkshop({ sealed });
    fake.workshop.typeWords("Q4", "zoo zone zero youth young yell");
    await vi.waitFor(() => expect(why(fake, "Q4")).toBe("does-not-open"), 10_000);
    fake.workshop.typeWords("Q4", phrase.split(" ").slice(0, 5).join(" "));
    await vi.waitFor(() => expect(why(fake, "Q4")).toBe("too-few-words"), 10_000);
    fake.workshop.typeWords("Q4", phrase.toUpperCase().replaceAll(" ", " – "));
    await fake.opens("Q4");
    expect(why(fake, "Q3")).toBeUndefined();
  });

  it("of the session open every lock that asks for them", async () => {
    const fake = await openFakeWorkshop({ sealed });
    fake.workshop.typeWords("Q4", passphrase);
    await fake.opens("Q4");
    expect(fake.workshop.cards.value.get("Q4")).toMatchObject({ solution: { by: "session" } });
    expect(fake.card("Q3")).toBe("locked");
  });
});

describe("an open solution", () => {
  it("stands beside one's own code, is copied, and inserted without breaking it", async () => {
    const answer = { kind: "text", text: JSON.stringify(releaseKeys), tag: null } as const;
    const fake = await openFakeWorkshop({ sealed, answer });
    await fake.opens("Q1");
    await fake.opens("Q3");
    expect(fake.workshop.ownCode("Q1")).toBe("");
    fake.say({ kind: "edit", edit: { kind: "code", cell: fake.cell("first"), code: "total = 1" } });
    expect(fake.workshop.ownCode("Q1")).toBe("total = 1");
    const body = "def square(n):\n    return n * 3";
    fake.say({ kind: "edit", edit: { kind: "code", cell: fake.cell("third"), code: body } });
    expect(fake.workshop.ownCode("Q3")).toBe("return n * 3");
    expect(await fake.workshop.copy("Q3")).toBe(true);
    expect(fake.environment.copied).toEqual(["return n * n"]);
    const before = fake.session.source.cells.value.length;
    fake.workshop.insert("Q1", "Model solution");
    await vi.waitFor(() => expect(fake.session.source.cells.value.length).toBe(before + 1));
    const inserted = fake.session.source.cells.value[3];
    expect(inserted?.code).toBe("# Model solution\n# total = sum(range(1, 101))");
    expect(fake.session.source.cells.value[1]?.code).toBe("total = 1");
    // It stands above the next exercise, and is nobody's own work.
    expect(["Q1", "Q2"].map(fake.workshop.ownCode)).toEqual(["total = 1", ""]);
  });
});

it("hints are counted for the exercise that offers them, opened ones once, and after a reload", async () => {
  const fake = await openFakeWorkshop({ sealed });
  const second = fake.cell("second");
  const counts = ({ workshop }: FakeWorkshop) =>
    workshop.steps.value.map(({ hints }) => `${hints.opened}/${hints.all}`);
  fake.say({ kind: "hint", cell: second, count: 2 });
  expect(counts(fake)).toEqual(["0/0", "0/2", "0/0", "0/0"]);
  fake.say({ kind: "hint-opened", cell: second, hint: 1 });
  fake.say({ kind: "hint-opened", cell: second, hint: 1 });
  expect(counts(fake)).toEqual(["0/0", "1/2", "0/0", "0/0"]);
  // What the frame may not claim: hints that are not on offer, or of cells that offer none.
  fake.say({ kind: "hint-opened", cell: second, hint: 2 });
  fake.say({ kind: "hint-opened", cell: fake.cell("first"), hint: 0 });
  expect(fake.session.hints.count(fake.session.source.cells.value)).toEqual({ opened: 1, all: 2 });

  const again = await openFakeWorkshop({ sealed, environment: fake.environment });
  expect(counts(again)).toEqual(["0/0", "0/0", "0/0", "0/0"]);
  again.say({ kind: "hint", cell: again.cell("second"), count: 2 });
  expect(counts(again)).toEqual(["0/0", "1/2", "0/0", "0/0"]);
});

describe("mograder's own workshop", () => {
  it("opens by its key, is said to be no secret, and asks only where its course is", async () => {
    const key = "spoken-key";
    const hash = Buffer.from(await crypto.subtle.digest("SHA-256", utf8(key))).toString("hex");
    const solution = Buffer.from(xor(utf8("total = 5050"), utf8(key))).toString("base64");
    const cell = `    # === MOGRADER: EXERCISES ===\n    EXERCISES = {"Q1": {"solution": "${solution}"}}\n    SALT_HASH = "${hash}"\n    KEYS_URL = "https://stranger.example/keys.json"`;
    const notebook = handedOut.replace(/ {4}# === MOGRADER[^\n]*\n[^\n]*/, cell);
    const course = JSON.stringify({
      format: "atelier-course",
      version: 1,
      id: "fixture",
      title: "Old",
      notebooks: [{ id: "intro", title: "Old", file: "notebooks/intro/notebook.py" }],
    });
    const stranger = await openFakeWorkshop({ sealed, notebook, course });
    expect(stranger.workshop.keys).toBeNull();
    stranger.workshop.typeWords("Q1", "wrong");
    await vi.waitFor(() => expect(why(stranger, "Q1")).toBe("does-not-open"));
    stranger.workshop.typeWords("Q1", key);
    await stranger.opens("Q1");
    expect(stranger.workshop.cards.value.get("Q1")).toMatchObject({
      solution: { code: ["total = 5050"], secret: false },
    });
    const own = await openFakeWorkshop({
      sealed,
      notebook: notebook.replace("https://stranger.example", new URL(".", KEYS).href),
      course,
      answer: { kind: "text", text: JSON.stringify({ Q1: key }), tag: null },
    });
    await own.opens("Q1");
    expect(new URL(own.asked[0]?.url ?? "").host).toBe(new URL(COURSE).host);
  });
});
