import { expect, test } from "vitest";
import { workState } from "../../../src/core/submission/work-state.ts";

const nothing = { handedOut: null, draft: null, submitted: null, serverHas: false, isGraded: false };

test.each([
  ["not-started", {}],
  ["downloaded", { handedOut: "a" }],
  ["downloaded", { handedOut: "a", draft: "a" }],
  ["in-progress", { handedOut: "a", draft: "b" }],
  ["in-progress", { draft: "b" }],
  ["submitted", { handedOut: "a", draft: "b", submitted: "b" }],
  // As it was handed out: an empty submission is one, too.
  ["submitted", { handedOut: "a", submitted: "a" }],
  ["modified", { handedOut: "a", draft: "c", submitted: "b" }],
  // Set back after it was submitted.
  ["modified", { handedOut: "a", draft: "a", submitted: "b" }],
  // Submitted from elsewhere, and only opened here.
  ["submitted", { handedOut: "a", submitted: "b" }],
  ["submitted", { serverHas: true }],
  ["submitted", { handedOut: "a", draft: "b", serverHas: true }],
  ["graded", { handedOut: "a", draft: "b", submitted: "b", serverHas: true, isGraded: true }],
  ["modified", { handedOut: "a", draft: "c", submitted: "b", serverHas: true, isGraded: true }],
  ["graded", { serverHas: true, isGraded: true }],
  ["graded", { isGraded: true }],
] as const)("%s: %j", (state, facts) => {
  expect(workState({ ...nothing, ...facts })).toBe(state);
});
