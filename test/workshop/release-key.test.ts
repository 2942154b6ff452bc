/** `workshop release-key`: one key at a time, for good, and typos fixed in between lock nothing again. */
import { describe, expect, test } from "vitest";
import { isFailure } from "../../src/core/failure.ts";
import { readKeys } from "../../src/core/solutions/release.ts";
import { readSealed } from "../../src/core/solutions/sealed.ts";
import { unlock } from "../../src/core/solutions/unlock.ts";
import { webCrypto } from "../../src/core/solutions/web-crypto.ts";
import { notebook, q1, q2 } from "./support/notebooks.ts";
import { openTerminal, type Terminal } from "./support/terminal.ts";

const folder = "site/notebooks/intro";

async function encrypted(text = notebook()): Promise<Terminal> {
  const terminal = openTerminal();
  terminal.write("source/intro.py", text);
  await terminal.run("encrypt", "source/intro.py");
  return terminal;
}

/** What an attendee's page would show of each exercise, with the keys that are public. */
async function opened(terminal: Terminal, notebook = "intro"): Promise<Record<string, string>> {
  const sealed = readSealed(terminal.read(`site/notebooks/${notebook}/sealed.json`));
  const keys = readKeys(terminal.read(`site/notebooks/${notebook}/keys.json`));
  if (isFailure(sealed) || isFailure(keys)) throw new Error("the site cannot be read");
  const open: Record<string, string> = {};
  for (const exercise of Object.keys(sealed.exercises)) {
    const slot = { course: sealed.course, notebook, exercise };
    for (const key of keys.values()) {
      const solution = await unlock(sealed, slot, { kind: "release", key }, webCrypto());
      if (!isFailure(solution)) open[exercise] = solution.code.join("\n");
    }
  }
  return open;
}

test("opens that exercise and no other", async () => {
  const terminal = await encrypted();
  expect(await opened(terminal)).toEqual({});
  const { code, out } = await terminal.run("release-key", "Q1");
  expect([code, out]).toEqual([0, expect.stringContaining("Released: Q1. This cannot be taken back")]);
  expect(await opened(terminal)).toEqual({ Q1: q1.solution?.[0] });
});

test("twice changes nothing", async () => {
  const terminal = await encrypted();
  await terminal.run("release-key", "Q1");
  const before = terminal.read(`${folder}/keys.json`);
  expect(await terminal.run("release-key", "Q1")).toMatchObject({
    code: 0,
    out: "Nothing to do: all of these are released already.",
  });
  expect(terminal.read(`${folder}/keys.json`)).toBe(before);
});

test("a typo fixed afterwards leaves it open, with the corrected solution", async () => {
  const terminal = await encrypted();
  await terminal.run("release-key", "Q1");
  const before = terminal.read(`${folder}/keys.json`);
  terminal.edit("source/intro.py", (text) => text.replace("# Gauss", "# Gauß"));
  expect(await terminal.run("encrypt", "source/intro.py")).toMatchObject({ code: 0 });
  expect(terminal.read(`${folder}/keys.json`)).toBe(before);
  expect(await opened(terminal)).toEqual({ Q1: "total = sum(range(1, 101))  # Gauß" });
});

test("--all releases everything; so does copying keys_all.json over keys.json", async () => {
  const terminal = await encrypted();
  expect((await terminal.run("release-key", "--all", "--json")).out).toBe(
    JSON.stringify({ dryRun: false, released: ["Q1", "Q2"], already: [], leftOut: [] }, null, 2),
  );
  expect(Object.keys(await opened(terminal))).toEqual(["Q1", "Q2"]);
  expect(terminal.read(`${folder}/keys.json`)).toBe(terminal.read("private/intro/keys_all.json"));
});

test("--all says what it leaves out", async () => {
  const terminal = await encrypted(
    notebook([q1, q2], ["[tool.workshop.exercises.Q2]", 'unlock = ["checks"]']),
  );
  const leftOut = "Left out, for without a release lock a key would open nothing: Q2.";
  expect(await terminal.run("release-key", "--all")).toMatchObject({
    code: 0,
    out: expect.stringContaining("Released: Q1."),
    err: leftOut,
  });
  expect(JSON.parse((await terminal.run("release-key", "--all", "--json")).out)).toMatchObject({
    already: ["Q1"],
    leftOut: ["Q2"],
  });
  const none = await encrypted(notebook([q1], ['unlock = ["checks"]']));
  expect((await none.run("release-key", "--all")).out).toBe("Nothing to do: no exercise has a release lock.");
});

