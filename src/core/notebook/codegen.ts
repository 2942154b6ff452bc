/** The text of cells as marimo 0.23.15 writes it (marimo/_ast/codegen.py). Lines end in "\n". */

import { guardIndentation } from "./indentation-guard.ts";
import type { CellForm } from "./layout.ts";
import { formatMarkdown, markdownIn } from "./markdown.ts";
import type { CellNames } from "./names.ts";
import type { CellConfig, CellContent } from "./notebook.ts";
import { isGrammatical } from "./python/module.ts";
import { indent, splitLines, strip, stripEnd } from "./text.ts";

const MAXIMUM_LINE = 80;

/** A cell's text from its decorator to its last line. */
export function cellText(cell: CellContent, form: CellForm): string {
  const code = cell.code.replaceAll("\u00a0", " ");
  const text = plainText({ ...cell, code }, form);
  // A name that is no identifier would make the whole notebook unreadable for Python.
  return isGrammatical(text) ? text : unparsableText(code, cell.name, cell.config);
}

function plainText(cell: CellContent, form: CellForm): string {
  switch (form.kind) {
    case "unparsable":
      return unparsableText(cell.code, form.name, cell.config);
    case "setup":
      return setupText(cell, form.names);
    case "definition": {
      const kind = form.names.topLevel?.kind === "class" ? "class_definition" : "function";
      return `${decorator(cell.config, kind)}\n${strip(cell.code)}`;
    }
    case "cell":
      return functionText(cell, form);
    default:
      return form satisfies never;
  }
}

function functionText(cell: CellContent, form: CellForm & { kind: "cell" }): string {
  const { module } = form.names;
  const body = markdownIn(module) ? formatMarkdown(cell.code, module) : cell.code;
  const lines = [decorator(cell.config, "cell"), signature(form)];
  if (body !== "") lines.push(indent(body));
  if (endsInDefinition(cell.code, form.names)) lines.push("");
  return [...lines, returnStatement(form.returns)].join("\n");
}

/** `def name(parameters):` */
export function signature(form: CellForm & { kind: "cell" }): string {
  const start = `${form.names.isCoroutine ? "async " : ""}def ${form.name}`;
  return withItems(`${start}(...):`, form.parameters);
}

/** `    return a, b`, indented by four spaces. */
export function returnStatement(names: readonly string[]): string {
  const [only] = names;
  if (only === undefined) return "    return";
  if (names.length === 1) {
    const line = `    return (${only},)`;
    return line.length < MAXIMUM_LINE ? line : indent(withItems("return (...)", names, true));
  }
  const line = `    return ${names.join(", ")}`;
  return line.length < MAXIMUM_LINE ? line : indent(withItems("return (...)", names, true));
}

/** `(...)` replaced by the items, one a line when one line would be too long. */
function withItems(text: string, items: readonly string[], broken = false): string {
  const line = text.replace("(...)", () => `(${items.join(", ")})`);
  if (items.length === 0 || (!broken && line.length < MAXIMUM_LINE)) return line;
  return text.replace("(...)", () => `(\n${indent(items.join(",\n"))},\n)`);
}

function decorator(config: CellConfig, kind: "cell" | "function" | "class_definition"): string {
  const options = optionTexts(config);
  return options.length === 0 ? `@app.${kind}` : withItems(`@app.${kind}(...)`, options);
}

function optionTexts(config: CellConfig): string[] {
  const known = [
    ...(config.column === null ? [] : [`column=${config.column}`]),
    ...(config.disabled ? ["disabled=True"] : []),
    ...(config.hideCode ? ["hide_code=True"] : []),
  ];
  return [...known, ...Object.entries(config.other).map(([name, text]) => `${name}=${text}`)];
}

function setupText(cell: CellContent, names: CellNames): string {
  const isEmpty = splitLines(cell.code).every((line) => /^\s*(?:#|$)/.test(line));
  const { hideCode, other } = cell.config;
  const options = optionTexts({ hideCode, other, disabled: false, column: null });
  const head = withItems("app.setup(...)", options).replace(/\(\)$/, "");
  return `${names.isCoroutine ? "async " : ""}with ${head}:\n${indent(isEmpty ? `${cell.code}\npass` : cell.code)}`;
}

/** Ruff wants a blank line between a definition or an import and the `return` after it. */
function endsInDefinition(code: string, { module }: CellNames): boolean {
  const last = module.body.at(-1)?.kind ?? "";
  if (!["Import", "ImportFrom", "Function", "Class"].includes(last)) return false;
  const token = module.tokens.findLast((one) => ["name", "number", "string", "operator"].includes(one.kind));
  return splitLines(code.slice(0, token?.to ?? 0)).length === splitLines(stripEnd(code)).length;
}

function unparsableText(code: string, name: string, config: CellConfig): string {
  const kept = guardIndentation(code);
  const literal = kept.includes('"""')
    ? `"""\n${kept.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}\n"""`
    : `r"""\n${kept}\n"""`;
  const given = optionTexts(config);
  const flags = [
    `column=${config.column ?? "None"}`,
    `disabled=${config.disabled ? "True" : "False"}`,
    `hide_code=${config.hideCode ? "True" : "False"}`,
    ...Object.entries(config.other).map(([key, text]) => `${key}=${text}`),
  ];
  const options = [...(given.length === 0 ? [] : flags), `name="${name.replaceAll("\\", "\\\\")}"`];
  return `app._unparsable_cell(\n${indent(`${literal},`)}\n${indent(options.join(", "))}\n)`;
}
