/** Python as everyone gets it: restored from the snapshot, with nothing of it frozen that must not be. */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type PythonHost, startPython } from "../../../src/runtime/node.ts";

describe("a restored Python", () => {
  let python: PythonHost;
  beforeAll(async () => {
    python = await startPython();
  });
  afterAll(() => python.close());

  test("comes from the snapshot, with marimo imported", async () => {
    expect(python.how).toBe("snapshot");
    expect(await python.run("import sys; 'marimo._runtime.runtime' in sys.modules")).toBe("true");
    expect(await python.run("import marimo; marimo.__version__")).toBe("0.23.15");
    expect(await python.run("import mograder.runtime, atelier.driver; 'ours'")).toBe("ours");
  });

  test("has begun no marimo session", async () => {
    const code = "from marimo._runtime.context.types import runtime_context_installed as r; r()";
    expect(await python.run(code)).toBe("false");
  });

  test("sleeps, both ways", async () => {
    const code = `
import asyncio, time
began = time.monotonic()
time.sleep(0.02)
await asyncio.sleep(0.02)
time.monotonic() - began >= 0.04
`;
    expect(await python.run(code)).toBe("true");
  });

  test("imports what the snapshot has not", async () => {
    const name = "docutils.parsers.rst.directives.tables";
    expect(await python.run(`import sys; "${name}" in sys.modules`)).toBe("false");
    expect(await python.run(`import ${name} as t; t.CSVTable.__name__`)).toBe("CSVTable");
  });

  test("shows the source of a library in a traceback", async () => {
    const code = `
import json, traceback
try:
    import marimo
    marimo.ui.slider(3, 1)
except ValueError:
    shown = traceback.format_exc()
"raise ValueError(" in shown
`;
    expect(await python.run(code)).toBe("true");
  });

  test("underlines the expression at fault in a student's code", async () => {
    const code = `
import traceback
try:
    exec(compile("x = 1 + (2 / 0)", "cell", "exec"))
except ZeroDivisionError as error:
    where = list(error.__traceback__.tb_next.tb_frame.f_code.co_positions())
any(column for _, _, column, _ in where)
`;
    expect(await python.run(code)).toBe("true");
  });

  test("takes marimo and mograder for installed", async () => {
    const code = `
import micropip
await micropip.install(["marimo==0.23.15", "mograder", "pyyaml", "msgspec"])
import importlib.metadata as m
m.version("marimo")
`;
    expect(await python.run(code)).toBe("0.23.15");
    await python.pyodide.loadPackage(["marimo-base", "jedi"]);
  });

  test("completes code with jedi and its stubs", async () => {
    const code = `
import jedi
[c.name for c in jedi.Script("import os\\nos.path.basena").complete(2, 14)]
`;
    expect(await python.run(code)).toBe('["basename"]');
  });

  test("hands values and files over", async () => {
    expect(await python.run("a + b", { a: 1, b: 2.5 })).toBe("3.5");
    expect(await python.run("f'{word}!'", { word: "grüß dich" })).toBe("grüß dich!");
    expect(await python.run("None")).toBe("");
    expect(await python.run("object")).toBe("<class 'object'>");
    python.writeFile("/home/pyodide/data/in.txt", "one\ntwo");
    await python.run("open('data/out.txt', 'w').write(open('data/in.txt').read().upper())");
    expect(new TextDecoder().decode(python.readFile("/home/pyodide/data/out.txt"))).toBe("ONE\nTWO");
  });

  test("reports an exception", async () => {
    await expect(python.run("1 / 0")).rejects.toThrow("ZeroDivisionError");
  });
});

test("a closed Python ends what waits in it, and is closed", async () => {
  const python = await startPython();
  python.writeFile("/home/pyodide/log.txt", "");
  const code = `
import asyncio
ended = False
async def wait():
    global ended
    try:
        await asyncio.sleep(3600)
    finally:
        ended = True
task = asyncio.ensure_future(wait())
await asyncio.sleep(0)
`;
  await python.run(code);
  const { globals } = python.pyodide;
  python.close();
  await vi.waitFor(() => expect(globals.get("ended")).toBe(true));
  await expect(python.run("1")).rejects.toThrow("closed");
  expect(() => python.readFile("/home/pyodide/log.txt")).toThrow("closed");
});

describe("two restored Pythons", () => {
  const draw = "import os, random, tempfile, uuid; [random.random(), tempfile.mktemp(), str(uuid.uuid4())]";

  test("draw different numbers and share no files", async () => {
    const first = await startPython();
    const second = await startPython();
    const drawn = JSON.parse(await first.run(draw));
    const drawnAgain = JSON.parse(await second.run(draw));
    for (const position of [0, 1, 2]) expect(drawn[position]).not.toBe(drawnAgain[position]);

    const file = "/lib/python3.14/site-packages/markdown/__init__.py";
    await first.run(`f = open("${file}", "r+b"); f.write(b"broken"); f.close()`);
    expect(await first.run(`open("${file}").read(6)`)).toBe("broken");
    expect(await second.run(`open("${file}").read(6)`)).not.toBe("broken");
  });

  test("print sets in the same order, as an ordinary start does", async () => {
    const show = "str({f'name{i}' for i in range(20)})";
    const restored = await startPython();
    const ordinary = await startPython({ snapshot: false });
    expect(ordinary.how).toBe("ordinary");
    expect(await ordinary.run(show)).toBe(await restored.run(show));
  });
});
