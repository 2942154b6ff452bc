/** Packages before a run, in real marimo on Pyodide, from a server that stands in for the CDN and for PyPI. */
import * as v from "valibot";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { isBuiltIn } from "../../../src/core/packages/standard-library.ts";
import { lockEntry, openTestNotebook, states, type TestNotebookOptions } from "./notebook.ts";
import { type StandIn, startStandIn, type Trouble } from "./stand-in.ts";

let standIn: StandIn;
beforeAll(async () => {
  standIn = await startStandIn();
});
afterEach(() => {
  standIn.troubles.clear();
  standIn.asked.length = 0;
});
afterAll(() => standIn.close());

const MODEL = `import pydantic
class Point(pydantic.BaseModel):
    x: int
str(Point(x="3"))`;
const ALGEBRA = 'import sympy\nstr(sympy.integrate(sympy.Symbol("x"), (sympy.Symbol("x"), 0, 2)))';
/** Small, as what is tried over and over is. */
const INSPECTION = "import typing_inspection\ntyping_inspection.__name__";

/** The stand-in's wheels as entries of the lock file. */
function locked(): NonNullable<TestNotebookOptions["lock"]> {
  const needs = ["typing-extensions", "pydantic_core", "annotated-types", "typing-inspection"];
  return {
    pydantic: lockEntry(standIn, "pydantic", needs, ["pydantic"]),
    "pydantic-core": lockEntry(standIn, "pydantic-core", ["typing-extensions"], ["pydantic_core"]),
    "typing-extensions": lockEntry(standIn, "typing-extensions", [], ["typing_extensions"]),
    "annotated-types": lockEntry(standIn, "annotated-types", [], ["annotated_types"]),
    "typing-inspection": lockEntry(
      standIn,
      "typing-inspection",
      ["typing-extensions"],
      ["typing_inspection"],
    ),
    sympy: lockEntry(standIn, "sympy", ["mpmath"], ["sympy"]),
    mpmath: lockEntry(standIn, "mpmath", [], ["mpmath"]),
  };
}

test("a notebook without packages of its own asks for nothing and does not wait", async () => {
  const notebook = await openTestNotebook(standIn, ["import marimo as mo, math\nmo.md('**hi**')", "1 + 1"], {
    dependencies: ["marimo>=99", "marimo-base==0.1", "mograder[all]>=7", "pyyaml"],
  });
  const run = await notebook.create();
  expect(run.waited).toBe(false);
  expect(run.events).toEqual([]);
  expect(run.shown[0]).toContain("<strong>hi</strong>");
  expect(standIn.asked).toEqual([]);
});

test("compiled and pure packages of the lock file, with what they depend on", async () => {
  const notebook = await openTestNotebook(standIn, [MODEL, ALGEBRA, "'alone'"], { lock: locked() });
  const run = await notebook.create();
  expect(run.shown[0]).toContain("x=3");
  expect(run.shown[1]).toContain("2");
  expect(run.shown[2]).toContain("alone");
  expect(new Set(Object.values(states(run.events)))).toEqual(new Set(["installed"]));
  expect(standIn.asked.every((path) => path.startsWith("/full/"))).toBe(true);

  // Each package is told once that it is there.
  const installed = run.events.flatMap(({ name, state }) => (state === "installed" ? [name] : []));
  expect(installed).toEqual([...new Set(installed)]);
  const core = run.events.filter(({ name }) => name === "pydantic-core");
  const bytes = standIn.wheel("pydantic-core").bytes.length;
  expect(core.map(({ state, bytes: size }) => [state, size])).toEqual([
    ["wanted", undefined],
    ["fetching", undefined],
    ["fetching", bytes],
    ["installed", bytes],
  ]);
  expect(run.toldBefore).toContain("sympy");

  standIn.asked.length = 0;
  const again = await notebook.execute(1, `${ALGEBRA} + '!'`);
  expect(again.waited).toBe(false);
  expect(again.shown[1]).toContain("2!");
  expect(standIn.asked).toEqual([]);
});

