/**
 * marimo 0.23.15 cannot open a notebook with an unparsable cell whose indentation is wrong: its fixed_dedent lets the
 * tokenizer's IndentationError through. Inside a bracket Python looks at no indentation, so a first line with one
 * makes such a notebook open; reading takes the line away again.
 */
import { tokenize } from "./python/lexer.ts";

const GUARD = "(  # Remove this line: it only lets marimo open a cell whose indentation is wrong.";

export function guardIndentation(code: string): string {
  return hasWrongIndentation(code) ? `${GUARD}\n${code}` : code;
}

export function withoutGuard(code: string): string {
  return code.startsWith(`${GUARD}\n`) ? code.slice(GUARD.length + 1) : code;
}

function hasWrongIndentation(code: string): boolean {
  let { trouble } = tokenize(code);
  // Python's tokenize module passes over these characters, and so comes to the indentation behind them.
  for (let text = code, tries = 0; trouble !== null && tries < 50; tries++) {
    if (trouble.indentation) return true;
    if (!"$?!)]}".includes(text.charAt(trouble.at))) return false;
    text = `${text.slice(0, trouble.at)} ${text.slice(trouble.at + 1)}`;
    ({ trouble } = tokenize(text));
  }
  return false;
}
