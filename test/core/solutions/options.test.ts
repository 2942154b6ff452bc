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

test("what is wrong is refused with its path", () => {
  const wrong: [string, string][] = [
    ["unlock = []", "unlock"],
    ['unlock = ["magic"]', "unlock.0"],
    ['unlocks = ["checks"]', "unlocks"],
    ["[exercises.Q9]", "exercises.Q9"],
    ['[exercises.Q1]\nanswer = ["x"]', "exercises.Q1.answer"],
    ['[exercises.Q1]\nunlock = ["answer"]', "exercises.Q1.answer"],
    ['[exercises.Q1]\nunlock = ["answer"]\nanswer = ["x y"]', "exercises.Q1.answer.0"],
    ['[exercises.Q1]\nunlock = ["answer"]\nanswer = ["x"]\ndigits = 13', "exercises.Q1.digits"],
    ["[exercises.Q1]\ndigit = 3", "exercises.Q1.digit"],
  ];
  for (const [toml, where] of wrong) expect(read(toml)).toEqual({ failure: "bad-options", where });
  expect(readWorkshopOptions("x", [])).toEqual({ failure: "bad-options", where: "" });
});
