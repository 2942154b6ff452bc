/**
 * Islands' modules inside the opaque frame, without network or import map: a module becomes a blob address
 * when it is first asked for, its static imports filled in with the addresses of the modules it needs.
 * The pack and its index are made by `scripts/islands/pack.ts`.
 */
import * as v from "valibot";
import type { LazyModules } from "./lazy-modules.ts";

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What lies where in the pack, in bytes. */
export const islandIndex = v.object({
  /** Name, start, length, and gaps: at which of its bytes the address of which other module is to be put in. */
  modules: v.array(v.tuple([v.string(), count, count, v.array(v.tuple([count, v.string()]))])),
  /** Family, CSS descriptors, start, length. The bytes are WOFF2. */
  fonts: v.array(v.tuple([v.string(), v.object({ style: v.string(), weight: v.string() }), count, count])),
});
export type IslandIndex = v.InferOutput<typeof islandIndex>;

export type IslandParts = {
  start: Blob;
  index: IslandIndex;
  /** The pack, whenever it comes: `get` asks for it. */
  lazy: LazyModules;
};

declare global {
  /** What a dynamic import in islands became: a module of the pack, or the code of an anywidget. */
  var __islands: ((specifier: string) => Promise<unknown>) | undefined;
}

const START = "start.js";
const JAVASCRIPT = "text/javascript";

/**
 * Makes islands' modules and KaTeX's fonts available. Nothing is parsed or copied before it is needed.
 * `startIslands` runs islands and settles when it is set up; it then mounts every `<marimo-island>` of the document by itself.
 */
export function installIslandModules({ start, lazy, index }: IslandParts): {
  startIslands: () => Promise<void>;
} {
  const modules = new Map(index.modules.map((module) => [module[0], module]));
  const startAddress = URL.createObjectURL(new Blob([start], { type: JAVASCRIPT }));
  const addresses = new Map([[START, startAddress]]);

  const addressOf = (name: string, pack: Blob): string => {
    const known = addresses.get(name);
    if (known !== undefined) return known;
    const module = modules.get(name);
    if (module === undefined) throw new Error(`Islands has no module “${name}”`);
    const [, from, length, gaps] = module;
    const pieces: BlobPart[] = [];
    let done = 0;
    for (const [position, needed] of gaps) {
      pieces.push(pack.slice(from + done, from + position), addressOf(needed, pack));
      done = position;
    }
    pieces.push(pack.slice(from + done, from + length));
    const address = URL.createObjectURL(new Blob(pieces, { type: JAVASCRIPT }));
    addresses.set(name, address);
    return address;
  };

  globalThis.__islands = async (specifier) =>
    specifier.startsWith("./") && !specifier.startsWith("./@file/")
      ? import(/* @vite-ignore */ addressOf(specifier.slice(2), await lazy.get()))
      : importWidget(specifier);
  void lazy.arrived.then((pack) => addFonts(index, pack));
  return {
    startIslands: async () => {
      // Its modules once awaited each other at top level; their bundler left one promise for all of that.
      const islands: { __tla?: Promise<unknown> } = await import(/* @vite-ignore */ startAddress);
      await islands.__tla;
    },
  };
}

function addFonts({ fonts }: IslandIndex, pack: Blob): void {
  for (const [family, descriptors, from, length] of fonts) {
    const address = URL.createObjectURL(pack.slice(from, from + length));
    document.fonts.add(new FontFace(family, `url("${address}") format("woff2")`, descriptors));
  }
}

/** An anywidget's own code. marimo in Pyodide sends it as a data: address, which the frame's policy refuses. */
async function importWidget(address: string): Promise<unknown> {
  if (!address.startsWith("data:")) return import(/* @vite-ignore */ address);
  const comma = address.indexOf(",");
  const text = decodeURIComponent(address.slice(comma + 1));
  const code = address.slice(0, comma).endsWith(";base64")
    ? Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
    : text;
  return import(/* @vite-ignore */ URL.createObjectURL(new Blob([code], { type: JAVASCRIPT })));
}
