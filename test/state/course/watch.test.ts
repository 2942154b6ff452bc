/** What is done in an open notebook stands in its course's log, under the assignment's name. */
import { expect, it, vi } from "vitest";
import { watchCourse } from "../../../src/state/course/watch.ts";
import { COURSE_URL, NOTEBOOK } from "../fake-environment.ts";
import { openNotebook } from "../open-notebook.ts";
import { createCourseWorld } from "./course-world.ts";

it("logs that the notebook was downloaded", async () => {
  const world = createCourseWorld();
  const { app, session } = await openNotebook(world.environment);
  const room = watchCourse(app, async () => world.ports, world.environment);
  await vi.waitFor(() => expect(room.desk.value?.isRead.value).toBe(true), { timeout: 15_000 });
  session.download();
  await vi.waitFor(() => expect(world.log).toHaveLength(1));
  expect(world.log[0]).toMatchObject({
    course: COURSE_URL,
    assignment: "The notebook",
    what: { kind: "saved", bytes: NOTEBOOK.length },
  });
});
