/** `workshop encrypt`: what it writes, what it keeps, and what it refuses. */
import { symlinkSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isFailure } from "../../src/core/failure.ts";
import { readSealed } from "../../src/core/solutions/sealed.ts";
import { unlock } from "../../src/core/solutions/unlock.ts";
import { webCrypto } from "../../src/core/solutions/web-crypto.ts";
import { notebook, q1, q2 } from "./support/notebooks.ts";
import { openTerminal, type Terminal } from "./support/terminal.ts";

const site = "site/notebooks/intro";
const secret = "private/intro";

function withNotebook(text = notebook()): Terminal {
  const terminal = openTerminal();
  terminal.write("source/intro.py", text);
  return terminal;
}

async function encrypted(text = notebook()): Promise<Terminal> {
  const terminal = withNotebook(text);
  expect(await terminal.run("encrypt", "source/intro.py")).toMatchObject({ code: 0 });
  return terminal;
}

describe("writes", () => {
  test("public and private files apart, the private ones for their owner alone", async () => {
    const terminal = await encrypted();
    expect(terminal.files("site")).toEqual(
      ["keys.json", "notebook.py", "sealed.json"].map((name) => `notebooks/intro/${name}`),
    );
    expect(terminal.files("private")).toEqual(["intro/keys_all.json", "intro/words.json"]);
    expect([secret, `${secret}/keys_all.json`, `${secret}/words.json`].map(terminal.mode)).toEqual([
      "700",
      "600",
      "600",
    ]);
    expect(terminal.read(`${site}/keys.json`)).toBe("{}\n");
    expect(terminal.json(`${secret}/keys_all.json`)).toEqual({
      Q1: expect.stringMatching(/^[\w-]{43}$/),
      Q2: expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  test("the notebook without its solutions, and the rest byte for byte", async () => {
    const text = notebook().replaceAll("\n", "\r\n");
    const terminal = await encrypted(text);
    const block = /[^\r\n]*### BEGIN SOLUTION[\s\S]*?### END SOLUTION/g;
    expect(terminal.read(`${site}/notebook.py`)).toBe(
      text.replace(block, "    # YOUR CODE HERE\r\n    pass"),
    );
  });

  test("the notes of a solution sealed with it, and nowhere else", async () => {
    const solution = ["total = 5050", "### NOTES", "# Gauss did it **faster**."];
    const terminal = await encrypted(notebook([{ ...q1, solution }, q2]));
    expect(terminal.read(`${site}/notebook.py`)).not.toContain("NOTES");
    const sealed = readSealed(terminal.read(`${site}/sealed.json`));
    const [, key = ""] = /"Q1": "([\w-]{43})"/.exec(terminal.read(`${secret}/keys_all.json`)) ?? [];
    if (isFailure(sealed)) return expect.fail(sealed.failure);
    const slot = { course: sealed.course, notebook: sealed.notebook, exercise: "Q1" };
    expect(await unlock(sealed, slot, { kind: "release", key }, webCrypto())).toMatchObject({
      code: ["total = 5050"],
      notes: "Gauss did it **faster**.",
    });
  });

  test("nothing at a second time but a newly sealed file", async () => {
    const terminal = await encrypted();
    const again = await terminal.run("encrypt", "source/intro.py");
    expect(again.out).toBe(`wrote ${site}/sealed.json (changed)`);
  });

  test("a key for a new exercise, and keeps the private files of before", async () => {
    const terminal = await encrypted(notebook([q1]));
    const before = terminal.read(`${secret}/keys_all.json`);
    terminal.write("source/intro.py", notebook([q1, q2]));
    expect(await terminal.run("encrypt", "source/intro.py")).toMatchObject({ code: 0 });
    expect(terminal.json(`${secret}/keys_all.json`)).toMatchObject(JSON.parse(before));
    expect(terminal.read(`${secret}/keys_all.json.1`)).toBe(before);
    expect(terminal.mode(`${secret}/keys_all.json.1`)).toBe("600");
  });

  test("nothing with --dry-run, and says what it would", async () => {
    const terminal = withNotebook();
    const { code, out } = await terminal.run("encrypt", "source/intro.py", "--dry-run");
    expect(code).toBe(0);
    expect(out).toContain(`would write ${site}/sealed.json`);
    expect(terminal.files()).toEqual(["source/intro.py"]);
  });

  test("to where it is told, also from another folder", async () => {
    const terminal = withNotebook();
    await terminal.run("encrypt", "source/intro.py", "-o", "public", "--private", "../secret");
    expect(terminal.files("public")).toHaveLength(3);
    expect(terminal.files("../secret")).toHaveLength(2);
  });

  test("beside the course.toml above the notebook, whose id is part of every lock", async () => {
    const terminal = openTerminal();
    terminal.write("deep/course.toml", 'id = "our-course"\ntitle = "Ours"\n');
    terminal.write("deep/source/intro.py", notebook());
    await terminal.run("encrypt", "deep/source/intro.py");
    expect(terminal.json("deep/site/notebooks/intro/sealed.json")).toMatchObject({ course: "our-course" });
  });
});

test("no output shows a key or words, JSON neither", async () => {
  const terminal = withNotebook(notebook([q1, q2], ['unlock = ["release", "session", "phrase", "checks"]']));
  const said = [
    await terminal.run("encrypt", "source/intro.py"),
    await terminal.run("encrypt", "source/intro.py", "--json"),
    await terminal.run("release-key", "Q1"),
    await terminal.run("release-key", "--all", "--json"),
    await terminal.run("status"),
    await terminal.run("status", "--json"),
  ]
    .map(({ out, err }) => out + err)
    .join();
  const values = JSON.stringify([
    terminal.json(`${secret}/keys_all.json`),
    terminal.json(`${secret}/words.json`),
  ]);
  const secrets = values.match(/[\w-]{43}|[a-z]+(?: [a-z]+){5}/g) ?? [];
  expect(secrets).toHaveLength(5);
  expect(secrets.filter((value) => said.includes(value))).toEqual([]);
});

describe("private files lost", () => {
  test.each([["keys_all.json"], ["words.json"], [""]])("%s: stops, and changes nothing", async (lost) => {
    const terminal = await encrypted();
    terminal.remove(`${secret}/${lost}`);
    const files = terminal.files();
    const sealed = terminal.read(`${site}/sealed.json`);
    const { code, err } = await terminal.run("encrypt", "source/intro.py");
    expect(code).toBe(1);
    expect(err).toContain(`${site}/sealed.json: The private files in ${secret} are missing`);
    expect(err).toContain("restore your backup, or begin anew with --new-keys");
    expect(terminal.files()).toEqual(files);
    expect(terminal.read(`${site}/sealed.json`)).toBe(sealed);
  });

  test("those of another workshop are not taken for it", async () => {
    const terminal = await encrypted();
    const other = await encrypted();
    terminal.write(`${secret}/keys_all.json`, other.read(`${secret}/keys_all.json`));
    const { code, err } = await terminal.run("encrypt", "source/intro.py");
    expect(code).toBe(1);
    expect(err).toContain("The key of Q1 in private/intro is not the one this site was sealed with");
  });

  test("a damaged one is named", async () => {
    const terminal = await encrypted();
    terminal.write(`${secret}/words.json`, "{");
    expect((await terminal.run("encrypt", "source/intro.py")).err).toContain(
      `${secret}/words.json: This private file`,
    );
  });
});

test("a new cohort gets new keys, an empty keys.json, and is told so", async () => {
  const terminal = await encrypted();
  await terminal.run("release-key", "Q1");
  const before = terminal.read(`${secret}/keys_all.json`);
  const { code, err } = await terminal.run("encrypt", "source/intro.py", "--new-keys");
  expect(code).toBe(0);
  expect(err).toContain("intro: new keys. Copies that were handed out before will not open");
  expect(terminal.read(`${site}/keys.json`)).toBe("{}\n");
  expect(terminal.read(`${secret}/keys_all.json.1`)).toBe(before);
  expect(before).not.toContain(Object.values(terminal.json(`${secret}/keys_all.json`) ?? {})[0]);
});

describe("refuses", () => {
  const refusal = async (text: string, ...more: string[]) => {
    const terminal = withNotebook(text);
    const ended = await terminal.run("encrypt", "source/intro.py", ...more);
    expect(terminal.files()).toEqual(["source/intro.py"]);
    return `${ended.code} ${ended.err}`;
  };

  test.each([
    [
      "a block that has no end",
      notebook().replace("    ### END SOLUTION\n", ""),
      "1 source/intro.py:19: ### BEGIN SOLUTION has no END line in its cell: add it.",
    ],
    [
      "notes that everybody would get",
      notebook().replace(
        "    ### END SOLUTION\n",
        "    ### END SOLUTION\n    ### NOTES\n    # Gauss did it faster.\n",
      ),
      "1 source/intro.py:22: ### NOTES stands outside of a solution, where attendees would read its comments: move it above ### END SOLUTION.",
    ],
    [
      "no exercises cell",
      notebook().replace("# === MOGRADER: EXERCISES ===", "#"),
      "1 source/intro.py:1: No cell has the comment",
    ],
    [
      "an exercise without a check",
      notebook().replaceAll('check("Q2:', 'check("Q3:'),
      "source/intro.py:35: This solution belongs to the check of Q3",
    ],
    [
      "an exercise without a solution",
      notebook([q1, { id: "Q2", variable: "x", solution: [] }]),
      "1 source/intro.py:40: Exercise Q2 has no solution",
    ],
    [
      "the same exercise twice",
      notebook().replace('["Q1", "Q2"]', '["Q1", "Q1", "Q2"]'),
      "1 source/intro.py:12: Exercise Q1 is listed twice",
    ],
    ["what is no notebook", "print(1)\n", "1 source/intro.py: This is no marimo notebook"],
    ["what is no UTF-8", "\0", "1 source/intro.py: This is no text in UTF-8"],
    [
      "options that are no TOML",
      notebook([q1], ["unlock ="]),
      "1 source/intro.py:3: The block `# /// script` cannot be read here",
    ],
  ])("%s", async (_, text, message) => {
    expect(await refusal(text)).toContain(message);
  });

  const ofQ2 = (...lines: string[]) => ['unlock = ["release"]', '[tool.workshop.exercises."Q 2"]', ...lines];
  test.each([
    [
      ["# none", 'unlock = ["release", "check"]'],
      4,
      '[tool.workshop] has "check" in unlock, where only one of "release", "session", "phrase", "answer", "checks" can stand: did you mean "checks"?',
    ],
    [
      ofQ2("unlock = []"),
      5,
      '[tool.workshop] has [] in exercises.Q 2.unlock, where only a list of locks such as ["release", "checks"] can stand.',
    ],
    [
      ofQ2('unlock = ["answer"]', "answer = [", '  "roots",', "]", 'digits = "8"'),
      9,
      '[tool.workshop] has "8" in exercises.Q 2.digits, where only a whole number from 1 to 12 can stand: did you mean 8?',
    ],
    [
      ofQ2('unlok = ["checks"]'),
      5,
      "[tool.workshop] has exercises.Q 2.unlok, where only unlock, answer, digits can stand: did you mean unlock?",
    ],
    [
      ofQ2('unlock = ["answer"]'),
      5,
      'Exercise Q 2 has the lock "answer", but no variables that prove it: add answer = ["…"] in [tool.workshop.exercises."Q 2"], or take the lock away.',
    ],
    [
      ofQ2('answer = ["roots"]'),
      5,
      'Exercise Q 2 has an answer, but no lock that it opens: add "answer" to its unlock, or remove this line.',
    ],
    [
      [...ofQ2(), "[tool.workshop.exercises.Q7]"],
      5,
      "[tool.workshop] has a section for exercise Q7; there is Q1, Q 2.",
    ],
  ])("%j in the header, with the line of its key", async (options, line, words) => {
    const text = notebook([q1, { ...q2, id: "Q 2" }], options);
    expect(await refusal(text)).toBe(`1 source/intro.py:${line}: ${words}`);
  });

  test("a lock on the command line that there is not, as wrong usage", async () => {
    const known = "--unlock takes release, session, phrase, answer, checks, with commas between";
    expect(await refusal(notebook(), "--unlock", "release, chekcs")).toBe(
      `2 ${known}, and "chekcs" is none of them: did you mean checks?`,
    );
    expect(await refusal(notebook(), "--unlock", "magic")).toBe(`2 ${known}, and "magic" is none of them.`);
    expect(await refusal(notebook(), "--unlock", "")).toBe(`2 ${known}, and "" is none of them.`);
  });

  test("private files inside what is published, also by a link", async () => {
    expect(await refusal(notebook(), "--private", "site/private")).toMatch(
      /^2 The private folder .* lies inside site/,
    );
    const terminal = withNotebook();
    terminal.write("site/.keep", "");
    symlinkSync(terminal.path("site"), terminal.path("elsewhere"));
    expect(await terminal.run("encrypt", "source/intro.py", "--private", "elsewhere/p")).toMatchObject({
      code: 2,
    });
    expect(await terminal.run("encrypt", "source/intro.py", "--private", "site")).toMatchObject({ code: 2 });
  });

  test("a solved notebook inside what is published", async () => {
    expect(await refusal(notebook(), "-o", ".", "--private", "../secret")).toMatch(
      /^1 .*\nsource\/intro\.py: The solved notebook lies inside \./,
    );
  });

  test("two notebooks of one name", async () => {
    const terminal = withNotebook();
    terminal.write("other/intro.py", notebook());
    const { code, err } = await terminal.run("encrypt", "source/intro.py", "other/intro.py");
    expect([code, err]).toEqual([
      2,
      "other/intro.py: Two notebooks are named intro; the other is source/intro.py: rename one of them.",
    ]);
  });

  test("names that cannot be published, and files that are not there", async () => {
    const terminal = withNotebook();
    terminal.write("source/my notebook.py", notebook());
    expect((await terminal.run("encrypt", "source/my notebook.py")).err).toContain(
      '"my notebook.py" cannot be published',
    );
    expect(await terminal.run("encrypt", "source/none.py")).toMatchObject({
      code: 1,
      err: "source/none.py: There is no such file.",
    });
    expect(await terminal.run("encrypt", "source")).toMatchObject({
      code: 1,
      err: "source: There is no such file.",
    });
  });

  test("weak words that somebody wrote into words.json", async () => {
    const terminal = await encrypted(notebook([q1], ['unlock = ["session"]']));
    terminal.edit(`${secret}/words.json`, (text) =>
      text.replace(/"session": "[^"]*"/, '"session": "open sesame"'),
    );
    const { code, err } = await terminal.run("encrypt", "source/intro.py");
    expect(code).toBe(1);
    expect(err).toContain("The words of the session are too easy to guess (22 of 60 bits)");
  });

  test("usage that is wrong, with exit code 2", async () => {
    const terminal = openTerminal();
    for (const words of [["encrypt"], ["nonsense"], ["encrypt", "a.py", "--nonsense"], []]) {
      expect(await terminal.run(...words), words.join(" ")).toMatchObject({ code: 2 });
    }
    expect(await terminal.run("--help")).toMatchObject({ code: 0, err: "" });
    expect((await terminal.run("help", "encrypt")).out).toContain("[tool.workshop]");
  });
});
