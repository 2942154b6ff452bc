import { parse } from "es-module-lexer";
import * as v from "valibot";
import { beforeAll, describe, expect, test } from "vitest";
import { findCycle, type Linked, linkChunk } from "../../scripts/islands/link.ts";
import { linkedIslands, packLazy } from "../../scripts/islands/pack.ts";
import { islandIndex } from "../../src/frame/islands/modules.ts";

const link = (text: string, names: string[] = ["a.js", "b.js"]) =>
  linkChunk({ name: "a.js", text }, new Set(names));

describe("one module", () => {
  test("a static import becomes a gap at its byte position", async () => {
    const { bytes, gaps } = await link(`const é = 1; import { x } from "./b.js"; export * from "./b.js";`);
    const positions = gaps.map(([position]) => position);
    expect(gaps.map(([, module]) => module)).toEqual(["b.js", "b.js"]);
    expect(bytes.toString()).toBe(`const é = 1; import { x } from ""; export * from "";`);
    for (const position of positions)
      expect(bytes.subarray(position - 1, position + 1).toString()).toBe(`""`);
  });

  test("a dynamic import becomes a call, whether its address is known or not", async () => {
    const { bytes, gaps } = await link(`import("./b.js"); import(address);`);
    expect(bytes.toString()).toBe(`globalThis.__islands("./b.js"); globalThis.__islands(address);`);
    expect(gaps).toEqual([]);
  });

  test.each([
    [`import "react";`, /imports react/],
    [`import "./gone.js";`, /gone\.js: no such chunk/],
    [`import("./gone.js");`, /gone\.js: no such chunk/],
    [`import("react");`, /imports react/],
    [`new Worker(new URL("./w.js", import.meta.url));`, /import\.meta/],
  ])("%s is refused", async (text, reason) => {
    await expect(link(text)).rejects.toThrow(reason);
  });

  test("a ring of static imports is found", () => {
    const chunk = (name: string, ...needs: string[]): Linked => ({
      name,
      bytes: Buffer.of(),
      gaps: needs.map((need) => [0, need]),
    });
    expect(findCycle([chunk("a", "b"), chunk("b", "c"), chunk("c", "b")])).toEqual(["b", "c", "b"]);
    expect(findCycle([chunk("a", "b", "c"), chunk("b", "c"), chunk("c")])).toBeUndefined();
  });
});

describe("islands", () => {
  let islands: Awaited<ReturnType<typeof linkedIslands>>;
  beforeAll(async () => {
    islands = await linkedIslands();
  }, 120_000);

  test("the start module stands alone, and exports islands' own names", () => {
    const text = islands.start.bytes.toString();
    const [imports, exports] = parse(text);
    expect(islands.start.gaps).toEqual([]);
    expect(imports.map((item) => item.type)).toEqual([]);
    expect(exports.map((item) => ("name" in item ? item.name : ""))).toContain("initialize");
  });

  test("no module keeps an import that a blob cannot resolve, nor import.meta", () => {
    for (const chunk of islands.lazy) {
      const text = chunk.bytes.toString();
      for (const item of parse(text)[0])
        expect([chunk.name, item.type, item.specifier]).toEqual([chunk.name, "static", ""]);
    }
  });

  test("the index gives each module back, byte for byte", () => {
    const font = { family: "F", style: "normal", weight: "400", bytes: Buffer.from("woff2") };
    const { pack, index } = packLazy(islands.lazy, [font]);
    const read = v.parse(islandIndex, JSON.parse(JSON.stringify(index)));
    expect(read.modules.length).toBe(islands.lazy.length);
    for (const [place, [name, at, length, gaps]] of read.modules.entries()) {
      const chunk = islands.lazy[place];
      expect([name, gaps]).toEqual([chunk?.name, chunk?.gaps]);
      expect(chunk?.bytes.equals(pack.subarray(at, at + length))).toBe(true);
    }
    expect(read.fonts).toEqual([["F", { style: "normal", weight: "400" }, pack.length - 5, 5]]);
  });
});
