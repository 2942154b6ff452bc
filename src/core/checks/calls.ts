/** The calls of `check` and `Grader` that a cell's text makes, found without running it. */
import type { SyntaxNode } from "@lezer/common";
import { parser } from "@lezer/python";

export interface CheckCall {
  /** The label when it is a plain string; calls with a computed label are not listed before they run. */
  readonly label: string;
  /** True for `grader.check(…)`: only a Grader gives marks. */
  readonly ofGrader: boolean;
}

/** `check("…", …)`, `grader.check("…", …)` in order of appearance; comments and strings are no calls. */
export function findCheckCalls(code: string): CheckCall[] {
  const calls: CheckCall[] = [];
  for (const call of findCalls(code)) {
    const method = call.callee.name === "MemberExpression";
    const name = method ? call.callee.getChild("PropertyName") : call.callee;
    if (name === null || textOf(code, name) !== "check") continue;
    const label = call.argument("label", 0);
    const text = label === null ? undefined : readString(code, label);
    if (text !== undefined) calls.push({ label: text, ofGrader: method });
  }
  return calls;
}

/** The marks dictionary of `Grader({"Q1": 10, …})` or `Grader(mo, {…})`, as far as it is written out. */
export function findMarks(code: string): Map<string, number> {
  const marks = new Map<string, number>();
  for (const call of findCalls(code)) {
    if (!/(^|\.)Grader$/.test(textOf(code, call.callee))) continue;
    const table = call.all.find((argument) => argument.name === "DictionaryExpression");
    if (table === undefined) continue;
    let key: string | undefined;
    for (let node = table.firstChild; node !== null; node = node.nextSibling) {
      if (node.name === "String") key = readString(code, node);
      else if (node.name === "Number" && key !== undefined) marks.set(key, Number(textOf(code, node)));
    }
  }
  return marks;
}

interface Call {
  readonly callee: SyntaxNode;
  /** Values of all arguments. */
  readonly all: readonly SyntaxNode[];
  /** The argument of that name, or at that position. */
  argument(name: string, position: number): SyntaxNode | null;
}

function findCalls(code: string): Call[] {
  const calls: Call[] = [];
  parser.parse(code).iterate({
    enter(reference) {
      if (reference.name !== "CallExpression") return;
      const callee = reference.node.firstChild;
      const list = reference.node.getChild("ArgList");
      if (callee !== null && list !== null) calls.push(readCall(code, callee, list));
    },
  });
  return calls;
}

function readCall(code: string, callee: SyntaxNode, list: SyntaxNode): Call {
  const positional: SyntaxNode[] = [];
  const named = new Map<string, SyntaxNode>();
  let name: string | undefined;
  for (let node = list.firstChild; node !== null; node = node.nextSibling) {
    if (["(", ")", ",", "Comment"].includes(node.name)) continue;
    if (node.name === "VariableName" && node.nextSibling?.name === "AssignOp") name = textOf(code, node);
    else if (node.name === "AssignOp") continue;
    else if (name === undefined) positional.push(node);
    else {
      named.set(name, node);
      name = undefined;
    }
  }
  return {
    callee,
    all: [...positional, ...named.values()],
    argument: (wanted, position) => named.get(wanted) ?? positional[position] ?? null,
  };
}

function textOf(code: string, node: SyntaxNode): string {
  return code.slice(node.from, node.to);
}

const escapes: Record<string, string> = { n: "\n", t: "\t", "\\": "\\", "'": "'", '"': '"', "\n": "" };

/** The value of a plain or raw string literal; undefined for bytes, f-strings and rare escapes. */
function readString(code: string, node: SyntaxNode): string | undefined {
  if (node.name !== "String") return undefined;
  const match = /^([a-zA-Z]*)("""|'''|"|')([\s\S]*)\2$/.exec(textOf(code, node));
  const [, prefix = "", , body = ""] = match ?? [];
  if (match === null || /[bft]/i.test(prefix)) return undefined;
  if (/r/i.test(prefix)) return body;
  let known = true;
  const text = body.replace(/\\(u[0-9a-fA-F]{4}|[\s\S])/g, (_, escaped: string) => {
    if (escaped.length === 5) return String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
    const plain = escapes[escaped];
    if (plain === undefined) known = false;
    return plain ?? "";
  });
  return known ? text : undefined;
}
