import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { islandsLicences } from "../../scripts/islands/licences.ts";
import { npmLicence, packageFolder, writeLicence, writeLicenceIndex } from "../../scripts/licences.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "atelier-licences-"));
});
afterEach(() => rm(folder, { recursive: true }));

test.each([
  [
    "/r/node_modules/.pnpm/idb@8.0.4/node_modules/idb/build/index.js",
    "/r/node_modules/.pnpm/idb@8.0.4/node_modules/idb",
  ],
  ["/r/node_modules/@lezer/python/dist/index.js?v=1", "/r/node_modules/@lezer/python"],
  ["C:\\r\\node_modules\\idb\\build\\index.js", "C:/r/node_modules/idb"],
  ["\0/r/node_modules/idb/build/index.cjs?commonjs", "/r/node_modules/idb"],
  ["/r/src/core/notebook/parse.ts", undefined],
  ["\0vite/preload-helper.js", undefined],
])("finds the package of %s", (module, expected) => {
  expect(packageFolder(module)).toBe(expected);
});

test("reads an installed package's own licence", async () => {
  const licence = await npmLicence(fileURLToPath(new URL("../../node_modules/preact", import.meta.url)));
  expect(licence).toMatchObject({ name: "preact", version: "11.2.0", licence: "MIT" });
  expect(licence.text).toContain("Permission is hereby granted");
});

test("refuses a package without a licence text", async () => {
  const manifest = { name: "loose", version: "1.0.0", license: "MIT" };
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
  await expect(npmLicence(folder)).rejects.toThrow("loose has no licence text");
});

test("lists every text by what its first line says, as text", async () => {
  await writeLicence(folder, {
    name: "@a/b",
    version: "1.0.0",
    licence: "MIT",
    text: "Do <b>as</b> you like.",
  });
  await writeLicence(folder, { name: "c", version: "2.0.0", licence: "<script>", text: "No." });
  await writeLicenceIndex(folder);
  const index = await readFile(join(folder, "licences", "index.html"), "utf8");
  expect(index).toContain('<li><a href="a__b-1.0.0.txt">@a/b 1.0.0 (MIT)</a></li>');
  expect(index).toContain("c 2.0.0 (&lt;script>)");
  expect(index).not.toContain("<script>");
  expect(await readFile(join(folder, "licences", "a__b-1.0.0.txt"), "utf8")).toContain("<b>as</b>");
});

test("names what islands was built from, with the texts of all its licences", async () => {
  const folder = fileURLToPath(new URL("../../node_modules/@marimo-team/islands", import.meta.url));
  const text = await islandsLicences(folder, "0.23.15");
  for (const part of [
    "plotly.js ^",
    "mermaid ^",
    "Permission is hereby granted, free of charge",
    "SIL OPEN FONT LICENSE",
    "University of Washington Interactive Data Lab",
    "@license lucide-react",
    "Apache License",
  ]) {
    expect(text).toContain(part);
  }
});
