/** Nothing is published from a repository that would hand out the solutions with it. */
import { beforeEach, describe, expect, test } from "vitest";
import { notebook } from "./support/notebooks.ts";
import { openTerminal, type Terminal } from "./support/terminal.ts";

let terminal: Terminal;
const commit = async (...paths: string[]) => {
  await terminal.git("add", "-f", ...paths);
  await terminal.git("commit", "-qm", "Work");
};

beforeEach(async () => {
  terminal = openTerminal();
  terminal.write("source/intro.py", notebook());
  await terminal.git("init", "-q", "-b", "main");
});

const exported = (...more: string[]) => terminal.run("export", "source/intro.py", ...more);

describe("export refuses when", () => {
  test("git tracks a solved notebook, wherever it lies", async () => {
    terminal.write("old/first try.py", notebook());
    await commit("old");
    const { code, err } = await exported();
    expect([code, err]).toEqual([
      1,
      expect.stringContaining("git tracks old/first try.py: take it out with `git rm --cached`"),
    ]);
    expect(terminal.files("..")).not.toContain("course/site/index.html");
  });

  test("it is only staged", async () => {
    await terminal.git("add", "source");
    expect((await exported()).err).toContain("git tracks source/intro.py");
  });

  test("the history holds one that was taken out since", async () => {
    await commit("source");
    await terminal.git("rm", "-q", "--cached", "source/intro.py");
    await terminal.git("commit", "-qm", "Take it out");
    expect((await exported()).err).toContain("The history of this git repository holds source/intro.py");
  });

  test("another branch holds one", async () => {
    await terminal.git("commit", "-q", "--allow-empty", "-m", "Begin");
    await terminal.git("checkout", "-q", "-b", "solutions");
    await commit("source");
    await terminal.git("checkout", "-q", "main");
    terminal.write("source/intro.py", notebook());
    expect((await exported()).err).toContain("The history of this git repository holds source/intro.py");
  });

  test.each([
    ["private/intro/keys_all.json"],
    ["private/intro/words.json"],
    ["private/notes.txt"],
    ["backup/keys_all.json"],
    ["submissions/.mograder-secret"],
  ])("git tracks %s", async (file) => {
    terminal.write(file, "{}");
    await commit(file);
    expect(await exported()).toMatchObject({ code: 1, err: expect.stringContaining(`git tracks ${file}`) });
  });
});

test("a repository that only its instructor reads may have them", async () => {
  await commit("source");
  expect(await exported("--repository-is-private")).toMatchObject({ code: 0 });
});

test("what git would take next is warned of, unless it is ignored", async () => {
  const warned = async () => (await exported()).err.match(/git does not ignore [^,]+/g);
  terminal.write(".gitignore", "/source/\n/private/\n");
  expect(await warned()).toBeNull();
  terminal.remove(".gitignore");
  expect(await warned()).toEqual([
    "git does not ignore private/intro/keys_all.json",
    "git does not ignore source/intro.py",
  ]);
});

test("solved notebooks that git does not track are fine, and so are stripped ones that it tracks", async () => {
  expect(await exported()).toMatchObject({ code: 0 });
  await commit("site");
  expect(await exported()).toMatchObject({ code: 0 });
  expect(await terminal.run("audit")).toMatchObject({ code: 0 });
});

test("audit refuses likewise", async () => {
  await exported();
  await commit("private");
  expect(await terminal.run("audit")).toMatchObject({
    code: 1,
    err: expect.stringContaining("git tracks private/intro/keys_all.json"),
  });
});
