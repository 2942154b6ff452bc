import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { bundleScript, writeHashed } from "../../scripts/bundle.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "atelier-bundle-"));
});
afterEach(() => rm(root, { recursive: true }));

const bundle = async (source: string) => {
  await writeFile(join(root, "main.ts"), source);
  return bundleScript(root, "main.ts", root);
};

test("makes one classic script of an entry and what it imports, lazily or not", async () => {
  await writeFile(join(root, "one.ts"), "export const one: number = 1;");
  await writeFile(join(root, "two.ts"), "export const two: number = 2;");
  const { script, style } = await bundle(`
    import { one } from "./one.ts";
    globalThis.sum = import("./two.ts").then(({ two }) => one + two);
  `);
  expect(style).toBe("");
  // As a function: an import or export left in it would not parse, and a module's scope would not show `sum`.
  const realm: { sum?: Promise<number> } = {};
  new Function("globalThis", script)(realm);
  expect(await realm.sum).toBe(3);
  expect(script).toMatch(/use strict/);
});

test("gathers the styles, with their pictures inside", async () => {
  await writeFile(
    join(root, "dot.svg"),
    `<svg xmlns="http://www.w3.org/2000/svg"><!--${"x".repeat(9_000)}--></svg>`,
  );
  await writeFile(join(root, "main.css"), ".dot { background: url(./dot.svg) }");
  const { style } = await bundle('import "./main.css";');
  expect(style).toMatch(/^\.dot\{background:url\(["']?data:image\/svg\+xml/);
});

test("keeps an import of an address that is known only at run time", async () => {
  const { script } = await bundle("globalThis.load = (url: string) => import(/* @vite-ignore */ url);");
  expect(script).toMatch(/import\(\w+\)/);
});

test("refuses a script that would import a file beside it", async () => {
  const source = 'globalThis.load = () => import(/* @vite-ignore */ "https://example.org/module.js");';
  await expect(bundle(source)).rejects.toThrow("main.ts still imports");
});

test("names a text by its hash", async () => {
  const file = await writeHashed(root, "frame", "js", "1");
  expect(file).toEqual({
    file: "frame-6b86b273ff.js",
    bytes: 1,
    sha256: "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b",
  });
  expect(await readdir(root)).toEqual(["frame-6b86b273ff.js"]);
  expect(await readFile(join(root, file.file), "utf8")).toBe("1");
});
