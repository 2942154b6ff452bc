/** `workshop new`, `phrase` and `status`. */
import { describe, expect, test } from "vitest";
import { notebook, q1, q2 } from "./support/notebooks.ts";
import { openTerminal, type Terminal } from "./support/terminal.ts";

describe("new", () => {
  test("makes a course that exports, and whose secrets git ignores", async () => {
    const terminal = openTerminal();
    const { code, out } = await terminal.run("new", "Übung 1");
    const command = "npx --package @atelier-notebooks/workshop workshop";
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(new RegExp(`\nNext: ${command} export "Übung 1"$`)),
    ]);
    expect(terminal.read("Übung 1/README.md")).toContain(`\n${command} export .\n`);
    expect(terminal.files("Übung 1")).toEqual([
      ".github/workflows/pages.yml",
      ".gitignore",
      "README.md",
      "course.toml",
      "source/intro.py",
    ]);
    expect(terminal.mode("Übung 1/private")).toBe("700");
    expect(await terminal.run("export", "Übung 1")).toMatchObject({ code: 0 });
    expect(terminal.json("Übung 1/site/course.json")).toMatchObject({ id: "ubung-1", title: "Übung 1" });
    await terminal.git("init", "-q");
    await terminal.git("add", ".");
    const tracked = await terminal.git("ls-files", "-z");
    expect(tracked).toContain("site/notebooks/intro/sealed.json");
    expect(tracked).not.toMatch(/source|private|keys_all|words/);
    expect(await terminal.run("export", "Übung 1")).toMatchObject({ code: 0 });
  });

  test.each([
    ["intro", "intro"],
    ["Ü/1-a_b.c", "Ü/1-a_b.c"],
    ['a "$HOME" `b`', '"a \\"\\$HOME\\" \\`b\\`"'],
    ["it's", `"it's"`],
  ])("says what to type next for %s, in the repository by npm", async (name, word) => {
    const terminal = openTerminal({ environment: { npm_lifecycle_event: "workshop" } });
    const { out } = await terminal.run("new", name);
    expect(out.split("\n").at(-1)).toBe(`Next: npm run workshop -- export ${word}`);
  });

  test("publishes nothing but the committed site", async () => {
    const terminal = openTerminal();
    await terminal.run("new", "intro");
    const workflow = terminal.read("intro/.github/workflows/pages.yml");
    expect(workflow).toContain("path: site\n");
    expect(workflow).not.toMatch(/\brun:|npm|secrets\./);
    expect(workflow).toMatch(/url: \$\{\{ steps\.deployment\.outputs\.page_url \}\}\n/);
  });

  test("leaves a folder alone that has something in it", async () => {
    const terminal = openTerminal();
    terminal.write("intro/mine.txt", "");
    expect(await terminal.run("new", "intro")).toMatchObject({
      code: 1,
      err: "intro already has files in it: choose another name.",
    });
    expect(terminal.files("intro")).toEqual(["mine.txt"]);
  });
});

async function sealed(options: readonly string[], ...files: string[]): Promise<Terminal> {
  const terminal = openTerminal();
  const names = files.length > 0 ? files : ["intro.py"];
  for (const name of names) terminal.write(name, notebook([q1, q2], options));
  expect(await terminal.run("encrypt", ...names, "--private", "private")).toMatchObject({ code: 0 });
  return terminal;
}

