/** Which names a cell returns without binding them, once its solution is taken out. */
import { isBlank, strip } from "../notebook/text.ts";

/**
 * The names in the first `return` after a solution that nothing in front of it binds. `before` and `after` are the
 * lines around the block, `indentation` the number of white characters in front of its marker. Empty when the return
 * gives anything but plain names: a placeholder cannot stand for a computation.
 */
export function missingNames(
  before: readonly string[],
  after: readonly string[],
  indentation: number,
): string[] {
  const returned = returnedNames(after, indentation);
  const bound = boundNames(scopeLines(before, indentation));
  return returned.filter((name) => !bound.has(name));
}

function returnedNames(after: readonly string[], indentation: number): string[] {
  for (const [index, line] of after.entries()) {
    if (isBlank(line)) continue;
    if (indentationOf(line) < indentation) return [];
    if (!/^return\b/.test(strip(line))) continue;
    const statement = wholeStatement(after.slice(index).map(strip));
    const given = statement.replace(/^return\s*/, "").replace(/^\((.*)\)$/, "$1");
    const names = given
      .split(",")
      .map(strip)
      .filter((name) => name !== "");
    return names.every((name) => /^[\p{XID_Start}_][\p{XID_Continue}]*$/u.test(name))
      ? [...new Set(names)]
      : [];
  }
  return [];
}

/** The lines of the block that the marker stands in, from its head (`def f(a):`) on. */
function scopeLines(before: readonly string[], indentation: number): string[] {
  const first = before.findLastIndex((line) => !isBlank(line) && indentationOf(line) < indentation);
  return before.slice(Math.max(first, 0)).map(strip);
}

function boundNames(lines: readonly string[]): Set<string> {
  const names = new Set<string>();
  const add = (text: string) => {
    for (const [name] of text.matchAll(/[\p{XID_Start}_][\p{XID_Continue}]*/gu)) names.add(name);
  };
  for (const [index, line] of lines.entries()) {
    const [, defined = "", signature = ""] = /^(?:async\s+)?(?:def|class)\s+(\w+)(.*)/.exec(line) ?? [];
    add(defined);
    // Its own parameters are bound where the scope begins.
    if (index === 0) add(signature);
    const [, targets = ""] = /^([\w\s,()[\]*]+?)(?::[^=]*)?=(?!=)/.exec(line) ?? [];
    add(targets);
    add(/^(?:async\s+)?for\s+(.+?)\s+in\b/.exec(line)?.[1] ?? "");
    add([...line.matchAll(/\bas\s+(\w+)/g)].map(([, name]) => name).join(" "));
    if (/^(?:import|from)\b/.test(line)) add(importedNames(wholeStatement(lines.slice(index))));
  }
  return names;
}

function importedNames(statement: string): string {
  const list = statement.replace(/^from\s+\S+\s+import\b|^import\b/, "").replace(/[()]/g, "");
  return list
    .split(",")
    .map((item) => /\bas\s+(\w+)/.exec(item)?.[1] ?? strip(item).split(".")[0])
    .join(" ");
}

/** The statement that the first line begins, with its later lines as long as a bracket is open. */
function wholeStatement(lines: readonly string[]): string {
  let statement = "";
  for (const line of lines) {
    statement += ` ${line.replace(/#.*$/, "")}`;
    if ((statement.match(/[([{]/g)?.length ?? 0) <= (statement.match(/[)\]}]/g)?.length ?? 0)) break;
  }
  return strip(statement);
}

function indentationOf(line: string): number {
  return line.length - line.trimStart().length;
}
