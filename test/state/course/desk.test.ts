/** A course's dashboard: what is listed, how far it is, who is signed in where, and what may be done. */
import { describe, expect, it, vi } from "vitest";
import { digestOf } from "../../../src/core/digest.ts";
import { createOutbox } from "../../../src/state/course/outbox.ts";
import {
  ada,
  aSubmission,
  assignment,
  COURSE,
  createCourseWorld,
  happened,
  rest,
  SERVER,
  signIn,
} from "./course-world.ts";
import { draft, grade, openDesk, row } from "./open-desk.ts";

describe("an assignment goes", () => {
  it("from not started over downloaded, in progress, submitted and modified to graded", async () => {
    const world = createCourseWorld();
    signIn(world);
    const desk = await openDesk(world);
    expect(row(desk)).toMatchObject({ state: "not-started", isAway: true });
    await desk.actions.open(row(desk));
    expect(world.environment.address.hash).toBe("#/c/one/a");
    expect(row(desk)).toMatchObject({ state: "downloaded", isAway: false });

    await draft(world, "mine = 1\n");
    desk.look();
    await rest();
    expect(row(desk)).toMatchObject({ state: "in-progress", isChanged: true });

    await desk.submitting?.begin("a");
    await desk.submitting?.confirm({ final: true, agreed: false });
    await rest();
    expect(row(desk)).toMatchObject({
      state: "submitted",
      receipt: { digest: await digestOf("mine = 1\n") },
    });

    await draft(world, "mine = 2\n");
    desk.look();
    await rest();
    expect(row(desk).state).toBe("modified");

    await draft(world, "mine = 1\n");
    world.server.grades.set("a", grade("8.5"));
    desk.look();
    await rest();
    expect(row(desk)).toMatchObject({ state: "graded", hasNews: true, grade: { text: "8.5" } });
    expect(happened(world)).toEqual(["downloaded", "queued", "submitted", "graded"]);
  });

  it("shows what another tab has sent", async () => {
    const world = createCourseWorld();
    const outbox = createOutbox(world.ports);
    await outbox.add(await aSubmission({ notebook: "a" }));
    await draft(world, "x = 1\n");
    const own = { id: "a", name: "Homework a", cmid: null, due: null, filename: null, notebook: "a" };
    const desk = await openDesk(world, { assignments: [own] }, undefined, outbox);
    expect(row(desk)).toMatchObject({ state: "in-progress", queued: { id: "one" } });
    signIn(world);
    const other = createOutbox(world.ports);
    await other.load();
    other.sendNow();
    await rest();
    outbox.sendNow();
    await rest();
    expect(world.receipts).toHaveLength(1);
    expect(row(desk)).toMatchObject({ state: "submitted", queued: null, receipt: { id: "one" } });
  });

  it("shows what another device has submitted", async () => {
    const world = createCourseWorld();
    signIn(world);
    const digest = await digestOf("theirs = 1\n");
    world.server.stored.push({ assignment: "a", user: "ada", digest, bytes: 11 });
    await draft(world, "mine = 1\n");
    const desk = await openDesk(world);
    expect(row(desk)).toMatchObject({ state: "modified", receipt: null, submission: { state: "submitted" } });
  });
});

describe("what the server said", () => {
  it("is there without it, with its age", async () => {
    const world = createCourseWorld();
    signIn(world);
    world.server.grades.set("a", grade("7"));
    await openDesk(world);
    world.network.online = false;
    world.server.calls.length = 0;
    const desk = await openDesk(world);
    expect(row(desk)).toMatchObject({ grade: { text: "7" } });
    expect(desk.counter?.view.note.value?.listedAt).toBe(1_000_000);
    expect(world.server.calls).toEqual([]);
  });

  it("of a grade is news until it was looked at, and again when it changes", async () => {
    const world = createCourseWorld();
    signIn(world);
    world.server.grades.set("a", grade("7"));
    const desk = await openDesk(world);
    expect(row(desk).hasNews).toBe(true);
    desk.counter?.view.see("a");
    expect(row(desk).hasNews).toBe(false);
    await desk.counter?.refresh();
    expect(row(desk).hasNews).toBe(false);
    world.server.grades.set("a", grade("9"));
    await desk.counter?.refresh();
    expect(row(desk).hasNews).toBe(true);
    expect(happened(world)).toEqual(["graded", "graded"]);
  });

  it("is shown to nobody else, and gone with signing out", async () => {
    const world = createCourseWorld();
    signIn(world);
    world.server.grades.set("a", grade("7"));
    const first = await openDesk(world);
    first.close();
    signIn(world, { token: "eve:secret", user: "eve", name: "Eve" });
    world.server.assignments = [];
    world.network.online = false;
    const desk = await openDesk(world);
    expect(desk.rows.value).toEqual([]);
    world.network.online = true;
    await desk.counter?.signOut();
    expect(await world.ports.notes.read(COURSE)).toBeUndefined();
    expect(world.tokens.size).toBe(0);
  });

  it("that the token is none any more signs out, and says why", async () => {
    const world = createCourseWorld();
    signIn(world);
    world.server.isTokenGood = false;
    const desk = await openDesk(world);
    expect(desk.counter?.signIn.state.value).toEqual({
      kind: "out",
      why: { failure: "signed-out", host: "grader.example" },
      hasLeft: false,
    });
    expect(world.tokens.size).toBe(0);
    expect(happened(world)).toEqual(["signed-out"]);
  });
});

