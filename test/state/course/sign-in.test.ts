/** Signing in at a course's server, and what the page shows of the token. */
import { expect, it } from "vitest";
import { ada, createCourseWorld, happened, rest, signIn } from "./course-world.ts";
import { openDesk } from "./open-desk.ts";

it("shows the token after registering, when asked for, and never after signing out", async () => {
  const world = createCourseWorld();
  const desk = await openDesk(world);
  const there = desk.counter?.signIn;
  await there?.signIn({ kind: "register", user: "eve", code: "open sesame" }, false);
  expect(there?.shownToken.value).toBe("eve:secret");
  there?.hideToken();
  expect(there?.shownToken.value).toBeNull();
  there?.showToken();
  await desk.counter?.signOut();
  expect(there?.shownToken.value).toBeNull();
  await there?.signIn({ kind: "token", token: ada.token }, false);
  // Whoever has pasted it has it.
  expect(there?.shownToken.value).toBeNull();
  await rest();
  expect(happened(world)).toEqual(["signed-in", "signed-out", "signed-in"]);
  expect(JSON.stringify(world.log)).not.toContain("secret");
});

it("tells somebody who has signed out from somebody whose token was refused", async () => {
  const world = createCourseWorld();
  signIn(world);
  const desk = await openDesk(world);
  const there = desk.counter?.signIn;
  await desk.counter?.signOut();
  expect(there?.state.value).toEqual({ kind: "out", why: null, hasLeft: true });
  await there?.signIn({ kind: "token", token: "nonsense" }, false);
  expect(there?.state.value).toMatchObject({ why: { failure: "signed-out" }, hasLeft: false });
  // Another way is chosen.
  there?.cancel();
  expect(there?.state.value).toEqual({ kind: "out", why: null, hasLeft: false });
});