test("mograder's form names the public file", async () => {
  const terminal = await encrypted();
  expect(await terminal.run("release-key", `${folder}/keys.json`, "Q2")).toMatchObject({ code: 0 });
  expect(Object.keys(await opened(terminal))).toEqual(["Q2"]);
  const wrong = await terminal.run("release-key", "private/intro/keys_all.json", "Q2");
  expect([wrong.code, wrong.err]).toEqual([
    1,
    expect.stringContaining("keys_all.json: This is no keys file"),
  ]);
});

test("--dry-run releases nothing", async () => {
  const terminal = await encrypted();
  expect((await terminal.run("release-key", "Q1", "--dry-run")).out).toBe("Would release: Q1.");
  expect(await opened(terminal)).toEqual({});
});

test("a keys.json that was deleted is made again, and what others put into it stays", async () => {
  const terminal = await encrypted();
  terminal.remove(`${folder}/keys.json`);
  await terminal.run("release-key", "Q1");
  expect(Object.keys(await opened(terminal))).toEqual(["Q1"]);
  terminal.edit(`${folder}/keys.json`, (text) => text.replace("{", '{ "Older": "text",'));
  await terminal.run("release-key", "Q2");
  expect(terminal.json(`${folder}/keys.json`)).toMatchObject({ Older: "text" });
});

describe("two notebooks with the same exercise", () => {
  async function two(): Promise<Terminal> {
    const terminal = openTerminal();
    terminal.write("source/intro.py", notebook([q1]));
    terminal.write("source/more.py", notebook([q1]));
    await terminal.run("encrypt", "source/intro.py", "source/more.py");
    return terminal;
  }

  test("need the notebook's name", async () => {
    const terminal = await two();
    expect(await terminal.run("release-key", "Q1")).toMatchObject({
      code: 2,
      err: "Exercise Q1 is in 2 notebooks: say intro/Q1 or more/Q1.",
    });
    expect((await terminal.run("release-key", "more/Q1")).out).toContain("Released: more/Q1.");
    expect(await opened(terminal)).toEqual({});
    expect(Object.keys(await opened(terminal, "more"))).toEqual(["Q1"]);
  });

  test("are released as a whole by --all and the notebook's name", async () => {
    const terminal = await two();
    expect((await terminal.run("release-key", "more", "--all")).out).toContain("Released: more/Q1.");
    expect(await opened(terminal)).toEqual({});
    expect(Object.keys(await opened(terminal, "more"))).toEqual(["Q1"]);
  });

  test.each([
    ["intro", "Q1"],
    ["intro/Q1", "intro/Q1"],
    ["intro", "mroe"],
  ])("are not released by --all with %s and %s, since one is no notebook", async (...names) => {
    const terminal = await two();
    expect(await terminal.run("release-key", ...names, "--all")).toEqual({
      code: 2,
      out: "",
      err: `--all takes names of notebooks, and ${names.find((name) => name !== "intro")} is none; there is intro, more. Leave --all out to release single exercises.`,
    });
    expect([await opened(terminal), await opened(terminal, "more")]).toEqual([{}, {}]);
  });

  test("have keys of their own", async () => {
    const terminal = await two();
    expect(terminal.json("private/intro/keys_all.json")).not.toEqual(
      terminal.json("private/more/keys_all.json"),
    );
  });
});

