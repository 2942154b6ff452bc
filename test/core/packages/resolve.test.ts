/** Against the lock file of the installed Pyodide. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { whyImpossible } from "../../../src/core/packages/impossible.ts";
import { normalName } from "../../../src/core/packages/requirements.ts";
import { createResolver, isNothing, type PackagesHere } from "../../../src/core/packages/resolve.ts";

const packageSchema = v.object({
  version: v.string(),
  file_name: v.string(),
  imports: v.array(v.string()),
  depends: v.array(v.string()),
});
const lock = v.parse(
  v.pipe(v.string(), v.parseJson(), v.object({ packages: v.record(v.string(), packageSchema) })),
  readFileSync(createRequire(import.meta.url).resolve("pyodide/pyodide-lock.json"), "utf8"),
);
const resolver = createResolver(lock);
const HERE: PackagesHere = {
  loaded: new Map([
    ["marimo-base", "locked"],
    ["packaging", "locked"],
    ["narwhals", "other"],
  ]),
  files: [],
};

function resolve(modules: string[], dependencies: string[] = [], here: Partial<PackagesHere> = {}) {
  return resolver({ modules, dependencies }, { ...HERE, ...here });
}

test("the lock file is keyed by normalised names", () => {
  expect(Object.keys(lock.packages).filter((name) => normalName(name) !== name)).toEqual([]);
  expect(Object.keys(lock.packages)).toHaveLength(357);
});

test("imports become packages, dependencies in front", () => {
  const { load, index } = resolve(["sklearn", "PIL", "bs4", "cv2"]);
  expect(load).toEqual(
    expect.arrayContaining(["scikit-learn", "pillow", "beautifulsoup4", "opencv-python", "numpy"]),
  );
  expect(load.indexOf("numpy")).toBeLessThan(load.indexOf("scipy"));
  expect(load.indexOf("scipy")).toBeLessThan(load.indexOf("scikit-learn"));
  expect(new Set(load).size).toBe(load.length);
  expect(index).toEqual([]);
});

test("the spelling of a dependency in the lock file does not matter", () => {
  expect(resolve(["pydantic"]).load).toEqual(expect.arrayContaining(["pydantic-core", "pydantic"]));
  expect(resolve([], ["Scikit_Learn"]).load).toContain("scikit-learn");
});

test.each([
  "marimo",
  "marimo[recommended]>=99",
  "marimo-base==0.1",
  "mograder==0.0.11",
  "Mograder[all]",
  "atelier",
])("%s is what is loaded", (dependency) => {
  const plan = resolve(["marimo", "mograder"], [dependency]);
  expect(isNothing(plan)).toBe(true);
  expect(plan.satisfied).toHaveLength(1);
});

test("modules of Python, of Pyodide, and those that lie beside the notebook need nothing", () => {
  const modules = [
    "os",
    "json",
    "tkinter",
    "_thread",
    "js",
    "pyodide",
    "pyodide_js",
    "packaging",
    "helper",
    "lib",
  ];
  expect(isNothing(resolve(modules, [], { files: ["helper.py", "lib"] }))).toBe(true);
});

test("a version that the lock file has is loaded from it", () => {
  const { version } = lock.packages.numpy ?? { version: "" };
  expect(resolve(["numpy"], [`numpy==${version}`]).load).toEqual(["numpy"]);
  expect(resolve(["numpy"], ["numpy>=1"]).pinned).toEqual([]);
});

describe("another version", () => {
  test("of compiled code: the lock file's is used", () => {
    const { load, pinned } = resolve(["numpy"], ["numpy==1.26.4"]);
    expect(load).toEqual(["numpy"]);
    expect(pinned).toEqual([
      { name: "numpy", wanted: "==1.26.4", used: lock.packages.numpy?.version, pure: false },
    ]);
  });
  test("of a pure package: the index may have it", () => {
    const { load, index, pinned } = resolve(["networkx"], ["networkx < 3"]);
    expect({ load, index }).toEqual({ load: [], index: [] });
    expect(pinned).toMatchObject([{ name: "networkx", wanted: "<3", pure: true }]);
  });
  test("of what Python has already is only named, and not where it came from elsewhere", () => {
    expect(resolve([], ["packaging<1"]).pinned).toMatchObject([{ name: "packaging", pure: false }]);
    expect(isNothing(resolve(["narwhals"], ["narwhals==0.1"]))).toBe(true);
  });
});

test("what the lock file does not have is asked of the index", () => {
  const { index, load } = resolve(["foolib"], ["foo-lib[x]>=2", "foolib; sys_platform == 'win32'"]);
  expect(load).toEqual([]);
  expect(index).toEqual([
    { name: "foo-lib", requirement: "foo-lib[x]>=2", module: null },
    { name: "foolib", requirement: "foolib", module: "foolib" },
  ]);
});

test("an import that a dependency covers is asked once", () => {
  expect(resolve(["foo_lib"], ["Foo-Lib==2"]).index).toEqual([
    { name: "foo-lib", requirement: "foo-lib==2", module: null },
  ]);
});

test("a wheel beside the notebook comes before lock file and index", () => {
  const files = ["numpy-9-py3-none-any.whl", "My_Lib-1.0-py3-none-any.whl"];
  const { wheels, load, index } = resolve(["my_lib"], ["numpy"], { files });
  expect(wheels).toEqual([
    { name: "numpy", file: "numpy-9-py3-none-any.whl" },
    { name: "my-lib", file: "My_Lib-1.0-py3-none-any.whl" },
  ]);
  expect({ load, index }).toEqual({ load: [], index: [] });
});

describe("what no browser can run", () => {
  test("is named with its reason", () => {
    const { impossible, index } = resolve(["torch", "psutil", "numba"], ["psycopg2-binary>=2", "uvloop"]);
    expect(Object.fromEntries(impossible.map(({ name, reason }) => [name, reason]))).toEqual({
      "psycopg2-binary": "network",
      uvloop: "system",
      torch: "compiled",
      psutil: "system",
      numba: "compiler",
    });
    expect(index).toEqual([]);
  });
  test("is never something of the lock file", () => {
    const wrong = Object.keys(lock.packages).filter((name) => whyImpossible(name) !== undefined);
    expect(wrong).toEqual([]);
  });
  test.each(["mysqlclient", "opencv-python", "lxml", "cryptography", "bcrypt", "pynacl", "pyarrow", "h5py"])(
    "%s, which mograder refuses, is in the lock file",
    (name) => {
      expect(resolve([], [name])).toMatchObject({ load: expect.arrayContaining([name]), impossible: [] });
    },
  );
  test("includes what is no requirement and addresses that are no wheel", () => {
    const dependencies = [
      "what is this",
      "mine @ git+https://host.example/mine",
      "w @ https://host.example/w-1-py3-none-any.whl",
    ];
    const { impossible, index } = resolve([], dependencies);
    expect(impossible).toEqual([
      { name: "what is this", reason: "unreadable" },
      { name: "mine", reason: "address" },
    ]);
    expect(index.map(({ requirement }) => requirement)).toEqual([
      "w @ https://host.example/w-1-py3-none-any.whl",
    ]);
  });
});
