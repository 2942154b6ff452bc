import { expect, test } from "vitest";
import { cautionsOf } from "../../../src/core/submission/cautions.ts";

const calm = { due: 100, now: 50, earlier: null, isUntouched: false };

test.each([
  [[], {}],
  [[], { isUntouched: true }],
  [[], { now: 150 }],
  [[], { earlier: { at: 40 } }],
  [["late-after-in-time"], { now: 150, earlier: { at: 100 } }],
  // The earlier one was late as well: nothing is lost.
  [[], { now: 150, earlier: { at: 101 } }],
  [["late-after-some"], { now: 150, earlier: { at: null } }],
  [[], { now: 150, due: null, earlier: { at: null } }],
  [["untouched-after-some"], { isUntouched: true, earlier: { at: null } }],
  [["late-after-in-time", "untouched-after-some"], { now: 150, isUntouched: true, earlier: { at: 1 } }],
] as const)("%j: %j", (cautions, facts) => {
  expect(cautionsOf({ ...calm, ...facts })).toEqual(cautions);
});
