/** `workshop export`: a whole site, checked first. Python is stood in for; `python.test.ts` has the real one. */
import { symlinkSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readSiteCourse } from "../../src/core/course/site-course.ts";
import { hasSolutions } from "../../src/core/grading/strip.ts";
import { passingRun } from "./support/fake-run.ts";
import { notebook, q1, q2 } from "./support/notebooks.ts";
import { openTerminal, type Terminal, type TerminalOptions } from "./support/terminal.ts";

function course(text = notebook()): Terminal {
  const terminal = openTerminal();
  terminal.write("course.toml", 'id = "week-1"\ntitle = "Week 1"\nconnect = ["data.example.org"]\n');
  terminal.write("source/intro.py", text);
  return terminal;
}

test("writes the app, the notebooks and the list of what is here", async () => {
  const terminal = course();
  const { code, out } = await terminal.run("export", ".", "--base", "https://example.org/week-1");
  expect(code).toBe(0);
  expect(out).toContain("https://example.org/week-1/#/c/week-1/intro");
  expect(terminal.files("site")).toEqual([
    "app-files.json",
    "assets/app-0123456789.js",
    "course.json",
    "courses.json",
    "index.html",
    "notebooks/intro/keys.json",
    "notebooks/intro/notebook.py",
    "notebooks/intro/sealed.json",
  ]);
  expect(terminal.json("site/courses.json")).toEqual({ courses: ["course.json"] });
  expect(readSiteCourse(terminal.read("site/course.json"))).toEqual({
    format: "atelier-course",
    version: 1,
    id: "week-1",
    title: "Week 1",
    description: "",
    connect: ["data.example.org"],
    notebooks: [
      {
        id: "intro",
        title: "Introduction",
        kind: "workshop",
        file: "notebooks/intro/notebook.py",
        files: [],
        sealed: "notebooks/intro/sealed.json",
        keys: "notebooks/intro/keys.json",
      },
    ],
  });
});

test("keeps what else is on the site: notebooks, other courses, files of the instructor", async () => {
  const terminal = course();
  await terminal.run("export", ".");
  terminal.write("site/CNAME", "workshop.example.org\n");
  terminal.edit("site/courses.json", () => '{"courses": ["other/course.json"]}');
  terminal.edit("site/course.json", (text) =>
    text.replace('"title": "Introduction",', '"title": "Introduction", "minutes": 20,'),
  );
  terminal.write("source/more.py", notebook([q1]));
  expect(await terminal.run("export", "source/more.py")).toMatchObject({ code: 0 });
  expect(terminal.read("site/CNAME")).toBe("workshop.example.org\n");
  expect(terminal.json("site/courses.json")).toEqual({ courses: ["other/course.json", "course.json"] });
  expect(terminal.json("site/course.json")).toMatchObject({
    notebooks: [{ id: "intro", minutes: 20 }, { id: "more" }],
  });
});

test("publishes data files by an allow-list, and takes those away that are gone", async () => {
  const terminal = course();
  for (const name of [
    "data 1#.csv",
    "helper.py",
    "picture.png",
    ".env",
    ".hidden.csv",
    "intro.html",
    "intro.ipynb",
    "keys.json",
    "keys_all.json",
    "words.json",
    "__marimo__/session.json",
    "__pycache__/x.pyc",
    "sub/deep.csv",
    "data.csv.1",
  ]) {
    terminal.write(`source/${name}`, "x = 1\n");
  }
  terminal.write("source/solved.py", notebook([{ id: "Q9" }]));
  symlinkSync("/etc/hostname", terminal.path("source/link.csv"));
  await terminal.run("export", "source/intro.py");
  expect(terminal.files("site/notebooks/intro/files")).toEqual(["data 1#.csv", "helper.py", "picture.png"]);
  expect(terminal.json("site/course.json")).toMatchObject({
    notebooks: [{ files: [{ name: "data 1#.csv", file: "notebooks/intro/files/data%201%23.csv" }, {}, {}] }],
  });
  terminal.remove("source/picture.png");
  expect((await terminal.run("export", "source/intro.py")).out).toContain(
    "removed site/notebooks/intro/files/picture.png",
  );
  expect(terminal.files("site/notebooks/intro/files")).toEqual(["data 1#.csv", "helper.py"]);
});

