import { bind, fail, newScope, type Scope } from "./scope.ts";
import type { Expression, Parameters } from "./syntax.ts";
import { allParameters, expressionsIn, parameterExpressions } from "./walk.ts";

/** Throws a SyntaxProblem where the expression may not stand in the scope. */
export function checkExpression(expression: Expression, scope: Scope): void {
  switch (expression.kind) {
    case "Name":
      scope.seen.add(expression.id);
      if (expression.context === "store") scope.bound.add(expression.id);
      return;
    case "Lambda": {
      for (const one of parameterExpressions(expression.parameters)) checkExpression(one, scope);
      const inner = newScope("lambda", scope);
      inner.parameters = checkParameters(expression.parameters);
      checkExpression(expression.body, inner);
      return;
    }
    case "ListComp":
    case "SetComp":
    case "DictComp":
    case "GeneratorExp":
      checkComprehension(expression, scope);
      return;
    case "NamedExpr":
      checkNamed(expression.target.id, expression.at, scope);
      checkExpression(expression.value, scope);
      return;
    case "Yield":
    case "YieldFrom":
      checkYield(expression.kind, expression.at, scope);
      break;
    case "Await":
      checkAsync(expression.at, scope);
      break;
    default:
  }
  for (const inner of expressionsIn(expression)) checkExpression(inner, scope);
}

function checkYield(kind: "Yield" | "YieldFrom", at: number, scope: Scope): void {
  if (scope.kind === "comprehension") fail("'yield' inside comprehension", at);
  if (scope.kind !== "function" && scope.kind !== "lambda") fail("'yield' outside function", at);
  if (kind === "YieldFrom" && scope.isAsync) fail("'yield from' inside async function", at);
}

function checkNamed(name: string, at: number, scope: Scope): void {
  let outer: Scope = scope;
  while (outer.kind === "comprehension" && outer.parent !== null) {
    if (outer.targets.has(name)) fail(`assignment expression cannot rebind iteration variable '${name}'`, at);
    outer = outer.parent;
  }
  if (scope.kind === "comprehension" && outer.kind === "class") {
    fail("assignment expression within a comprehension cannot be used in a class body", at);
  }
  bind(name, outer);
}

/** Annotations, bounds and type aliases run late and elsewhere: they may not suspend or bind. */
export function checkAnnotation(expression: Expression): void {
  if (["Yield", "YieldFrom", "Await", "NamedExpr"].includes(expression.kind)) {
    fail("expression cannot be used within an annotation", expression.at);
  }
  if (expression.kind !== "Lambda") for (const inner of expressionsIn(expression)) checkAnnotation(inner);
}

type Comprehension = Extract<Expression, { generators: unknown }>;

function checkComprehension(expression: Comprehension, scope: Scope): void {
  const inner = newScope("comprehension", scope);
  inner.targets = new Set(expression.generators.flatMap((one) => targetNames(one.target)));
  const isAsync = expression.generators.some((one) => one.isAsync) || expression.elements.some(awaits);
  if (isAsync && expression.kind !== "GeneratorExp") checkAsync(expression.at, scope);
  for (const [index, one] of expression.generators.entries()) {
    if (namesExpression(one.iterable)) {
      fail("assignment expression cannot be used in a comprehension iterable expression", expression.at);
    }
    checkExpression(one.iterable, index === 0 ? scope : inner);
    for (const condition of one.conditions) checkExpression(condition, inner);
  }
  for (const element of expression.elements) checkExpression(element, inner);
}

function awaits(expression: Expression): boolean {
  return (
    expression.kind === "Await" || (expression.kind !== "Lambda" && expressionsIn(expression).some(awaits))
  );
}

function namesExpression(expression: Expression): boolean {
  if (expression.kind === "NamedExpr") return true;
  return expression.kind !== "Lambda" && expressionsIn(expression).some(namesExpression);
}

function targetNames(target: Expression): string[] {
  return target.kind === "Name" ? [target.id] : expressionsIn(target).flatMap(targetNames);
}

export function checkAsync(at: number, scope: Scope): void {
  if (
    scope.kind === "module" ||
    scope.kind === "comprehension" ||
    (scope.kind === "function" && scope.isAsync)
  )
    return;
  fail("'await' outside async function", at);
}

export function checkParameters(parameters: Parameters): Set<string> {
  const names = new Set<string>();
  for (const { name, at } of allParameters(parameters)) {
    if (names.has(name)) fail(`duplicate argument '${name}' in function definition`, at);
    if (name === "__debug__") fail("cannot assign to __debug__", at);
    names.add(name);
  }
  return names;
}
