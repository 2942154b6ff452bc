/** A cell's text with another signature and other returns, its decorators and its body left as they stand. */
import { returnStatement, signature } from "./codegen.ts";
import type { CellForm } from "./layout.ts";
import { findBody } from "./read-cell.ts";

/** undefined when the text is too unusual for that: then the cell must be written anew. */
export function withSignature(
  text: string,
  form: CellForm & { kind: "cell" },
  newline: string,
): string | undefined {
  const body = findBody(text);
  if (body === undefined) return undefined;
  const returned = returnStatement(form.returns).split("\n");
  const lines = returned.map((line) => line.replace(/^ {4}/, body.indentation)).join(newline);
  const head = text.slice(0, body.signature.from) + signature(form).replaceAll("\n", newline);
  const start = text.slice(body.signature.to, body.returns?.from ?? text.length);
  if (body.returns !== null) return head + start + lines + text.slice(body.returns.to);
  return form.returns.length === 0 ? head + start : head + start + newline + lines;
}
