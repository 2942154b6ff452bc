/** What comes before the cells: header, `import marimo`, `__generated_with` and `app = marimo.App(…)`. */

import type { NotebookFailure } from "./failure.ts";
import type { AppOptions, OptionValue } from "./notebook.ts";
import { type Token, tokenize } from "./python/lexer.ts";
import { constantValue, readArguments, stringValue } from "./python/literals.ts";
import { lineAt, throughComment } from "./text.ts";

export interface Preamble {
  /** Offset after the `app = …` statement, before its line break. */
  end: number;
  header: string;
  app: AppOptions;
}

type Statement = readonly Token[];

const CELL_START = /^(?:@app\.|with[ \t]+app\.setup\b|app\._unparsable_cell)/gm;

/** Reads up to the app; a text without `import marimo` or without an app is no notebook. */
export function readPreamble(text: string): Preamble | NotebookFailure {
  const { tokens, trouble, cut } = tokensBeforeCells(text);
  const statements = topStatements(tokens);
  const importAt = statements.findIndex(isMarimoImport);
  const alias = importAt < 0 ? undefined : marimoAlias(statements[importAt] ?? []);
  const looksLikeOne = /^import[ \t]+marimo\b(?!\.)/m.test(text) && /^app[ \t]*=[ \t]*\w+\.App\b/m.test(text);
  const appAt = statements.findIndex((statement, index) => index > importAt && isApp(statement, alias));
  if (alias !== undefined && appAt >= 0) {
    return readHead(text, statements, importAt, appAt);
  }
  if (!looksLikeOne) return { failure: "not-a-notebook" };
  return { failure: "notebook-syntax", line: lineAt(text, trouble ?? cut) };
}

interface Head {
  tokens: readonly Token[];
  trouble: number | null;
  cut: number;
}

/** Tokens up to the first cell; a line in the docstring that looks like a cell is passed over. */
function tokensBeforeCells(text: string): Head {
  const cuts = [...text.matchAll(CELL_START)].map((match) => match.index);
  let head: Head = { tokens: [], trouble: null, cut: text.length };
  for (const cut of [...cuts.slice(0, 100), text.length]) {
    const { tokens, trouble } = tokenize(text.slice(0, cut));
    head = { tokens, trouble: trouble?.at ?? null, cut };
    if (trouble?.open !== true) return head;
  }
  return head;
}

/** Logical lines at column 0, without comments. */
function topStatements(tokens: readonly Token[]): Statement[] {
  const statements: Token[][] = [];
  let current: Token[] = [];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === "indent") depth++;
    else if (token.kind === "dedent") depth--;
    else if (token.kind === "newline" || (token.text === ";" && token.kind === "operator")) {
      if (depth === 0 && current.length > 0) statements.push(current);
      current = [];
    } else if (token.kind !== "comment" && token.kind !== "end") current.push(token);
  }
  return current.length > 0 && depth === 0 ? [...statements, current] : statements;
}

function words(statement: Statement, count: number): string {
  return statement
    .slice(0, count)
    .map((token) => token.text)
    .join(" ");
}

function isMarimoImport(statement: Statement): boolean {
  return words(statement, 2) === "import marimo" && statement[2]?.text !== ".";
}

function marimoAlias(statement: Statement): string {
  return statement[2]?.text === "as" ? (statement[3]?.text ?? "marimo") : "marimo";
}

function isApp(statement: Statement, alias: string | undefined): boolean {
  return words(statement, 6) === `app = ${alias} . App (` && statement.at(-1)?.text === ")";
}

function readHead(text: string, statements: readonly Statement[], importAt: number, appAt: number): Preamble {
  const app = statements[appAt] ?? [];
  const firstCode = statements.find((statement) => statement.some((token) => token.kind !== "string"));
  const [given] = readArguments(text, app, 5);
  const options: Record<string, OptionValue> = {};
  for (const { name, tokens } of given) {
    const value = constantValue(tokens);
    if (name !== "" && value !== undefined) options[name] = value;
  }
  const version = statements
    .slice(importAt, appAt)
    .find((statement) => words(statement, 2) === "__generated_with =");
  return {
    end: throughComment(text, app.at(-1)?.to ?? 0),
    header: text.slice(0, firstCode?.[0]?.from ?? 0),
    app: { options, generatedWith: stringValue(version?.slice(2) ?? []) ?? null },
  };
}
