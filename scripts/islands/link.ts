import { type Import, init, parse } from "es-module-lexer";
import type { Chunk } from "./bundle.ts";

/**
 * Where a chunk's text misses the address of another chunk: the position in its bytes (before any filling),
 * and that chunk's name. The frame (src/frame/islands/modules.ts) fills these with blob addresses.
 */
export type Gap = [position: number, chunk: string];

/** A chunk as the frame needs it: static imports emptied to gaps, dynamic ones calls of `__islands`. */
export type Linked = { name: string; bytes: Buffer; gaps: Gap[] };

/** Rewrites the imports of one chunk. Throws if anything is left that a blob module cannot resolve. */
export async function linkChunk(chunk: Chunk, names: ReadonlySet<string>): Promise<Linked> {
  await init();
  const pieces: Buffer[] = [];
  const gaps: Gap[] = [];
  let length = 0;
  let from = 0;
  const copy = (upTo: number): void => {
    const piece = Buffer.from(chunk.text.slice(from, upTo));
    pieces.push(piece);
    length += piece.length;
    from = upTo;
  };
  const [imports] = parse(chunk.text);
  for (const item of imports) {
    const target = targetOf(item, chunk.name);
    if (target !== undefined && !names.has(target))
      throw new Error(`${chunk.name} imports ${target}: no such chunk`);
    if (item.type === "dynamic") {
      copy(item.importStart);
      const call = Buffer.from("globalThis.__islands");
      pieces.push(call);
      length += call.length;
      from = item.importStart + "import".length;
    } else if (target !== undefined) {
      copy(item.start);
      gaps.push([length, target]);
      from = item.end;
    }
  }
  copy(chunk.text.length);
  return { name: chunk.name, bytes: Buffer.concat(pieces), gaps };
}

/** The sibling that an import names; undefined for a dynamic import of an address known only at run time. */
function targetOf(item: Import, within: string): string | undefined {
  if (item.type === "import-meta") throw new Error(`${within} uses import.meta`);
  if (item.type === "dynamic" && item.specifier === undefined) return undefined;
  if (item.phase !== null || !item.specifier?.startsWith("./")) {
    throw new Error(`${within} imports ${item.specifier}`);
  }
  return item.specifier.slice(2);
}

/** The first ring of static imports, if there is one: blob addresses can only be filled in order. */
export function findCycle(chunks: readonly Linked[]): string[] | undefined {
  const gapsOf = new Map(chunks.map((chunk) => [chunk.name, chunk.gaps]));
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (name: string): string[] | undefined => {
    if (done.has(name)) return undefined;
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    path.push(name);
    for (const [, next] of gapsOf.get(name) ?? []) {
      const cycle = visit(next);
      if (cycle) return cycle;
    }
    path.pop();
    done.add(name);
    return undefined;
  };
  for (const { name } of chunks) {
    const cycle = visit(name);
    if (cycle) return cycle;
  }
  return undefined;
}
