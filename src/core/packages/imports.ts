/** Which modules a cell's code asks for, wherever in it the imports stand, as Pyodide's `find_imports` has it. */
import { type Token, tokenize } from "../notebook/python/lexer.ts";

/** What `mo.sql` imports by itself when it is called. */
const SQL_MODULES = ["duckdb", "sqlglot", "pandas"];

/** Top-level names (`a` of `import a.b`), each once. Code that Python would not read asks for nothing. */
export function importedModules(code: string): readonly string[] {
  // Most cells import nothing: they are not even read.
  if (!/\bimport\b|\.sql\b/.test(code)) return [];
  const { tokens, trouble } = tokenize(code);
  if (trouble !== null) return [];
  const words = tokens.filter(({ kind }) => kind !== "comment");
  const found = new Set<string>();
  for (const [index, token] of words.entries()) {
    if (isWord(token, "import")) for (const name of modulesAt(words, index)) found.add(name);
    if (isWord(token, "mo") && isWord(words[index + 1], ".") && isWord(words[index + 2], "sql")) {
      for (const name of SQL_MODULES) found.add(name);
    }
  }
  return [...found];
}

function isWord(token: Token | undefined, text: string): boolean {
  return token !== undefined && token.kind !== "string" && token.text === text;
}

/** `import` is a keyword: it stands in an import statement and nowhere else. */
function modulesAt(tokens: readonly Token[], at: number): readonly string[] {
  const from = fromBefore(tokens, at);
  if (from === undefined) return listedModules(tokens, at + 1);
  // A relative import names no module of its own.
  return from.kind === "name" ? [from.text] : [];
}

/** The first token after the `from` of `from a.b import c`; undefined in a plain import. */
function fromBefore(tokens: readonly Token[], at: number): Token | undefined {
  for (let index = at - 1; index >= 0; index--) {
    const token = tokens[index];
    if (token === undefined) return undefined;
    if (isWord(token, "from")) return tokens[index + 1];
    if (token.kind !== "name" && !isWord(token, ".") && !isWord(token, "...")) return undefined;
  }
  return undefined;
}

/** The names in `a.b as c, d`. */
function listedModules(tokens: readonly Token[], start: number): readonly string[] {
  const names: string[] = [];
  let expected = true;
  for (const token of tokens.slice(start)) {
    if (isWord(token, ",")) expected = true;
    else if (token.kind === "name") {
      if (expected) names.push(token.text);
      expected = false;
    } else if (!isWord(token, ".")) break;
  }
  return names;
}
