import { parse } from "smol-toml";
import { expect, test } from "vitest";
import { readWorkshopOptions } from "../../../src/core/solutions/options.ts";
import { orThrow } from "./sample.ts";

const read = (toml: string) => readWorkshopOptions(parse(toml), ["Q1", "Q2"]);

test("release is the default; an exercise may have its own locks", () => {
  const none = orThrow(readWorkshopOptions(undefined, ["Q1"]));
  expect(none.get("Q1")).toEqual({ unlock: ["release"], answer: undefined });
  const options = orThrow(
    read('unlock = ["checks", "release"]\n[exercises.Q2]\nunlock = ["answer"]\nanswer = ["roots"]'),
  );
  expect(options.get("Q1")).toEqual({ unlock: ["checks", "release"], answer: undefined });
  expect(options.get("Q2")).toEqual({ unlock: ["answer"], answer: { variables: ["roots"], digits: 6 } });
});

test("repeated locks count once, digits are taken", () => {
  const options = orThrow(
    read('[exercises.Q1]\nunlock = ["answer", "release", "answer"]\nanswer = ["é_1"]\ndigits = 3'),
  );
  expect(options.get("Q1")).toEqual({
    unlock: ["answer", "release"],
    answer: { variables: ["é_1"], digits: 3 },
  });
});

test("what is wrong is refused with its path, what was found, and what may be meant", () => {
  const wrong: [string, string, object][] = [
    ["unlock = []", "unlock", { wanted: "locks", found: "[]" }],
    ['unlock = "check"', "unlock", { wanted: "locks", found: '"check"', meant: '["checks"]' }],
    ['unlock = ["magic"]', "unlock", { wanted: "lock", found: '"magic"', meant: undefined }],
    ['unlock = ["release", 3]', "unlock", { wanted: "lock", found: "3", meant: undefined }],
    ['unlocks = ["checks"]', "unlocks", { known: ["unlock", "exercises"], meant: "unlock" }],
    ["exercises = 3", "exercises", { wanted: "table", found: "3" }],
    ["[exercises]\nQ1 = 3", "exercises.Q1", { wanted: "table", found: "3" }],
    ["[exercises.Q9]", "exercises.Q9", { exercise: "Q9", known: ["Q1", "Q2"] }],
    ['[exercises.Q1]\nanswer = ["x"]', "exercises.Q1.answer", { kind: "no-answer-lock", exercise: "Q1" }],
    ['[exercises.Q1]\nunlock = ["answer"]', "exercises.Q1.unlock", { kind: "no-variables", exercise: "Q1" }],
    ['unlock = ["answer"]', "unlock", { kind: "no-variables", exercise: "Q1" }],
    [answer('answer = "x"'), "exercises.Q1.answer", { wanted: "variables", found: '"x"', meant: '["x"]' }],
    [answer('answer = ["x y"]'), "exercises.Q1.answer", { wanted: "variable", found: '"x y"' }],
    [answer('answer = ["x"]\ndigits = 13'), "exercises.Q1.digits", { wanted: "digits", found: "13" }],
    [answer('answer = ["x"]\ndigits = "8"'), "exercises.Q1.digits", { found: '"8"', meant: "8" }],
    ["[exercises.Q1]\ndigit = 3", "exercises.Q1.digit", { kind: "unknown-key", meant: "digits" }],
  ];
  for (const [toml, where, mistake] of wrong)
    expect(read(toml), toml).toMatchObject({ failure: "bad-options", where, mistake });
  expect(readWorkshopOptions("x", [])).toMatchObject({
    failure: "bad-options",
    where: "",
    mistake: { wanted: "table", found: '"x"' },
  });
});

function answer(lines: string): string {
  return `[exercises.Q1]\nunlock = ["answer"]\n${lines}`;
}