describe("refuses", () => {
  test.each([
    [["Q9"], 1, "There is no exercise Q9; there is Q1, Q2."],
    [["Q1", "Q9"], 1, "There is no exercise Q9; there is Q1, Q2."],
    [[], 2, "Name the exercises to release, or --all."],
    [[`${folder}/keys.json`], 2, "Name the exercises to release, or --all."],
    [
      ["Q1", "--site", "nowhere"],
      1,
      "nowhere: There is no workshop here: no folder of notebooks with a sealed.json.",
    ],
    [
      ["Q1", "--private", "nowhere"],
      1,
      "The private keys are not in nowhere/intro: say where with --private.",
    ],
    [
      [`${folder}/other.json`, "Q1"],
      1,
      `${folder}/other.json: This is no keys file of a workshop: one lies in notebooks/NAME/ of a site, beside sealed.json.`,
    ],
  ])("%j", async (words, code, err) => {
    const terminal = await encrypted();
    expect(await terminal.run("release-key", ...words)).toEqual({ code, out: "", err });
    expect(await opened(terminal)).toEqual({});
  });

  test("an exercise without a release lock", async () => {
    const terminal = await encrypted(notebook([q1], ['unlock = ["checks"]']));
    expect(await terminal.run("release-key", "Q1")).toMatchObject({
      code: 1,
      err: expect.stringContaining("Exercise Q1 has no release lock"),
    });
  });

  test("keys of another workshop", async () => {
    const terminal = await encrypted();
    const other = await encrypted();
    terminal.write("private/intro/keys_all.json", other.read("private/intro/keys_all.json"));
    expect((await terminal.run("release-key", "Q1")).err).toContain(
      "is not the one this site was sealed with",
    );
    expect(terminal.read(`${folder}/keys.json`)).toBe("{}\n");
  });

  test.each([["<!doctype html>"], ["[]"], ['{"Q1": 1}']])("a keys.json that is %s", async (text) => {
    const terminal = await encrypted();
    terminal.write(`${folder}/keys.json`, text);
    expect(await terminal.run("release-key", "Q1")).toMatchObject({
      code: 1,
      err: expect.stringContaining(`${folder}/keys.json: This must be a JSON object`),
    });
    expect(terminal.read(`${folder}/keys.json`)).toBe(text);
  });
});

describe("--git", () => {
  async function published(): Promise<Terminal> {
    const terminal = await encrypted();
    terminal.write(".gitignore", "/source/\n/private/\n");
    await terminal.git("init", "-q", "-b", "main");
    await terminal.git("init", "-q", "--bare", "../remote.git");
    await terminal.git("remote", "add", "origin", "../remote.git");
    await terminal.git("config", "user.name", "Test");
    await terminal.git("config", "user.email", "test@example.org");
    await terminal.git("add", ".");
    await terminal.git("commit", "-qm", "Publish");
    await terminal.git("push", "-q", "-u", "origin", "main");
    return terminal;
  }

  test("commits and pushes that file alone, whatever else is staged", async () => {
    const terminal = await published();
    terminal.write("notes.txt", "not for now");
    await terminal.git("add", "notes.txt");
    expect(await terminal.run("release-key", "Q1", "--git")).toMatchObject({ code: 0 });
    expect(await terminal.git("show", "--format=%s", "--name-only", "origin/main")).toBe(
      `Release Q1\n\n${folder}/keys.json\n`,
    );
    expect(await terminal.git("status", "--porcelain")).toBe("A  notes.txt\n");
  });

  test("pushes what an earlier push could not", async () => {
    const terminal = await published();
    await terminal.git("remote", "set-url", "origin", "../nowhere.git");
    const failed = await terminal.run("release-key", "Q1", "--git");
    expect([failed.code, failed.err]).toEqual([
      3,
      `The keys are in ${folder}/keys.json and committed, and only the push failed (fatal: '../nowhere.git' does not appear to be a git repository): run \`git push\`.`,
    ]);
    await terminal.git("remote", "set-url", "origin", "../remote.git");
    expect(await terminal.run("release-key", "Q1", "--git")).toMatchObject({ code: 0 });
    expect(await terminal.git("show", `origin/main:${folder}/keys.json`)).toContain('"Q1"');
  });

  test("says what to run where nothing has been pushed yet, or there is no repository", async () => {
    const terminal = await published();
    await terminal.git("branch", "-q", "--unset-upstream");
    const remedy = async (...words: string[]) =>
      (await terminal.run("release-key", ...words, "--git")).err.match(/: ([^:]*)$/)?.[1];
    expect(await remedy("Q1")).toBe("run `git push -u origin HEAD`.");
    expect(await terminal.git("log", "-1", "--format=%s")).toBe("Release Q1\n");
    await terminal.git("remote", "remove", "origin");
    expect(await remedy("Q2")).toBe("run `git remote add origin ADDRESS`, then `git push -u origin HEAD`.");
    terminal.remove(".git");
    expect(await remedy("Q2")).toBe("commit and push it yourself.");
  });

  test("refuses to publish from a repository that has the solutions", async () => {
    const terminal = await published();
    await terminal.git("add", "-f", "source");
    const { code, err } = await terminal.run("release-key", "Q1", "--git");
    expect([code, err]).toEqual([1, expect.stringContaining("git tracks source/intro.py")]);
    expect(await opened(terminal)).toEqual({});
    expect(await terminal.run("release-key", "Q1", "--git", "--repository-is-private")).toMatchObject({
      code: 0,
    });
  });
});
