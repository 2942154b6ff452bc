/** Validating from the dashboard or before submitting: now where the notebook is open, never at a later opening. */
import { expect, it, vi } from "vitest";
import { createValidating } from "../../../src/state/course/validating.ts";
import { COURSE_URL, settle } from "../fake-environment.ts";
import { openNotebook } from "../open-notebook.ts";

const wanted = { course: COURSE_URL, notebook: "nb" };
const isRunning = (kind: string) => kind === "running";

it("validates the notebook that is open at once, and goes nowhere", async () => {
  const { app, session } = await openNotebook();
  const go = vi.fn(async () => true);
  createValidating(app)(wanted, go);
  await vi.waitFor(() => expect(session.validator.state.value.kind).toSatisfy(isRunning));
  expect(go).not.toHaveBeenCalled();
});

it("validates another notebook as soon as that is open", async () => {
  const { app } = await openNotebook();
  app.navigate("#/c/one");
  createValidating(app)(wanted, async () => {
    app.navigate("#/c/one/nb");
    return true;
  });
  await vi.waitFor(() => expect(app.workspace.value.kind).toBe("open"));
  const { value } = app.workspace;
  if (value.kind !== "open") throw new Error("It is not open");
  await vi.waitFor(() => expect(value.session.validator.state.value.kind).toSatisfy(isRunning));
});

for (const [name, isFound] of [
  ["it could not be fetched", false],
  ["one has gone elsewhere meanwhile", true],
] as const) {
  it(`does not validate at a later opening when ${name}`, async () => {
    const { app } = await openNotebook();
    app.navigate("#/c/one");
    createValidating(app)(wanted, async () => {
      if (isFound) app.navigate("#/c/one/nb");
      return isFound;
    });
    app.navigate("#/");
    await settle();
    app.navigate("#/c/one/nb");
    await vi.waitFor(() => expect(app.workspace.value.kind).toBe("open"));
    const { value } = app.workspace;
    expect(value.kind === "open" && value.session.validator.state.value.kind).toBe("idle");
  });
}
