/** Which assignments a course has, by its file and by its server. */
import { expect, test } from "vitest";
import type { CourseAssignment } from "../../../src/core/course/course.ts";
import { listAssignments, withDueDates } from "../../../src/core/course/listing.ts";
import { NO_RULES, type RemoteAssignment } from "../../../src/core/submission/transport.ts";

const remote = (id: string, change: Partial<RemoteAssignment> = {}): RemoteAssignment => ({
  id,
  name: `Assignment ${id}`,
  cmid: null,
  due: null,
  opens: null,
  cutoff: null,
  files: [],
  rules: NO_RULES,
  ...change,
});
const own = (name: string, change: Partial<CourseAssignment> = {}): CourseAssignment => ({
  id: name,
  name,
  cmid: null,
  due: null,
  filename: null,
  notebook: name,
  ...change,
});
const none = { assignments: [], notebooks: [] };

test("a course that names none has those of its server, by due date, those without one last", () => {
  const listed = listAssignments(none, [
    remote("a"),
    remote("b", { due: 9 }),
    remote("c", { due: 3 }),
    remote("d"),
  ]);
  expect(listed.map(({ notebook }) => notebook)).toEqual(["c", "b", "a", "d"]);
  expect(listed[0]).toMatchObject({ name: "Assignment c", isPublished: false, remote: { id: "c" } });
});

test("a course that names its own has these only, found at the server by number, id or name", () => {
  const assignments = [
    own("One", { cmid: 7 }),
    own("two"),
    own(" assignment THREE "),
    own("four", { due: 5 }),
  ];
  const server = [remote("1", { cmid: 7 }), remote("two", { due: 8 }), remote("three"), remote("extra")];
  const listed = listAssignments({ assignments, notebooks: [] }, server);
  expect(listed.map(({ notebook, remote, due }) => [notebook, remote?.id, due])).toEqual([
    ["four", undefined, 5],
    ["two", "two", 8],
    ["One", "1", null],
    [" assignment THREE ", "three", null],
  ]);
});

test("a date that the server gives this student goes before the course's", () => {
  const assignments = [own("a", { due: 5 })];
  expect(listAssignments({ assignments, notebooks: [] }, [remote("a", { due: 9 })])[0]?.due).toBe(9);
});

test("the server's list takes due dates from the course's file where the server knows none", () => {
  const servers = [remote("a", { due: 1 }), remote("b"), remote("c"), remote("d", { cmid: 4 })];
  const course = [own("a", { due: 9 }), own("ASSIGNMENT B", { due: 2 }), own("x", { cmid: 4, due: 3 })];
  expect(withDueDates(servers, course).map(({ id, due }) => [id, due])).toEqual([
    ["a", 1],
    ["b", 2],
    ["c", null],
    ["d", 3],
  ]);
});
