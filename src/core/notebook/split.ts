/**
 * Where the cells of a notebook begin, however broken the code between: a boundary is a line that starts a cell at
 * column 0 and does not lie inside a string or a bracket that really closes (as marimo/_ast/scanner.py).
 */
import { type Tokens, tokenize } from "./python/lexer.ts";
import { isGrammatical } from "./python/module.ts";

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
    const chunk = readChunk(text, boundaries, index, budget);
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

function readChunk(text: string, boundaries: readonly Boundary[], index: number, budget: number): ReadChunk {
  const from = boundaries[index]?.at ?? text.length;
  const endAfter = (taken: number): number => boundaries[index + taken]?.at ?? text.length;
  const nearest = { to: endAfter(1), tokens: tokenize(text.slice(from, endAfter(1))), taken: 1, cost: 0 };
  if (nearest.tokens.trouble?.open !== true) return nearest;
  let cost = 0;
  for (let taken = 2; index + taken <= boundaries.length; taken++) {
    const to = endAfter(taken);
    cost += to - from;
    if (cost > budget) break;
    const source = text.slice(from, to);
    const tokens = tokenize(source);
    if (tokens.trouble?.open === true) continue;
    // A stray quote that meets the quote of a later cell closes too, but what it encloses is then no Python.
    const sound =
      isGrammatical(source) && (isGrammatical(text) || isClosed(text.slice(to, endAfter(taken + 1))));
    return sound ? { to, tokens, taken, cost: cost + text.length } : { ...nearest, cost: cost + text.length };
  }
  return { ...nearest, cost };
}

/** After a stray quote the next cell starts inside what was a string, and does not end. */
function isClosed(source: string): boolean {
  return tokenize(source).trouble?.open !== true;
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
