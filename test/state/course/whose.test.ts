/** Whose a submission is, and which version a grade is for. */
import { describe, expect, it } from "vitest";
import type { Desk } from "../../../src/state/course/desk.ts";
import { createOutbox } from "../../../src/state/course/outbox.ts";
import { aSubmission, type CourseWorld, createCourseWorld, rest, signIn } from "./course-world.ts";
import { draft, grade, openDesk, row } from "./open-desk.ts";

describe("several students at one browser", () => {
  const bob = { token: "bob:secret", user: "bob", name: "Bob" };

  it("see each what they have submitted themselves, and who else has", async () => {
    const world = createCourseWorld();
    signIn(world);
    await draft(world, "mine = 1\n");
    const first = await openDesk(world);
    await first.submitting?.begin("a");
    await first.submitting?.confirm({ final: true, agreed: false });
    await rest();
    expect(row(first)).toMatchObject({ state: "submitted", receipt: { user: "ada" }, others: [] });
    first.close();
    signIn(world, bob);
    const second = await openDesk(world);
    expect(row(second)).toMatchObject({ state: "in-progress", receipt: null, others: ["ada"] });
    const whose = world.log.flatMap(({ what }) => ("user" in what ? `${what.kind} ${what.user}` : []));
    expect(whose.toReversed()).toEqual(["queued ada", "submitted ada"]);
  });

  it("are all counted while nobody is signed in", async () => {
    const world = createCourseWorld();
    signIn(world);
    const own = { id: "a", name: "Homework a", cmid: null, due: null, filename: null, notebook: "a" };
    const desk = await openDesk(world, { assignments: [own] }, "mine = 1\n");
    await desk.submitting?.begin("a");
    await desk.submitting?.confirm({ final: true, agreed: false });
    await rest();
    await desk.counter?.signOut();
    expect(row(desk)).toMatchObject({ state: "submitted", receipt: { user: "ada" }, others: [] });
  });

  it("do not see what waits for another as their own", async () => {
    const world = createCourseWorld();
    const outbox = createOutbox(world.ports);
    await outbox.add(await aSubmission());
    signIn(world, bob);
    const desk = await openDesk(world, {}, undefined, outbox);
    expect(row(desk)).toMatchObject({ queued: null, others: ["ada"] });
    expect(desk.queued.value).toMatchObject([
      { user: "ada", trouble: { failure: { failure: "other-account", user: "ada" } } },
    ]);
  });
});

describe("an assignment that the server calls otherwise", () => {
  it("has the name of the course's file wherever people read", async () => {
    const world = createCourseWorld();
    signIn(world);
    world.server.grades.set("a", grade("8.5"));
    const own = { id: "a", name: "Week 2: More sums", cmid: null, due: null, filename: null, notebook: "a" };
    const desk = await openDesk(world, { assignments: [own] }, "mine = 1\n");
    await desk.submitting?.begin("a");
    await desk.submitting?.confirm({ final: true, agreed: false });
    await rest();
    expect(world.log.map(({ assignment }) => assignment)).toEqual(Array(3).fill("Week 2: More sums"));
    expect(world.receipts).toMatchObject([{ assignment: { id: "a", name: "Week 2: More sums" } }]);
  });
});

describe("a grade", () => {
  async function submitAgain(world: CourseWorld, desk: Desk): Promise<void> {
    await draft(world, "mine = 2\n");
    desk.look();
    await rest();
    await desk.submitting?.begin("a");
    await desk.submitting?.confirm({ final: true, agreed: false });
    await rest();
  }

  it("that came before the last submission is of the version before, by this device's clock", async () => {
    const world = createCourseWorld();
    signIn(world);
    world.server.grades.set("a", grade("8.5"));
    const desk = await openDesk(world);
    expect(row(desk)).toMatchObject({ isGradeOfBefore: false });
    await world.environment.pass(1_000);
    await submitAgain(world, desk);
    expect(row(desk)).toMatchObject({ state: "submitted", isGradeOfBefore: true, grade: { text: "8.5" } });
    world.server.grades.set("a", grade("9"));
    await world.environment.pass(1_000);
    await desk.counter?.refresh();
    expect(row(desk)).toMatchObject({ state: "graded", isGradeOfBefore: false });
  });

  it("is of the version before by the server's clock, where that tells when it was given", async () => {
    const world = createCourseWorld();
    signIn(world);
    // The server receives everything at 5000.
    world.server.grades.set("a", grade("8.5", 4_000));
    const desk = await openDesk(world);
    await submitAgain(world, desk);
    expect(row(desk)).toMatchObject({ state: "submitted", isGradeOfBefore: true });
    world.server.grades.set("a", grade("8.5", 6_000));
    await desk.counter?.refresh();
    expect(row(desk)).toMatchObject({ state: "graded", isGradeOfBefore: false });
  });
});