test("an import that comes with an edit is loaded before the cell runs", async () => {
  const notebook = await openTestNotebook(standIn, ["'start'"], { lock: locked() });
  expect((await notebook.create()).waited).toBe(false);
  const run = await notebook.execute(0, ALGEBRA);
  expect(run.shown[0]).toContain("2");
  expect(states(run.events)).toEqual({ mpmath: "installed", sympy: "installed" });
});

test("what the lock file does not have comes from the index, its dependencies from the lock", async () => {
  const notebook = await openTestNotebook(standIn, [MODEL], {
    lock: locked(),
    unlocked: ["pydantic", "pydantic-core"],
    dependencies: ["pydantic>=2"],
  });
  const run = await notebook.create();
  expect(run.shown[0]).toContain("x=3");
  expect(new Set(Object.values(states(run.events)))).toEqual(new Set(["installed"]));
  expect(standIn.asked).toContain("/pypi/pydantic/json");
  expect(standIn.asked).toContain(`/wheels/${standIn.wheel("pydantic-core").fileName}`);
  expect(standIn.asked).toContain(`/full/${standIn.wheel("annotated-types").fileName}`);
  expect((await notebook.execute(0, `${MODEL} + '!'`)).waited).toBe(false);
});

test("a dependency that does not come is named, and the import says so", async () => {
  const notebook = await openTestNotebook(standIn, [MODEL, "'alone'"], {
    lock: locked(),
    unlocked: ["pydantic"],
  });
  standIn.troubles.set(standIn.wheel("annotated-types").fileName, "missing");
  const run = await notebook.create();
  expect(states(run.events)).toMatchObject({ pydantic: "installed", "annotated-types": "failed: not-found" });
  expect(run.shown[0]).toContain("Package annotated-types: its file is not where it should be.");
  expect(run.shown[1]).toContain("alone");
});

test.each<[Trouble, string]>([
  ["damaged", "package-damaged"],
  ["truncated", "package-damaged"],
  ["error page", "package-damaged"],
  ["missing", "not-found"],
  ["cut off", "unreachable"],
])(
  "a file of the lock that is %s: the other cells run, and a second try may work",
  async (trouble, reason) => {
    const notebook = await openTestNotebook(standIn, [INSPECTION, "'alone'", "1 + 1"], { lock: locked() });
    standIn.troubles.set(standIn.wheel("typing-inspection").fileName, trouble);
    const run = await notebook.create();
    expect(states(run.events)).toEqual({
      "typing-extensions": "installed",
      "typing-inspection": `failed: ${reason}`,
    });
    expect(run.shown[0]).toContain("No module named 'typing_inspection'. Package typing-inspection: ");
    expect(run.shown[1]).toContain("alone");

    standIn.troubles.clear();
    const again = await notebook.execute(0, INSPECTION);
    expect(states(again.events)).toEqual({ "typing-inspection": "installed" });
    expect(again.shown[0]).toContain("typing_inspection");
  },
);

test.each<[Trouble, string]>([
  ["damaged", "package-damaged"],
  ["truncated", "package-damaged"],
  ["error page", "package-damaged"],
  ["missing", "not-found"],
  ["cut off", "unreachable"],
])(
  "a wheel of the index that is %s: the other cells run, and a second try may work",
  async (trouble, reason) => {
    const notebook = await openTestNotebook(standIn, [INSPECTION, "'alone'"], {
      lock: locked(),
      unlocked: ["typing-inspection"],
    });
    standIn.troubles.set(standIn.wheel("typing-inspection").fileName, trouble);
    const run = await notebook.create();
    expect(states(run.events)["typing-inspection"]).toBe(`failed: ${reason}`);
    expect(run.shown[0]).toContain("No module named 'typing_inspection'. Package typing-inspection: ");
    expect(run.shown[1]).toContain("alone");

    standIn.troubles.clear();
    const again = await notebook.execute(0, INSPECTION);
    expect(states(again.events)["typing-inspection"]).toBe("installed");
    expect(again.shown[0]).toContain("typing_inspection");
  },
);

