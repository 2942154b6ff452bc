/** A command that ends early leaves everything as it was. */
import { chmodSync, mkdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { makeChanges, planChanges, textChange } from "../../workshop/changes.ts";
import { passingRun } from "./support/fake-run.ts";
import { notebook } from "./support/notebooks.ts";
import { openTerminal, realRandom, type Terminal } from "./support/terminal.ts";

async function exported(): Promise<Terminal> {
  const terminal = openTerminal();
  terminal.write("source/intro.py", notebook());
  await terminal.run("export", "source/intro.py");
  return terminal;
}

function stoppingRun(stop: () => void) {
  return passingRun(() => {
    stop();
    return {};
  });
}

function stoppingRandom(stop: () => void): typeof realRandom {
  return (length) => {
    stop();
    return realRandom(length);
  };
}

const everything = (terminal: Terminal) => terminal.files().map((file) => [file, terminal.read(file)]);

describe("interrupted", () => {
  test.each([
    ["while the notebook runs", (stop: () => void) => ({ run: stoppingRun(stop) })],
    ["while it seals", (stop: () => void) => ({ random: stoppingRandom(stop) })],
  ])("%s: nothing is written, exit code 130", async (_, options) => {
    for (const terminal of [openTerminal(), await exported()]) {
      terminal.write("source/intro.py", notebook().replace("not yet", "not quite yet"));
      const before = everything(terminal);
      const interruption = new AbortController();
      const own = { signal: interruption.signal, ...options(() => interruption.abort()) };
      const { code, err } = await terminal.runWith(own, "export", "source/intro.py");
      expect([code, err]).toEqual([130, expect.stringMatching(/Interrupted; nothing was written\.$/)]);
      expect(everything(terminal)).toEqual(before);
    }
  });
});

describe("writing aside", () => {
  const plan = async (terminal: Terminal) =>
    planChanges([
      textChange(terminal.path("private/keys.json"), "new keys", true),
      textChange(terminal.path("site/new/index.html"), "new"),
      { path: terminal.path("site/copy.txt"), content: { copyOf: terminal.path("source.txt") } },
    ]);

  async function prepared(): Promise<Terminal> {
    const terminal = openTerminal();
    terminal.write("source.txt", "source");
    terminal.write("private/keys.json", "keys");
    return terminal;
  }

  test("that fails at the last file takes all of it back, folders too", async () => {
    const terminal = await prepared();
    const changes = await plan(terminal);
    terminal.remove("source.txt");
    await expect(makeChanges(changes, new AbortController().signal)).rejects.toThrow("ENOENT");
    expect(everything(terminal)).toEqual([["private/keys.json", "keys"]]);
    expect(() => terminal.mode("site")).toThrow("ENOENT");
  });

  test("that is interrupted does so as well", async () => {
    const terminal = await prepared();
    await expect(makeChanges(await plan(terminal), AbortSignal.abort())).rejects.toThrow("aborted");
    expect(terminal.files()).toEqual(["private/keys.json", "source.txt"]);
  });

  test("that succeeds keeps what was secret before", async () => {
    const terminal = await prepared();
    await makeChanges(await plan(terminal), new AbortController().signal);
    expect(everything(terminal)).toEqual([
      ["private/keys.json", "new keys"],
      ["private/keys.json.1", "keys"],
      ["site/copy.txt", "source"],
      ["site/new/index.html", "new"],
      ["source.txt", "source"],
    ]);
    expect(terminal.mode("private/keys.json.1")).toBe("600");
  });
});

test("a file in the place of a folder ends with exit code 3, and nothing is half-written", async () => {
  const terminal = openTerminal();
  terminal.write("source/intro.py", notebook());
  terminal.write("site/notebooks", "a file");
  const before = everything(terminal);
  expect(await terminal.run("encrypt", "source/intro.py")).toMatchObject({
    code: 3,
    err: expect.stringContaining("site/notebooks"),
  });
  expect(everything(terminal)).toEqual(before);
});

test("what a killed run left aside is written over", async () => {
  const terminal = await exported();
  terminal.write("site/notebooks/intro/.sealed.json.aside", "half of");
  terminal.write("private/intro/.keys_all.json.aside", "half of");
  chmodSync(terminal.path("private/intro/.keys_all.json.aside"), 0o644);
  mkdirSync(terminal.path("private/other"));
  expect(await terminal.run("export", "source/intro.py", "--new-keys")).toMatchObject({ code: 0 });
  expect(terminal.files().filter((file) => file.includes("aside"))).toEqual([]);
  expect(terminal.mode("private/intro/keys_all.json")).toBe("600");
});
