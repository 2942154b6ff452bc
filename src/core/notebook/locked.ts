/** Cells that students read but do not edit: mograder puts them back from the source when it grades. */
import { cellMarker, isAnswerCell } from "./markers.ts";
import { parseModule } from "./python/module.ts";
import type { Expression, Statement } from "./python/syntax.ts";
import { isStatement } from "./python/validity.ts";
import { expressionsIn, partsOf } from "./python/walk.ts";

/** marks: how many marks each exercise has; check: an exercise's check; marker: another of mograder's cells. */
export type LockReason = "marks" | "check" | "marker";

/** Why a cell is locked; null when it is the student's. A cell with a place for an answer never is. */
export function lockReason(code: string): LockReason | null {
  if (isAnswerCell(code)) return null;
  const marker = cellMarker(code);
  if (marker === "marks" || /^_marks\s*(?::[^=\n]*)?=\s*\{/m.test(code)) return "marks";
  if (marker !== undefined || /^\s*# === MOGRADER: /m.test(code)) return "marker";
  return /\bcheck\s*\(/.test(code) && callsCheck(code) ? "check" : null;
}

function callsCheck(code: string): boolean {
  const module = parseModule(code);
  // Code that is broken is judged as mograder does: by the text of the call.
  if ("message" in module) return /(?<![\w.])(?:\w+\.)?check\(\s*["']/.test(code);
  return module.body.some(statementCalls);
}

function statementCalls(statement: Statement): boolean {
  return partsOf(statement).some((part) =>
    isStatement(part) ? statementCalls(part) : expressionCalls(part),
  );
}

function expressionCalls(expression: Expression): boolean {
  return isCheck(expression) || expressionsIn(expression).some(expressionCalls);
}

/** `check("Q1", …)`, `grader.check("Q1", …)`, whatever the grader is called. */
function isCheck(expression: Expression): boolean {
  if (expression.kind !== "Call") return false;
  const { function: callee, args } = expression;
  if (callee.kind === "Name") return callee.id === "check";
  if (callee.kind !== "Attribute" || callee.name !== "check" || callee.value.kind !== "Name") return false;
  return ["grader", "g"].includes(callee.value.id) || args[0]?.kind === "String";
}
