import { expect, test } from "vitest";
import { importedModules } from "../../../src/core/packages/imports.ts";

test.each<[string, string[]]>([
  ["import numpy as np", ["numpy"]],
  ["import a.b.c, d as e,f", ["a", "d", "f"]],
  ["from a.b import c, d as e", ["a"]],
  ["from a import (\n    b, # why\n    c,\n)\nimport d", ["a", "d"]],
  ["import a; import b; from c import *", ["a", "b", "c"]],
  ["if x: import a\nelse: from b import c", ["a", "b"]],
  ["def f():\n    import a\n    class C:\n        from b.c import d", ["a", "b"]],
  ["try:\n    import a\nexcept ImportError:\n    a = None", ["a"]],
  ["import a \\\n  as b", ["a"]],
  ["import a\nimport a", ["a"]],
  ["from . import a\nfrom .b import c\nfrom ... import d\nfrom ..e import f", []],
  ["x = 'import a'\n# import b\n'''\nimport c\n'''", []],
  ["def g():\n    yield from imports\nraise E from import_error", []],
  ["import_a = 1\nimportlib = 2", []],
  ["print(f'{x} import y')", []],
  ["import a b c(", []],
  ["import a\nx = (", []],
  ["import größe", ["größe"]],
  ["df = mo.sql(f'select 1')", ["duckdb", "sqlglot", "pandas"]],
  ["x.sql()", []],
])("%j", (code, modules) => {
  expect(importedModules(code)).toEqual(modules);
});
