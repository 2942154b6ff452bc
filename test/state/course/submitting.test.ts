/** Submitting from the dashboard: what is shown before anything is sent, and what is sent then. */
import { describe, expect, it } from "vitest";
import { digestOf } from "../../../src/core/digest.ts";
import { NO_RULES } from "../../../src/core/submission/transport.ts";
import { ada, assignment, createCourseWorld, rest, signIn } from "./course-world.ts";
import { draft, openDesk, row, UNTOUCHED } from "./open-desk.ts";

describe("submitting", () => {
  it("takes what was typed a moment before", async () => {
    const world = createCourseWorld();
    signIn(world);
    const desk = await openDesk(world, {}, "typed = 1\n");
    await desk.submitting?.begin("a");
    expect(desk.submitting?.state.value).toMatchObject({
      kind: "ready",
      plan: { filename: "a.py", digest: await digestOf("typed = 1\n"), isSame: false, isValidated: false },
    });
  });

  it("says that the server has this very text, and refuses by the server's rules before anything is sent", async () => {
    const world = createCourseWorld();
    signIn(world);
    const desk = await openDesk(world, {}, "typed = 1\n");
    await desk.submitting?.begin("a");
    await desk.submitting?.confirm({ final: true, agreed: false });
    await rest();
    await desk.submitting?.begin("a");
    expect(desk.submitting?.state.value).toMatchObject({ kind: "ready", plan: { isSame: true } });
    world.server.assignments = [assignment("a", { rules: { ...NO_RULES, maxBytes: 5 } })];
    desk.look();
    await rest();
    await desk.submitting?.begin("a");
    expect(desk.submitting?.state.value).toEqual({
      kind: "failed",
      failure: { failure: "submission-too-large", bytes: 10, limit: 5 },
    });
  });

  it("waits for somebody to sign in, and for room on the disk", async () => {
    const world = createCourseWorld();
    const named = { id: "a", name: "A", cmid: null, due: null, filename: null, notebook: "a" };
    const desk = await openDesk(world, { assignments: [named] }, "typed = 1\n");
    await desk.submitting?.begin("a");
    expect(desk.submitting?.state.value).toEqual({ kind: "signed-out", notebook: "a" });
    await desk.counter?.signIn.signIn({ kind: "token", token: ada.token }, false);
    await rest();
    await desk.submitting?.begin("a");
    world.environment.writeFailure = { failure: "storage-full" };
    await desk.submitting?.confirm({ final: true, agreed: false });
    expect(desk.submitting?.state.value).toEqual({ kind: "failed", failure: { failure: "storage-full" } });
    expect(world.server.stored).toEqual([]);
  });

  it("tells the notebook as it was handed out from the student's own, and what it would replace", async () => {
    const world = createCourseWorld();
    signIn(world);
    const digest = await digestOf("elsewhere = 1\n");
    world.server.stored.push({ assignment: "a", user: "ada", digest, bytes: 14 });
    const desk = await openDesk(world);
    await desk.actions.open(row(desk));
    await desk.submitting?.begin("a");
    expect(desk.submitting?.state.value).toMatchObject({
      plan: { isUntouched: true, earlier: { at: 5_000 } },
    });
    await draft(world, UNTOUCHED);
    desk.look();
    await rest();
    await desk.submitting?.begin("a");
    expect(desk.submitting?.state.value).toMatchObject({ plan: { isUntouched: true } });
    await draft(world, "mine = 1\n");
    desk.look();
    await rest();
    await desk.submitting?.begin("a");
    expect(desk.submitting?.state.value).toMatchObject({ plan: { isUntouched: false } });
  });

  it("works without the server's list, from what the course's file says", async () => {
    const world = createCourseWorld();
    signIn(world);
    world.server.trouble.list = [{ failure: "unreachable", host: "grader.example" }];
    const named = { id: "hw7", name: "A", cmid: null, due: null, filename: null, notebook: "a" };
    const desk = await openDesk(world, { assignments: [named] }, "typed = 1\n");
    await desk.submitting?.begin("a");
    await desk.submitting?.confirm({ final: true, agreed: false });
    await rest();
    expect(world.server.stored).toMatchObject([{ assignment: "hw7" }]);
  });
});
