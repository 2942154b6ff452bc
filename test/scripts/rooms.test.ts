import { describe, expect, test } from "vitest";
import { checkRoom } from "../../scripts/rooms.ts";

const specifiers = (file: string, source: string) =>
  checkRoom(file, source).map(({ specifier }) => specifier);

describe("checkRoom", () => {
  test("names the file, the line and the rule", () => {
    const source = 'import { a } from "./a.ts";\n\nimport { openDB } from "idb";\n';
    expect(checkRoom("src/core/notebook/parse.ts", source)).toEqual([
      {
        file: "src/core/notebook/parse.ts",
        line: 3,
        specifier: "idb",
        rule: "src/core may import src/core, @lezer/, smol-toml, valibot, fflate, jose, jsonc-parser, @noble/",
      },
    ]);
  });

  test.each([
    ["a value", 'import { x } from "../runtime/node.ts";'],
    ["a type", 'import type { X } from "../runtime/node.ts";'],
    ["a re-export", 'export { x } from "../runtime/node.ts";'],
    ["a re-export of everything", 'export * from "../runtime/node.ts";'],
    ["a side effect", 'import "../runtime/node.ts";'],
    ["a dynamic import", 'const x = await import("../runtime/node.ts");'],
    ["the type of a module", 'type X = import("../runtime/node.ts").X;'],
  ])("sees %s", (_, source) => {
    expect(specifiers("src/frame/cells.tsx", source)).toEqual(["../runtime/node.ts"]);
  });

  test("does not take a name that merely begins alike", () => {
    expect(specifiers("src/core/a.ts", 'import "jose-other"; import "../core-other/a.ts";')).toEqual([
      "jose-other",
      "../core-other/a.ts",
    ]);
    expect(
      specifiers("src/core/a.ts", 'import "jose/jwe/flattened/decrypt"; import "@lezer/python";'),
    ).toEqual([]);
  });

  test("lets only the composition root import adapters", () => {
    const source = 'import { openDatabase } from "../storage/database.ts";';
    expect(specifiers("src/app/main.tsx", source)).toEqual([]);
    expect(specifiers("src/app/page.tsx", source)).toEqual(["../storage/database.ts"]);
  });

  test("lets only the loader for Node and the command line use Node", () => {
    const source = 'import { readFile } from "node:fs/promises";';
    expect(specifiers("src/runtime/node.ts", source)).toEqual([]);
    expect(specifiers("src/runtime/node/start-process.ts", source)).toEqual([]);
    expect(specifiers("workshop/commands/generate.ts", source)).toEqual([]);
    expect(specifiers("src/runtime/boot.ts", source)).toEqual(["node:fs/promises"]);
    expect(specifiers("src/core/failure.ts", source)).toEqual(["node:fs/promises"]);
  });

  test("has no opinion on files outside of the rooms", () => {
    expect(specifiers("scripts/build.ts", 'import "anything";')).toEqual([]);
  });
});