test("what the index cannot give is named with its reason", async () => {
  const cells = [
    "import torch",
    "import torch_like",
    "import dotenv",
    "import helper, data\nhelper.answer",
    "'alone'",
  ];
  const notebook = await openTestNotebook(standIn, cells, {
    files: { "helper.py": new TextEncoder().encode("answer = 42"), "data/x.csv": new Uint8Array() },
  });
  const run = await notebook.create();
  expect(states(run.events)).toEqual({
    torch: "impossible: compiled",
    "torch-like": "impossible: no-wheel",
    dotenv: "failed: not-on-index",
  });
  expect(run.toldBefore).toEqual(expect.arrayContaining(["torch", "torch-like"]));
  expect(standIn.asked).toEqual(["/pypi/torch-like/json", "/pypi/python-dotenv/json"]);
  expect(run.shown[0]).toContain("compiled code that nobody has built for browsers");
  expect(run.shown[1]).toContain("there is no version of it that runs in a browser");
  expect(run.shown[3]).toContain("42");
  expect(run.shown[4]).toContain("alone");
});

test.each<[Trouble, string]>([
  ["cut off", "unreachable"],
  ["error page", "index-unreadable"],
])("an index whose answer is %s", async (trouble, reason) => {
  const notebook = await openTestNotebook(standIn, ["import sympy", "'alone'"], { unlocked: ["sympy"] });
  standIn.troubles.set("sympy", trouble);
  const run = await notebook.create();
  expect(states(run.events)).toEqual({ sympy: `failed: ${reason}` });
  expect(run.shown[1]).toContain("alone");
});

test("another version than the lock's: a pure wheel of it where there is one, else the lock's, and it is named", async () => {
  const lock = locked();
  const older = { ...lockEntry(standIn, "sympy", ["mpmath"], ["sympy"]), version: "1.0" };
  const notebook = await openTestNotebook(
    standIn,
    [`${MODEL}`, `${ALGEBRA} + sympy.__version__`, "import mpmath"],
    {
      lock: { ...lock, sympy: older },
      dependencies: ["pydantic-core==2.40.0", "sympy==1.14", "mpmath<1.2", "pygments==2.0"],
    },
  );
  const run = await notebook.create();
  expect(states(run.events)).toMatchObject({
    "pydantic-core": "installed: other-version ==2.40.0 2.50.4",
    sympy: "installed",
    mpmath: "installed: other-version <1.2 1.3.0",
    pygments: expect.stringMatching(/^installed: other-version ==2.0 2\./),
  });
  expect(run.toldBefore).toContain("pydantic-core");
  expect(run.shown[0]).toContain("x=3");
  expect(run.shown[1]).toContain("1.14.0");
  expect(standIn.asked).not.toContain("/pypi/pydantic-core/json");
  expect((await notebook.execute(2, "import mpmath\nmpmath.mpf(1)")).waited).toBe(false);
});

test("a wheel that lies beside the notebook", async () => {
  const { fileName, bytes } = standIn.wheel("typing-inspection");
  const notebook = await openTestNotebook(standIn, ["import typing_inspection\ntyping_inspection.__name__"], {
    lock: locked(),
    unlocked: ["typing-inspection"],
    dependencies: ["typing-inspection==0.4.5"],
    files: { [fileName]: bytes },
  });
  const run = await notebook.create();
  expect(run.shown[0]).toContain("typing_inspection");
  expect(states(run.events)).toEqual({ "typing-inspection": "installed", "typing-extensions": "installed" });
  expect(standIn.asked).toEqual([`/full/${standIn.wheel("typing-extensions").fileName}`]);
});

test("a cell that loads a package by itself goes the same way", async () => {
  const notebook = await openTestNotebook(
    standIn,
    ['import pyodide_js\nawait pyodide_js.loadPackage("mpmath")'],
    {
      lock: locked(),
    },
  );
  const run = await notebook.create();
  expect(run.waited).toBe(false);
  expect(states(run.events)).toEqual({ mpmath: "installed" });
  const other = await notebook.execute(0, "import mpmath\nstr(mpmath.mpf(1) / 4)");
  expect(other.shown[0]).toContain("0.25");
});

test("the known modules of Python are those of the Python that runs", async () => {
  const notebook = await openTestNotebook(standIn, ["1"]);
  const names = await notebook.python.run("import sys; sorted(sys.stdlib_module_names)");
  expect(v.parse(v.array(v.string()), JSON.parse(names)).filter((name) => !isBuiltIn(name))).toEqual([]);
});