describe("handing out", () => {
  it("needs somebody signed in, and says so", async () => {
    const world = createCourseWorld();
    const named = { id: "a", name: "A", cmid: null, due: null, filename: null, notebook: "a" };
    const desk = await openDesk(world, { assignments: [named] });
    await desk.actions.open(row(desk));
    expect(desk.actions.states.value.get("a")).toMatchObject({ failure: { failure: "signed-out" } });
    expect(world.environment.address.hash).toBe("");
  });

  it("is done again when the server corrects it", async () => {
    const world = createCourseWorld();
    signIn(world);
    const desk = await openDesk(world);
    await desk.actions.open(row(desk));
    world.server.files.set("a.py", "handed = 2\n");
    desk.look();
    await rest();
    const kept = await world.ports.handouts.read({ course: COURSE, notebook: "a" });
    expect(kept && "files" in kept ? await kept.files[0]?.blob.text() : "").toBe("handed = 2\n");
    expect(happened(world)).toContain("changed-upstream");
  });

  it("is gone back to by a reset, and what was written stays in the history", async () => {
    const world = createCourseWorld();
    signIn(world);
    const desk = await openDesk(world);
    await desk.actions.open(row(desk));
    await draft(world, "mine = 1\n");
    desk.look();
    await rest();
    await desk.actions.reset(row(desk));
    expect(await world.ports.drafts.read({ course: COURSE, notebook: "a" })).toMatchObject({
      source: "handed = 1\n",
    });
    expect(world.environment.history).toMatchObject([{ reason: "reset", source: "mine = 1\n" }]);
    expect(row(desk).state).toBe("downloaded");
  });

  it("gives the work as one file, or as a ZIP with its data", async () => {
    const world = createCourseWorld();
    signIn(world);
    const desk = await openDesk(world);
    await desk.actions.open(row(desk));
    await desk.actions.download(row(desk));
    const data = { name: "tide.csv", url: `${SERVER}/assignments/a/files/tide.csv`, bytes: null };
    world.server.files.set("tide.csv", "1,2\n");
    world.server.files.set("a.py", "handed = 2\n");
    world.server.assignments = [assignment("a", { files: [...assignment("a").files, data] })];
    desk.look();
    await vi.waitFor(() => expect(happened(world)).toContain("changed-upstream"));
    await rest();
    await desk.actions.download(row(desk));
    expect(world.environment.saved.map(({ name }) => name)).toEqual(["a.py", "a.zip"]);
    expect(world.log[0]).toMatchObject({
      assignment: "Homework a",
      what: { kind: "saved", filename: "a.zip" },
    });
  });
});

describe("a course that names another server than before", () => {
  it("is signed out, shows both, and sends nothing before the student agrees", async () => {
    const world = createCourseWorld();
    signIn(world);
    await openDesk(world);
    expect(world.known.get(COURSE)).toMatchObject({ server: { url: SERVER } });
    world.server.calls.length = 0;
    const moved = { kind: "https", url: "https://evil.example" } as const;
    // Even with a token for the new address lying about.
    world.tokens.set(JSON.stringify([COURSE, moved.url]), ada);
    const desk = await openDesk(world, { transport: moved });
    expect(desk.counter?.agreement.state.value).toEqual({
      kind: "changed",
      before: SERVER,
      now: "https://evil.example",
    });
    expect(world.tokens.size).toBe(0);
    expect(world.server.calls).toEqual([]);
    await desk.counter?.agreement.agree();
    await rest();
    expect(world.server.calls).toEqual([]);
    expect(world.known.get(COURSE)).toMatchObject({ server: { url: moved.url } });
  });

  it("with the same id and title as another course has nothing of that one", async () => {
    const world = createCourseWorld();
    signIn(world);
    await draft(world, "mine = 1\n");
    await openDesk(world);
    world.server.calls.length = 0;
    const desk = await openDesk(world, { url: "https://evil.example/course.json" }, undefined);
    expect(desk.counter?.signIn.state.value).toEqual({ kind: "out", why: null, hasLeft: false });
    expect(desk.rows.value).toEqual([]);
    expect(world.server.calls).toEqual([]);
  });
});
