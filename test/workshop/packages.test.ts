/** Notebooks of the command line that need packages: from a server in the place of the CDN and PyPI, or a wheel beside them. */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { notebookRunner } from "../../workshop/run-notebook.ts";
import { type StandIn, startStandIn } from "../runtime/packages/stand-in.ts";
import { notebookProcess } from "../support/notebook-process.ts";
import { notebook, q1 } from "./support/notebooks.ts";
import { openTerminal } from "./support/terminal.ts";

let standIn: StandIn;
beforeAll(async () => {
  standIn = await startStandIn();
});
afterEach(() => {
  standIn.asked.length = 0;
});
afterAll(() => standIn.close());

/** The places of packages are all at the stand-in, or at an address where nobody answers. */
function open(origin = new URL(standIn.addresses.files).origin) {
  const place = (address: string) => origin + new URL(address).pathname;
  const addresses = { files: place(standIn.addresses.files), index: `${origin}/pypi/{package_name}/json` };
  return openTerminal({
    run: notebookRunner(notebookProcess, { packages: { addresses, sources: [`${origin}/`] } }),
  });
}

const algebra = {
  ...q1,
  solution: ["from mpmath import mpf as _exactly", 'total = int(_exactly("50.5") * 100)'],
};

test("a package of the index is fetched once, told, and installed in the runs of both texts", async () => {
  const terminal = open();
  // Another version than that of Pyodide's lock file.
  const pinned = `# /// script\n# dependencies = ["mpmath==1.3.0"]\n# ///\n\n${notebook([algebra])}`;
  terminal.write("source/intro.py", pinned);
  const { code, err } = await terminal.run("export", "source/intro.py");
  expect([code, err.match(/^Fetching .*$/gm)]).toEqual([0, ["Fetching package mpmath…"]]);
  const { fileName } = standIn.wheel("mpmath");
  expect(standIn.asked.filter((path) => path.endsWith(fileName))).toHaveLength(1);
});

test("compiled code of a wheel runs, though the process makes no code out of text", async () => {
  const terminal = open("http://127.0.0.1:9");
  for (const name of ["pydantic-core", "typing-extensions"]) {
    const { fileName, bytes } = standIn.wheel(name);
    terminal.write(`source/${fileName}`, bytes);
  }
  const solution = [
    "import typing_extensions, pydantic_core",
    'total = pydantic_core.SchemaValidator({"type": "int"}).validate_python("5050")',
  ];
  terminal.write("source/intro.py", notebook([{ ...q1, solution }]));
  const { code, err } = await terminal.run("export", "source/intro.py");
  expect([code, err]).toEqual([0, expect.stringContaining("running what attendees get")]);
});

test("a wheel beside the notebook needs no network, and is published with it", async () => {
  const terminal = open("http://127.0.0.1:9");
  const { fileName, bytes } = standIn.wheel("mpmath");
  terminal.write(`source/${fileName}`, bytes);
  terminal.write("source/intro.py", notebook([algebra]));
  const { code, err } = await terminal.run("export", "source/intro.py");
  expect([code, err]).toEqual([0, expect.stringContaining("running what attendees get")]);
  expect(terminal.files().filter((name) => name.startsWith("site/") && name.endsWith(fileName))).toHaveLength(
    1,
  );
  expect(standIn.asked).toEqual([]);
});

test("3: without a network, in one sentence that names the package", async () => {
  const terminal = open("http://127.0.0.1:9");
  terminal.write("source/intro.py", notebook([algebra]));
  const { code, err } = await terminal.run("export", "source/intro.py");
  expect([code, err.split("\n").at(-1)]).toEqual([
    3,
    "source/intro.py needs the package mpmath, and the package server does not answer: connect to the network, or put a wheel beside the notebook.",
  ]);
});

test("1: what cannot run here is named with its reason and its line", async () => {
  const terminal = open();
  terminal.write("source/intro.py", notebook([{ ...q1, solution: ["import torch"] }]));
  const { code, err } = await terminal.run("export", "source/intro.py");
  expect([code, err.split("\n").at(-1)]).toEqual([
    1,
    expect.stringMatching(
      /^source\/intro\.py:20: .*Package torch: it is compiled code that nobody has built/,
    ),
  ]);
});
