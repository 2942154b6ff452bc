/** The self-audit finds what is planted, in every encoding, and says what it cannot look for. */
import { gzipSync } from "node:zlib";
import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { notebook, q1, q2 } from "./support/notebooks.ts";
import { openTerminal, type Terminal } from "./support/terminal.ts";

const line = "message = f\"<b>{total:>8}</b> & 'naïve' sum\"";
const spaced = notebook([{ ...q1, solution: [line, "total  =  sum(range(1, 101))", "x = 1"] }, q2]);

async function exported(text = spaced): Promise<Terminal> {
  const terminal = openTerminal();
  terminal.write("source/intro.py", text);
  expect(await terminal.run("export", "source/intro.py")).toMatchObject({ code: 0 });
  return terminal;
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const base64 = (text: string, before: number) =>
  Buffer.from(`${"#".repeat(before)}${text}#`).toString("base64");
const html = line.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const encodings: Record<string, string | Uint8Array> = {
  "as it is": `# ${line}\n`,
  "spaced otherwise": "def f():\n\ttotal =\tsum(range(1,  101))\n",
  "in JSON": JSON.stringify({ cells: [`${line}\n`] }),
  "in JSON of ASCII": JSON.stringify([line]).replace("ï", "\\u00ef"),
  "in HTML": `<pre>${html}</pre>`,
  "in HTML attributes": `<p title="${html.replaceAll('"', "&quot;").replaceAll("'", "&#39;")}">`,
  "in an address": `https://example.org/?code=${encodeURIComponent(line)}`,
  "in an address, every sign": `?code=${encodeURIComponent(line).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`,
  "in a form": `code=${encodeURIComponent(line).replaceAll("%20", "+")}`,
  "in base64": base64(line, 0),
  "in base64, one byte later": base64(line, 1),
  "in base64, two bytes later": base64(line, 2),
  "in base64 for addresses": Buffer.from(line).toString("base64url"),
  "in base64 of JSON": base64(JSON.stringify({ code: line }), 0),
  "in gzip": gzipSync(line),
  "in gzip behind something": Buffer.concat([Buffer.from("pack"), gzipSync(line), Buffer.from("more")]),
  "in a ZIP": zipSync({ "a/b.py": utf8(line) }),
  "in a ZIP, not compressed": zipSync({ "a/b.py": utf8(line) }, { level: 0 }),
  "in gzip in a ZIP in gzip": gzipSync(zipSync({ "pack.gz": gzipSync(line) })),
};

test.each(Object.entries(encodings))("a solution line %s is found", async (_, content) => {
  const terminal = await exported();
  terminal.write("site/assets/leak.bin", content);
  const { code, err } = await terminal.run("audit");
  expect(code).toBe(1);
  expect(err).toMatch(/^assets\/leak\.bin: line \d+ of the solutions in source\/intro\.py$/m);
});

test("a note is looked for without the sign that makes it a comment", async () => {
  const noted = { ...q1, solution: ["total = 5050", "### NOTES", "# Gauss did it *in his head*."] };
  const terminal = await exported(notebook([noted, q2]));
  expect(await terminal.run("audit")).toMatchObject({ code: 0 });
  terminal.write("site/assets/leak.js", JSON.stringify({ notes: "Gauss did it *in his head*." }));
  const { code, err } = await terminal.run("audit");
  expect(code).toBe(1);
  expect(err).toMatch(/^assets\/leak\.js: line \d+ of the solutions in source\/intro\.py$/m);
});

describe("keys and words", () => {
  const locks = ['unlock = ["release", "session", "phrase"]'];
  const keyOf = (terminal: Terminal, id: string): string => {
    const found = new RegExp(`"${id}": "([\\w-]{43})"`).exec(
      terminal.read("private/intro/keys_all.json"),
    )?.[1];
    return found ?? expect.fail(`no key of ${id}`);
  };

  test.each([
    ["as it is", (key: string) => key],
    ["as bytes", (key: string) => Buffer.concat([Buffer.from([0]), Buffer.from(key, "base64url")])],
    ["in hex", (key: string) => Buffer.from(key, "base64url").toString("hex")],
    ["in base64", (key: string) => base64(key, 1)],
    ["in gzip", (key: string) => gzipSync(JSON.stringify({ key }))],
  ])("an unreleased key %s is found", async (_, encode) => {
    const terminal = await exported();
    terminal.write("site/leak", encode(keyOf(terminal, "Q2")));
    const { code, err } = await terminal.run("audit");
    expect([code, err]).toEqual([1, expect.stringContaining("leak: the key of intro/Q2")]);
  });

  test("a released key is no finding, in its keys.json or anywhere else", async () => {
    const terminal = await exported();
    await terminal.run("release-key", "Q1");
    terminal.write("site/mirror.json", terminal.read("site/notebooks/intro/keys.json"));
    expect(await terminal.run("audit")).toMatchObject({ code: 0 });
  });

  test("the words of the session and of an exercise are found", async () => {
    const terminal = await exported(notebook([q1], locks));
    terminal.write("site/notes.html", JSON.stringify(terminal.json("private/intro/words.json")));
    const { err } = await terminal.run("audit");
    expect(err).toContain("notes.html: the words of intro/the session");
    expect(err).toContain("notes.html: the words of intro/Q1");
  });

  test("those of the cohort before are looked for as well", async () => {
    const terminal = await exported();
    const old = keyOf(terminal, "Q1");
    await terminal.run("export", "source/intro.py", "--new-keys");
    terminal.write("site/old.txt", old);
    expect((await terminal.run("audit")).err).toContain("old.txt: the key of intro/Q1");
  });

  test("private files and solved notebooks are known by their names and marks", async () => {
    const terminal = await exported();
    terminal.write("site/notebooks/intro/keys_all.json", "{}");
    terminal.write("site/other.py", notebook([{ id: "Q7" }]));
    expect((await terminal.run("audit")).err).toContain(
      "notebooks/intro/keys_all.json: a private file\nother.py: a solved notebook",
    );
  });
});

test("one key that opens two exercises is found by trying", async () => {
  const terminal = await exported();
  const [shut, open] = [await exported(notebook([q1])), terminal];
  const key = /"Q1": "([\w-]{43})"/.exec(shut.read("private/intro/keys_all.json"))?.[1] ?? "";
  open.remove("site");
  open.write("private/intro/keys_all.json", JSON.stringify({ Q1: key, Q2: key }));
  const { code, err } = await open.run("export", "source/intro.py");
  expect(code).toBe(1);
  expect(err).toContain("notebooks/intro/sealed.json: the key of intro/Q1 also opens intro/Q2");
  expect(open.files()).not.toContain("site/index.html");
});

test("export refuses a leak before anything is written", async () => {
  const terminal = openTerminal();
  terminal.write("source/intro.py", spaced);
  terminal.write("source/data.csv", `a,b\n1,${line}\n`);
  const { code, err } = await terminal.run("export", "source/intro.py");
  expect(code).toBe(1);
  expect(err).toContain("source/data.csv: This file would be published as");
  expect(err).toContain("line 20 of the solutions in source/intro.py");
  expect(terminal.files()).toEqual(["source/data.csv", "source/intro.py"]);
});

describe("says what it looked at", () => {
  test("and what it could not look for", async () => {
    const terminal = await exported();
    const { code, out } = await terminal.run("audit");
    expect(code).toBe(0);
    expect(out).toContain("nothing found in 8 files (2 of them the app's own, as they came)");
    expect(out).toContain("3 solution lines looked for; 1 are too short or stand in a notebook anyway");
    expect(out).toContain("2 keys and words looked for");
  });

  test("without the solved notebooks and the private files", async () => {
    const terminal = await exported();
    const { code, out } = await terminal.run("audit", "site", "--source", "nowhere", "--private", "nowhere");
    expect(code).toBe(0);
    expect(out).toContain(
      "Solution lines were not looked for: say where the solved notebooks are with --source",
    );
    expect(out).toContain("No private files for intro: say where with --private");
  });

  test("a line that the next notebook shows on purpose is not looked for", async () => {
    const terminal = await exported();
    terminal.write(
      "source/next.py",
      notebook([q2]).replace("    import marimo as mo", `    import marimo as mo\n    ${line}`),
    );
    const { code, out } = await terminal.run("export", "source/intro.py", "source/next.py");
    expect([code, out]).toEqual([
      0,
      expect.stringContaining("2 are too short or stand in a notebook anyway"),
    ]);
  });

  test("and which gates stand open by choice", async () => {
    const terminal = await exported(notebook([q1, q2], ['unlock = ["checks", "release"]']));
    expect((await terminal.run("audit")).out).toContain('by your choice of "checks": intro/Q1, intro/Q2');
    const json: unknown = JSON.parse((await terminal.run("audit", "--json")).out);
    expect(json).toMatchObject({ findings: [], openGates: ["intro/Q1", "intro/Q2"], withoutSecrets: [] });
  });

  test("files of an earlier app stay known, for pages that are still open", async () => {
    const terminal = await exported();
    terminal.remove("../app/assets");
    terminal.write("../app/assets/app-fedcba9876.js", "console.log('a newer app');\n");
    await terminal.run("export", "source/intro.py");
    expect(terminal.files("site/assets")).toEqual(["app-0123456789.js", "app-fedcba9876.js"]);
    expect((await terminal.run("audit")).out).toContain("in 9 files (3 of them the app's own, as they came)");
  });

  test("and which gates the session's words open", async () => {
    const terminal = await exported(notebook([q1], ['unlock = ["checks", "session"]']));
    expect((await terminal.run("audit")).out).toContain(
      'with the session\'s words, by your choice of "checks": intro/Q1.',
    );
  });

  test("a file of the app that was changed is looked at again", async () => {
    const terminal = await exported();
    terminal.edit("site/assets/app-0123456789.js", (text) => `${text}// ${line}\n`);
    expect((await terminal.run("audit")).err).toContain("assets/app-0123456789.js: line 20");
  });
});