describe("phrase", () => {
  const both = [
    "[tool.workshop.exercises.Q1]",
    'unlock = ["phrase"]',
    "[tool.workshop.exercises.Q2]",
    'unlock = ["session"]',
  ];

  test("shows the words and their QR code", async () => {
    const terminal = await sealed(both);
    const { out } = await terminal.run("phrase", "Q1");
    const words = JSON.parse((await terminal.run("phrase", "Q1", "--json")).out);
    expect(words).toEqual({
      notebook: "intro",
      exercise: "Q1",
      words: expect.stringMatching(/^[a-z]+( [a-z]+){5}$/),
    });
    expect(out).toMatch(/^[▀▄█ \n]{400,}\n\n[a-z ]+$/);
    expect(out.endsWith(words.words)).toBe(true);
    expect(terminal.json("private/intro/words.json")).toMatchObject({ phrases: { Q1: words.words } });
  });

  test("shows those of the session", async () => {
    const terminal = await sealed(both);
    const { session } = JSON.parse(terminal.read("private/intro/words.json"));
    for (const more of [[], ["intro"]])
      expect((await terminal.run("phrase", "--session", ...more)).out.endsWith(session)).toBe(true);
    expect((await terminal.run("phrase", "--session", "other")).err).toBe(
      "There is no notebook other; there is intro.",
    );
  });

  test("says when there are none, or which are meant", async () => {
    const terminal = await sealed([], "intro.py", "more.py");
    expect(await terminal.run("phrase", "intro/Q1")).toMatchObject({
      code: 1,
      err: expect.stringContaining("Exercise Q1 has no words of its own"),
    });
    expect(await terminal.run("phrase", "Q1")).toMatchObject({ code: 2 });
    expect(await terminal.run("phrase")).toEqual({
      code: 2,
      out: "",
      err: "Name an exercise, or say --session NOTEBOOK for the words of the session.",
    });
    expect(await terminal.run("phrase", "--session")).toMatchObject({
      code: 2,
      err: "Say which notebook: intro or more.",
    });
    expect(await terminal.run("phrase", "--session", "more")).toMatchObject({
      code: 1,
      err: expect.stringContaining("more has no session words"),
    });
  });
});

test("status says what opens each exercise, and how strong that is", async () => {
  const terminal = await sealed([
    'unlock = ["checks", "release"]',
    "[tool.workshop.exercises.Q2]",
    'unlock = ["session", "phrase", "checks"]',
  ]);
  await terminal.run("release-key", "Q1");
  expect((await terminal.run("status", "site")).out).toBe(`intro
  Q1: Title of Q1 (released)
    release        a real lock: nothing opens before you release it
    checks         a teaching gate, not a lock: readable by anyone with the session's words
  Q2: Title of Q2 (not released)
    session words  as strong as its words
    own words      as strong as its words
    checks         a teaching gate, not a lock: readable by anyone with the session's words`);
  expect(JSON.parse((await terminal.run("status", "--json")).out)).toMatchObject({
    notebooks: [
      {
        id: "intro",
        exercises: [
          { id: "Q1", released: "yes", locks: [{ lock: "release", strength: "instructor" }, {}] },
          { released: "no" },
        ],
      },
    ],
  });
  expect(await terminal.run("status", "nowhere")).toMatchObject({ code: 1 });
});

test.each([
  ["site/notebooks/intro/sealed.json", "{}", "site/notebooks/intro/sealed.json: This is damaged"],
  [
    "site/notebooks/intro/sealed.json",
    '{"format": "atelier-sealed", "version": 2}',
    "made by a newer version (format 2)",
  ],
  ["site/course.json", "<html>", "site/course.json:1: This course file cannot be read"],
])("a broken %s (%s) is named", async (file, text, message) => {
  const terminal = await sealed([]);
  terminal.write(file, text);
  expect(await terminal.run("status")).toMatchObject({ code: 1, err: expect.stringContaining(message) });
});

test.each([
  ["export . --nope", "unknown option '--nope': see `workshop help export`."],
  ["https sumbit", "unknown command 'sumbit' (Did you mean submit?): see `workshop help https`."],
  ["https submit hw1", "missing required argument 'file': see `workshop https submit --help`."],
])("%s is told where to read what is right", async (words, err) => {
  expect(await openTerminal().run(...words.split(" "))).toEqual({ code: 2, out: "", err });
});

test("help and the version are no mistakes", async () => {
  for (const words of ["help https", "https submit --help", "--version"]) {
    expect(await openTerminal().run(...words.split(" "))).toMatchObject({ code: 0, err: "" });
  }
});
