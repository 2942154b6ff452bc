/** Where in a file something stands, for those who have to correct it. Lines count from 1. */
import { findNodeAtLocation, type JSONPath, type ParseError, parseTree } from "jsonc-parser";

/** The line of the value at a path such as `notebooks.0.id`, or of what holds it; of the first mistake for "". */
export function jsonLine(text: string, where: string): number | null {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true });
  const [first] = errors;
  if (where === "" || tree === undefined) return first === undefined ? 1 : lineAt(text, first.offset);
  const path: JSONPath = where.split(".").map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  for (let length = path.length; length > 0; length--) {
    const node = findNodeAtLocation(tree, path.slice(0, length));
    if (node !== undefined) return lineAt(text, node.offset);
  }
  return 1;
}

// A dotted key of bare and quoted parts.
const part = String.raw`(?:[\w-]+|"[^"]*"|'[^']*')`;
const dotted = String.raw`(${part}(?:\s*\.\s*${part})*)`;
const listLine = new RegExp(String.raw`^\s*\[\[\s*${dotted}\s*\]\]\s*(?:#|$)`);
const tableLine = new RegExp(String.raw`^\s*\[\s*${dotted}\s*\]\s*(?:#|$)`);
const keyLine = new RegExp(String.raw`^\s*${dotted}\s*=`);

/** As a path has it: without quotes. */
function keyIn(pattern: RegExp, line: string): string | undefined {
  return pattern
    .exec(line)?.[1]
    ?.replace(/\s*\.\s*/g, ".")
    .replace(/["']/g, "");
}

/** As {@link jsonLine}: the line of the key at a path such as `assignments.1.duedate`, or of its table. */
export function tomlLine(text: string, where: string): number | null {
  const counts = new Map<string, number>();
  let table = "";
  let best: { length: number; line: number } | undefined;
  const consider = (path: string, line: number): void => {
    const isOnTheWay = where === path || where.startsWith(`${path}.`);
    if (isOnTheWay && path.length > (best?.length ?? 0)) best = { length: path.length, line };
  };
  for (const [index, line] of text.split(/\r\n|\n/).entries()) {
    const list = keyIn(listLine, line);
    const single = keyIn(tableLine, line);
    const key = keyIn(keyLine, line);
    if (list !== undefined) {
      const path = withNumbers(list, counts);
      const count = counts.get(path) ?? 0;
      counts.set(path, count + 1);
      table = `${path}.${count}`;
    } else if (single !== undefined) table = withNumbers(single, counts);
    if (list !== undefined || single !== undefined) consider(table, index + 1);
    else if (key !== undefined) consider(table === "" ? key : `${table}.${key}`, index + 1);
  }
  return best?.line ?? null;
}

/** `assignments.files` stands below the last of the `assignments` so far. */
function withNumbers(header: string, counts: ReadonlyMap<string, number>): string {
  const [first = "", ...rest] = header.split(".");
  return rest.reduce((path, name) => {
    const count = counts.get(path);
    return count === undefined ? `${path}.${name}` : `${path}.${count - 1}.${name}`;
  }, first);
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n|\r|\n/).length;
}