test("leaves out notebooks without solutions where a folder may hold anything, and says so", async () => {
  const terminal = openTerminal();
  terminal.write("lecture.py", "import marimo\n\napp = marimo.App()\n");
  terminal.write("intro.py", notebook());
  const { code, err } = await terminal.run("export", ".");
  expect([code, err]).toEqual([0, expect.stringContaining("lecture.py: no solutions in it, left out.")]);
  expect(await terminal.run("export", "site")).toMatchObject({
    code: 1,
    err: expect.stringContaining("site: This folder has no notebook with solutions"),
  });
});

describe("a course of workshops, assignments and lectures", () => {
  const config = `id = "numerics"
title = "Numerics"
transport = "https"

[https]
url = "https://grader.example/"

[[assignments]]
name = "Homework"
id = 7
duedate = 1790000000

[[assignments]]
name = "Only on the server"
`;
  const lecture =
    'import marimo\n\napp = marimo.App(app_title="Waves")\n\n\n@app.cell\ndef _():\n    1 + 1\n    return\n';
  const homework = notebook([q1]).replace(/ {4}# === MOGRADER: EXERCISES ===\n.*\n/, "");

  function whole(options: TerminalOptions = {}) {
    const terminal = openTerminal(options);
    terminal.write("mograder.toml", config);
    terminal.write("source/intro.py", notebook());
    terminal.write("source/lecture.py", lecture);
    // mograder's own layout: a folder for each.
    terminal.write("source/homework/homework.py", homework);
    terminal.write("source/homework/tide.csv", "1,2\n");
    return terminal;
  }

  test("is one site, with where work is submitted and when it is due", async () => {
    const terminal = whole();
    expect(await terminal.run("export", ".")).toMatchObject({ code: 0 });
    expect(terminal.json("site/course.json")).toMatchObject({
      id: "numerics",
      transport: "https",
      https: { url: "https://grader.example" },
      notebooks: [
        { id: "intro", kind: "workshop", sealed: "notebooks/intro/sealed.json" },
        { id: "lecture", kind: "lecture", title: "Waves" },
        {
          id: "homework",
          kind: "assignment",
          files: [{ name: "tide.csv" }],
          assignment: { name: "Homework", id: "7", duedate: 1_790_000_000 },
        },
      ],
      assignments: [{ name: "Only on the server", id: "Only on the server" }],
    });
    expect(terminal.read("site/notebooks/lecture/notebook.py")).toBe(lecture);
    const handedOut = terminal.read("site/notebooks/homework/notebook.py");
    expect(handedOut).toContain("# YOUR CODE HERE");
    expect(handedOut).not.toContain("Gauss");
    expect(terminal.files("site/notebooks/homework")).toEqual(["files/tide.csv", "notebook.py"]);
    expect(terminal.files("private")).not.toContain("homework/keys_all.json");
    // The same for the server, under the name that it has there.
    expect(terminal.files("release")).toEqual(["7/homework.py", "7/tide.csv"]);
    expect(terminal.read("release/7/homework.py")).toBe(handedOut);
  });

  test("takes no source from where it hands out", async () => {
    const terminal = whole();
    terminal.write("release/homework/homework.py", homework);
    expect(await terminal.run("export", "release/homework/homework.py")).toMatchObject({
      code: 1,
      err: expect.stringContaining("lies inside release"),
    });
    expect(terminal.read("release/homework/homework.py")).toBe(homework);
  });

  test("is not published while an assignment's own solution fails its checks", async () => {
    const label = "Q1: Title of Q1";
    const failed = new Map([
      [label, { kind: "check" as const, label, status: "danger" as const, details: ["not a sum"] }],
    ]);
    const run = passingRun(({ filename, source }) =>
      filename === "homework.py" && hasSolutions(source) ? { checks: failed } : {},
    );
    const terminal = whole({ run });
    expect(await terminal.run("export", ".")).toMatchObject({
      code: 1,
      err: expect.stringMatching(/source\/homework\/homework\.py:\d+: .*not a sum/),
    });
    expect(terminal.files(".").filter((name) => name.startsWith("site/"))).toEqual([]);
  });

  test("is audited for the solutions of assignments as well", async () => {
    const terminal = whole();
    terminal.write("source/homework/leak.csv", "total = sum(range(1, 101))  # Gauss\n");
    expect(await terminal.run("export", ".")).toMatchObject({
      code: 1,
      err: expect.stringMatching(
        /\nsource\/homework\/leak\.csv: This file would be published as notebooks\/homework\/files\/leak\.csv, and has in it .*line 18 of the solutions in source\/homework\/homework\.py: move it away from beside the notebook, or keep the solution's lines out of it\.\nNothing was written: /,
      ),
    });
  });

  test("forgets the locks of a workshop that has become an assignment", async () => {
    const terminal = whole();
    await terminal.run("export", ".");
    terminal.edit("source/intro.py", (text) => text.replace(/ {4}# === MOGRADER: EXERCISES ===\n.*\n/, ""));
    expect(await terminal.run("export", ".")).toMatchObject({ code: 0 });
    expect(terminal.json("site/course.json")).toMatchObject({
      notebooks: [{ id: "intro", kind: "assignment" }, {}, {}],
    });
    expect(terminal.read("site/course.json")).not.toContain("sealed");
  });
});

describe("--keys-url", () => {
  const keysOf = async (...words: string[]) => {
    const terminal = course();
    terminal.write("source/more.py", notebook([q1]));
    const ended = await terminal.run("export", ...words);
    if (ended.code !== 0) return `${ended.code} ${ended.err.split("\n").at(-1)}`;
    const read = readSiteCourse(terminal.read("site/course.json"));
    return "failure" in read ? read.failure : read.notebooks.map(({ keys }) => keys).join(" ");
  };

  test("is where the pages look for keys", async () => {
    expect(await keysOf("source/intro.py", "--keys-url", "https://keys.example.org/k.json")).toBe(
      "https://keys.example.org/k.json",
    );
    expect(await keysOf(".", "--keys-url", "https://keys.example.org/")).toBe(
      "https://keys.example.org/intro/keys.json https://keys.example.org/more/keys.json",
    );
  });

  test("is refused when it is no safe address, or one for two", async () => {
    expect(await keysOf("source/intro.py", "--keys-url", "http://keys.example.org/")).toMatch(
      /^2 http:\/\/keys\.example\.org\/ is no address/,
    );
    expect(await keysOf(".", "--keys-url", "https://keys.example.org/k.json")).toMatch(
      /^2 With several notebooks/,
    );
  });
});

describe("runs the notebooks first, and refuses", () => {
  const refused = async (run: ReturnType<typeof passingRun>, ...more: string[]) => {
    const terminal = course();
    const { code, err } = await terminal.runWith({ run }, "export", "source/intro.py", ...more);
    if (code !== 0) expect(terminal.files()).toEqual(["course.toml", "source/intro.py"]);
    return `${code} ${err
      .split("\n")
      .filter((line) => line.startsWith("source/"))
      .join("\n")}`;
  };
  const check = (label: string, status: "success" | "partial" | "danger" | "warn", ...details: string[]) =>
    [label, { kind: "check" as const, label, status, details }] as const;
  const solved = { ...check("Q1: Title of Q1", "success") };

  test("a check that fails, with its line and its reasons", async () => {
    const checks = new Map([solved, check("Q2: Title of Q2", "partial", "too small", "not a list")]);
    expect(await refused(passingRun(() => ({ checks })))).toBe(
      '1 source/intro.py:41: The check "Q2: Title of Q2" does not pass in the solved notebook: too small; not a list',
    );
  });

  test("a check that was not reached", async () => {
    expect(await refused(passingRun(() => ({ checks: new Map([solved]) })))).toContain(
      'source/intro.py:41: The check "Q2: Title of Q2" was not reached',
    );
  });

  test("a cell that fails, solved or stripped, with its line", async () => {
    const failing = (when: boolean) =>
      passingRun(({ source, notebook: { cells } }) => {
        const problem = { cell: cells[1]?.id ?? "", message: "NameError: name 'y' is not defined" };
        return hasSolutions(source) === when ? { problems: [problem] } : {};
      });
    expect(await refused(failing(true))).toBe(
      "1 source/intro.py:16: The solved notebook fails here: NameError: name 'y' is not defined",
    );
    expect(await refused(failing(false))).toContain(
      "1 source/intro.py:16: Without the solutions the notebook fails here",
    );
  });

  test("a line of a cell, where what attendees get has the same lines", async () => {
    const failing = (cell: number, when: boolean) =>
      passingRun(({ source, notebook: { cells } }) => {
        const problem = { cell: cells[cell]?.id ?? "", message: "KeyError: 3", line: 2 };
        return hasSolutions(source) === when ? { problems: [problem] } : {};
      });
    expect(await refused(failing(2, true))).toBe(
      "1 source/intro.py:28: The solved notebook fails here: KeyError: 3",
    );
    expect(await refused(failing(2, false))).toContain("1 source/intro.py:25: Without the solutions");
  });

  test("a cell that Python cannot read, without what only follows from it", async () => {
    const run = passingRun(({ notebook: { cells } }) => {
      const [, first, second, third] = cells.map(({ id }) => id);
      const unreadable = { message: "SyntaxError: invalid syntax", line: 3, isUnreadable: true };
      return {
        problems: [
          { cell: first ?? "", ...unreadable },
          { cell: second ?? "", message: "NameError: name 'total' is not defined", line: 1 },
          {
            cell: third ?? "",
            message: "NameError: name 'tot' is not defined. Did you mean: 'not'?",
            line: 1,
          },
        ],
      };
    });
    expect(await refused(run)).toBe(
      [
        "1 source/intro.py:20: The solved notebook fails here: SyntaxError: invalid syntax",
        "source/intro.py:34: The solved notebook fails here: NameError: name 'tot' is not defined. Did you mean: 'not'?",
      ].join("\n"),
    );
  });

  test("an exercise that passes before anybody has begun", async () => {
    const passing = passingRun(() => ({ checks: new Map([solved, check("Q2: Title of Q2", "success")]) }));
    expect(await refused(passing)).toBe(
      '1 source/intro.py:25: The check "Q1: Title of Q1" passes without a solution, so it would open at once: begin it with mo.stop while the answer is missing.',
    );
  });

  test("but only warns of a check that does not wait", async () => {
    const run = passingRun(({ source }) =>
      hasSolutions(source)
        ? {}
        : { checks: new Map([check("Q1: Title of Q1", "danger"), check("Q2: Title of Q2", "warn")]) },
    );
    const message =
      'source/intro.py:25: Take care: without a solution the check "Q1: Title of Q1" of exercise Q1 fails already, where attendees should see it wait. Put `x = None` in front of the solution, and begin the check with `mo.stop(x is None, check("Q1: Title of Q1", []))`.';
    expect(await refused(run)).toBe(`0 ${message}`);
    const { out } = await course().runWith({ run }, "export", ".", "--json");
    expect(JSON.parse(out)).toMatchObject({ warnings: [{ notebook: "intro", exercise: "Q1", message }] });
  });

  test("and of an exercise of which one check passes already", async () => {
    const more = '    check("Q1: More", [(True, "")])\n';
    const terminal = course(notebook().replace('    check("Q1: Title', `${more}    check("Q1: Title`));
    const run = passingRun(({ source }) =>
      hasSolutions(source) ? {} : { checks: new Map([check("Q1: More", "success")]) },
    );
    const { code, err } = await terminal.runWith({ run }, "export", ".");
    expect([code, err]).toEqual([
      0,
      expect.stringContaining('the check "Q1: More" of exercise Q1 passes already'),
    ]);
  });

  test("nothing of that with --no-validate, which does not run at all", async () => {
    const never = () => Promise.reject(new Error("it ran"));
    expect(await refused(never, "--no-validate")).toBe("0 ");
  });
});

test("two runs without a change leave everything but the sealed file as it is", async () => {
  const terminal = course();
  await terminal.run("export", ".");
  const { out } = await terminal.run("export", ".");
  expect(out).toMatch(/^wrote site\/notebooks\/intro\/sealed\.json \(changed\)\nAudit: nothing found/);
});

test("release, fix a typo, export again: what was released stays open", async () => {
  const terminal = course();
  await terminal.run("export", ".");
  await terminal.run("release-key", "Q1");
  terminal.edit("source/intro.py", (text) => text.replace("not yet", "not quite yet"));
  expect(await terminal.run("export", ".")).toMatchObject({ code: 0 });
  expect((await terminal.run("status")).out).toContain("Q1: Title of Q1 (released)");
});

test("--json tells all in one object, and --dry-run writes nothing", async () => {
  const terminal = course(notebook([q1, q2], ['unlock = ["checks", "release"]']));
  const { code, out } = await terminal.run("export", ".", "--json", "--dry-run");
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    dryRun: true,
    course: "week-1",
    notebooks: [
      {
        notebook: "intro",
        exercises: [{ id: "Q1", unlock: ["checks", "release"], released: false, newKey: true }, {}],
      },
    ],
    audit: { findings: [], openGates: ["intro/Q1", "intro/Q2"] },
  });
  expect(terminal.files()).toEqual(["course.toml", "source/intro.py"]);
});

test("without a built app it ends with exit code 3", async () => {
  const terminal = course();
  terminal.remove("../app");
  expect(await terminal.run("export", ".")).toMatchObject({
    code: 3,
    err: expect.stringContaining("run `npm run build` first"),
  });
});

test.each([
  ['id = "no good"', 'course.toml:1: The value of "id" in this course file'],
  ["id = ", "course.toml:1: This course file cannot be read here"],
])("a course.toml with %s is refused", async (text, message) => {
  const terminal = course();
  terminal.write("course.toml", text);
  expect(await terminal.run("export", ".")).toMatchObject({ code: 1, err: expect.stringContaining(message) });
});

test("a new id of the course is refused while other notebooks are locked for the old one", async () => {
  const terminal = course();
  terminal.write("source/more.py", notebook([q1]));
  await terminal.run("export", ".");
  terminal.edit("course.toml", (text) => text.replace("week-1", "week-2"));
  const words = 'on this site are locked for the course "week-1", and course.toml now says "week-2"';
  for (const command of ["export", "encrypt"]) {
    const ended = await terminal.run(command, "source/intro.py");
    expect(ended, command).toMatchObject({ code: 1, err: expect.stringContaining(words) });
  }
  expect(await terminal.run("export", ".")).toMatchObject({ code: 0 });
  expect(terminal.json("site/notebooks/more/sealed.json")).toMatchObject({ course: "week-2" });
});

test("mograder's --salt is refused in words", async () => {
  const terminal = course();
  for (const words of [
    ["export", "."],
    ["encrypt", "source/intro.py"],
    ["release-key", "keys.json", "Q1"],
  ]) {
    const ended = await terminal.run(...words, "--salt", "workshop");
    expect(ended, words[0]).toMatchObject({ code: 2, err: expect.stringContaining("Leave --salt out") });
  }
});
