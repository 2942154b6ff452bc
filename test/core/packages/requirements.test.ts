import { describe, expect, test } from "vitest";
import { scriptDependencies } from "../../../src/core/notebook/metadata.ts";
import { appliesInBrowser } from "../../../src/core/packages/markers.ts";
import { normalName, printRequirement, readRequirement } from "../../../src/core/packages/requirements.ts";
import { satisfies } from "../../../src/core/packages/versions.ts";

test.each([
  ["numpy", "numpy", "numpy", "", []],
  ["Typing_Extensions >= 4.1, < 5", "typing-extensions>=4.1,<5", "typing-extensions", ">=4.1,<5", []],
  ["pandas[excel, Plot]==3.0.*", "pandas[excel,plot]==3.0.*", "pandas", "==3.0.*", ["excel", "plot"]],
  ["zope.interface (>=5)", "zope-interface>=5", "zope-interface", ">=5", []],
  ["a~=1.0;python_version>'3'", "a~=1.0", "a", "~=1.0", []],
])("reads %s", (text, printed, name, specifier, extras) => {
  const requirement = readRequirement(text);
  expect(requirement).toMatchObject({ name, specifier, extras, address: null });
  expect(requirement && printRequirement(requirement)).toBe(printed);
});

test("reads a direct address and its marker", () => {
  expect(readRequirement("mine @ https://host.example/mine-1-py3-none-any.whl ; os_name == 'nt'")).toEqual({
    name: "mine",
    extras: [],
    specifier: "",
    address: "https://host.example/mine-1-py3-none-any.whl",
    marker: "os_name == 'nt'",
  });
});

test.each(["", "  ", "-numpy", "numpy==", "numpy 1.0", "num py", "numpy=1", "[x]", "./wheels/a.whl", "é"])(
  "refuses %j",
  (text) => {
    expect(readRequirement(text)).toBeUndefined();
  },
);

test("one spelling of a name", () => {
  expect(normalName("Foo._-Bar")).toBe("foo-bar");
});

describe("versions", () => {
  test.each([
    ["2.4.6", ">=2,<3"],
    ["1.0", "==1"],
    ["1.0.post1", "==1.*"],
    ["2.12.5", "~=2.11"],
    ["2.12.5", "~=2.12.1"],
    ["1.0rc1", "<1.0.1"],
    ["1.0a1", ">1.0.dev3"],
    ["1!1.0", ">5"],
    ["1.0+local", "==1.0"],
    ["1.8.dev26", ">=1.7"],
    ["1.0.post1", ">=1.0"],
    ["V1.0-RC.2", "==1.0rc2"],
    ["anything", ""],
    ["3", "!=2.*, !=4"],
    ["2004d", "===2004D"],
  ])("%s is in %j", (version, specifier) => {
    expect(satisfies(version, specifier)).toBe(true);
  });
  test.each([
    ["2.4.6", "==1.26"],
    ["2.4.6", "<2"],
    ["2.0", "<2.0"],
    ["2.0rc1", "<2.0"],
    ["1.0.post1", ">1.0"],
    ["1.10", "<1.9"],
    ["3.0", "~=2.11"],
    ["2.13", "~=2.12.1"],
    ["1.0", "~=1"],
    ["1.0", "!=1.0.*"],
    ["1.0.dev1", ">=1.0a1"],
    ["no version", ">=1"],
    ["1.0", ">="],
    ["1.0", "nonsense"],
  ])("%s is not in %j", (version, specifier) => {
    expect(satisfies(version, specifier)).toBe(false);
  });
});

describe("markers", () => {
  test.each([
    "",
    'sys_platform == "emscripten"',
    "python_version >= '3.9' and python_version < '4'",
    "platform_machine in 'wasm32 x86_64'",
    '"wasm" in platform_machine or (os_name == "nt")',
    "'linux' not in sys_platform",
    "'3.10' <= python_version",
    "os_name == 'nt' and os_name == 'x' or implementation_name == 'cpython'",
    "not a marker at all",
    "sys_platform ==",
  ])("%j applies", (marker) => {
    expect(appliesInBrowser(marker)).toBe(true);
  });
  test.each([
    'sys_platform != "emscripten"',
    "python_version < '3.10'",
    "extra == 'docs'",
    "platform_system == 'Windows' and (python_version > '3' or os_name == 'posix')",
  ])("%j does not apply", (marker) => {
    expect(appliesInBrowser(marker)).toBe(false);
  });
});

describe("the header's dependencies", () => {
  const header = (body: string, newline = "\n") =>
    `${body}\nimport marimo\n\napp = marimo.App()\n`.replaceAll("\n", newline);
  const block =
    '# /// script\n# requires-python = ">=3.11"\n# dependencies = [\n#     "numpy",\n#     "b>=1; os_name==\'nt\'",\n# ]\n#\n# [tool.x]\n# y = 1\n# ///';

  test("are read as they are written", () => {
    expect(scriptDependencies(header(block))).toEqual(["numpy", "b>=1; os_name=='nt'"]);
    expect(scriptDependencies(header(`# a licence\n\n${block}\n"""docs"""`))).toHaveLength(2);
    expect(scriptDependencies(header(block, "\r\n"))).toHaveLength(2);
  });
  test.each([
    ["no block", "# just a comment"],
    ["an open block", "# /// script\n# dependencies = ['a']"],
    ["another block", "# /// other\n# dependencies = ['a']\n# ///"],
    ["no dependencies", "# /// script\n# requires-python = '>=3'\n# ///"],
    ["broken TOML", "# /// script\n# dependencies = [\n# ///"],
    ["wrong types", "# /// script\n# dependencies = [1]\n# ///"],
  ])("%s gives none", (_, text) => {
    expect(scriptDependencies(header(text))).toEqual([]);
  });
  test("a block inside a cell is none", () => {
    expect(scriptDependencies(`${header("")}\n${block}\n`)).toEqual([]);
  });
});
