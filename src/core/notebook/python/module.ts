import { Compound } from "./compound.ts";
import { SyntaxProblem } from "./cursor.ts";
import { type Token, tokenize } from "./lexer.ts";
import type { Module } from "./syntax.ts";
import { checkModule } from "./validity.ts";

export interface Parsed extends Module {
  /** The text that was parsed; offsets count in it. */
  source: string;
  /** Comments included. */
  tokens: readonly Token[];
}

/** Why a text is no Python, and where. */
export interface Problem {
  message: string;
  at: number;
}

/**
 * A cell's code as Python 3.14 compiles it, `await` at the top allowed; what Python would not compile is a Problem.
 * Like marimo, non-breaking spaces count as spaces.
 */
export function parseModule(source: string): Parsed | Problem {
  return parse(source, checkModule);
}

/** Whether a text is grammatical, which `ast.parse` tells, even if Python would not compile it. */
export function isGrammatical(source: string): boolean {
  return !("message" in parse(source, () => {}));
}

function parse(source: string, check: (module: Module) => void): Parsed | Problem {
  const { tokens, trouble } = tokenize(source.replaceAll("\u00a0", " "));
  if (trouble !== null) return { message: trouble.message, at: trouble.at };
  try {
    const module = new Compound(tokens).module();
    check(module);
    return { ...module, source, tokens };
  } catch (problem) {
    if (problem instanceof SyntaxProblem) return { message: problem.message, at: problem.at };
    // Nesting deeper than the stack: CPython gives up on such code too.
    if (problem instanceof RangeError) return { message: "too many nested parentheses", at: 0 };
    throw problem;
  }
}
