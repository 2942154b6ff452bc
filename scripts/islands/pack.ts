/**
 * Turns the package `@marimo-team/islands` into four files that an opaque frame can be handed as bytes: the
 * start module, the lazy modules end to end (with KaTeX's fonts behind them), their index, and the style sheet.
 */
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { RuntimePart } from "../../src/runtime/manifest.ts";
import { writePart } from "../compress.ts";
import { bundleIslands } from "./bundle.ts";
import { islandsLicences } from "./licences.ts";
import { findCycle, type Gap, type Linked, linkChunk } from "./link.ts";
import { type Font, islandsStyle, katexFonts } from "./style.ts";

const packageFolder = fileURLToPath(new URL("../../node_modules/@marimo-team/islands", import.meta.url));

/** As JSON, what `src/frame/islands/modules.ts` reads (`islandIndex`). Positions and lengths are in bytes. */
export type PackIndex = {
  modules: [name: string, start: number, length: number, gaps: Gap[]][];
  fonts: [family: string, descriptors: { style: string; weight: string }, start: number, length: number][];
};

export type IslandsManifest = {
  format: "atelier-islands";
  version: 1;
  islands: string;
  parts: Record<"islandsStart" | "islandsLazy" | "islandsIndex" | "islandsStyle", RuntimePart>;
};

/** Writes `islands/` and `licences/islands.txt` below `outputFolder`; the manifest goes in `islands/` too. */
export async function packIslands(outputFolder: string): Promise<IslandsManifest> {
  const folder = join(outputFolder, "islands");
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await mkdir(join(outputFolder, "licences"), { recursive: true });
  const { start, lazy } = await linkedIslands();
  const { pack, index } = packLazy(lazy, await katexFonts(packageFolder));
  const { version } = JSON.parse(await readFile(join(packageFolder, "package.json"), "utf8"));
  const manifest: IslandsManifest = {
    format: "atelier-islands",
    version: 1,
    islands: String(version),
    parts: {
      islandsStart: await writePart(folder, "start.js", start.bytes, "zstd"),
      islandsLazy: await writePart(folder, "lazy.pack", pack, "zstd"),
      islandsIndex: await writePart(folder, "index.json", Buffer.from(JSON.stringify(index)), "gzip"),
      islandsStyle: await writePart(folder, "style.css", await islandsStyle(packageFolder), "gzip"),
    },
  };
  await writeFile(join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  await writeFile(
    join(outputFolder, "licences/islands.txt"),
    await islandsLicences(packageFolder, manifest.islands),
  );
  return manifest;
}

/** Every module, rewritten for the frame. Throws if one could not be loaded there. */
export async function linkedIslands(): Promise<{ start: Linked; lazy: Linked[] }> {
  const bundle = await bundleIslands(packageFolder);
  const names = new Set([bundle.start, ...bundle.lazy].map((chunk) => chunk.name));
  const start = await linkChunk(bundle.start, names);
  const lazy = await Promise.all(bundle.lazy.map((chunk) => linkChunk(chunk, names)));
  if (start.gaps.length > 0) throw new Error(`The start module imports ${start.gaps[0]?.[1]}`);
  const cycle = findCycle([start, ...lazy]);
  if (cycle) throw new Error(`Islands' modules import each other in a ring: ${cycle.join(" → ")}`);
  return { start, lazy };
}

/** Modules first, then fonts. */
export function packLazy(
  chunks: readonly Linked[],
  fonts: readonly Font[],
): { pack: Buffer; index: PackIndex } {
  const pieces: Buffer[] = [];
  let length = 0;
  const place = (bytes: Buffer): [number, number] => {
    const at = length;
    pieces.push(bytes);
    length += bytes.length;
    return [at, bytes.length];
  };
  const index: PackIndex = {
    modules: chunks.map(({ name, bytes, gaps }) => [name, ...place(bytes), gaps]),
    fonts: fonts.map(({ family, style, weight, bytes }) => [family, { style, weight }, ...place(bytes)]),
  };
  return { pack: Buffer.concat(pieces), index };
}
