/**
 * Where the cells of a notebook begin, however broken the code between: a boundary is a line that starts a cell at
 * column 0 and does not lie inside a string or a bracket that really closes (as marimo/_ast/scanner.py).
 */
import { type Tokens, tokenize } from "./python/lexer.ts";

/** From one boundary to the next. Offsets count in the whole text; tokens in the chunk's own text. */
export interface Chunk {
  kind: "cell" | "setup" | "unparsable" | "guard";
  from: number;
  to: number;
  tokens: Tokens;
}

const BOUNDARY =
  /^(?:(@app\.(?:cell|function|class_definition)\b)|((?:async[ \t]+)?with[ \t]+app\.setup\b)|(app\._unparsable_cell[ \t]*\()|(if[ \t]+__name__\b))/gm;

interface Boundary {
  kind: Chunk["kind"];
  at: number;
}

/** Chunks of the text after `start`; the run guard, if there is one, is the last. */
export function splitChunks(text: string, start: number): Chunk[] {
  const boundaries = findBoundaries(text, start);
  const chunks: Chunk[] = [];
  // Looking past a boundary reads text again: a hostile file must not make that quadratic.
  let budget = text.length * 4 + 10_000;
  for (let index = 0; index < boundaries.length; ) {
    const { kind, at } = boundaries[index] ?? { kind: "cell", at: text.length };
    if (kind === "guard") {
      chunks.push({ kind, from: at, to: text.length, tokens: { tokens: [], trouble: null } });
      break;
    }
    const ends = boundaries.slice(index + 1).map((boundary) => boundary.at);
    const chunk = readChunk(text, at, [...ends, text.length], budget);
    budget -= chunk.cost;
    chunks.push({ kind, from: at, to: chunk.to, tokens: chunk.tokens });
    index += chunk.taken;
  }
  return chunks;
}

interface ReadChunk {
  to: number;
  tokens: Tokens;
  /** How many boundaries the chunk used up: more than one when the others lie inside a string. */
  taken: number;
  cost: number;
}

function readChunk(text: string, from: number, ends: readonly number[], budget: number): ReadChunk {
  const [first = text.length] = ends;
  const nearest = { to: first, tokens: tokenize(text.slice(from, first)), taken: 1, cost: 0 };
  if (nearest.tokens.trouble?.open !== true) return nearest;
  let cost = 0;
  for (const [index, to] of ends.entries()) {
    if (index === 0) continue;
    cost += to - from;
    if (cost > budget) break;
    const tokens = tokenize(text.slice(from, to));
    if (tokens.trouble?.open === true) continue;
    // A stray quote that meets the quote of a later cell closes too, but what it encloses is then no Python.
    return tokens.trouble === null ? { to, tokens, taken: index + 1, cost } : { ...nearest, cost };
  }
  return { ...nearest, cost };
}

function findBoundaries(text: string, start: number): Boundary[] {
  const found: Boundary[] = [];
  for (const match of text.matchAll(BOUNDARY)) {
    const before = text.charAt(match.index - 1);
    if (match.index < start || (match.index > 0 && before !== "\n" && before !== "\r")) continue;
    const floor = found.at(-1)?.at ?? start;
    if (match[1] !== undefined) found.push({ kind: "cell", at: firstDecorator(text, match.index, floor) });
    else {
      const kind = match[2] !== undefined ? "setup" : match[3] !== undefined ? "unparsable" : "guard";
      found.push({ kind, at: match.index });
    }
  }
  return found;
}

/** Decorators above `@app.cell` belong to the cell. */
function firstDecorator(text: string, at: number, floor: number): number {
  const above = text.slice(floor, at);
  const decorators = /(?:(?<=[\r\n])@[^\r\n]*(?:\r\n|\n|\r)[ \t\r\n]*)+$/.exec(above);
  return decorators === null || decorators.index === 0 ? at : floor + decorators.index;
}
