/** Errors that CPython finds after parsing, in its symbol table and compiler. */
import { checkAnnotation, checkAsync, checkExpression, checkParameters } from "./expression-validity.ts";
import { patternProblem } from "./pattern-validity.ts";
import { bind, fail, newScope, type Scope } from "./scope.ts";
import type { Expression, FunctionStatement, Module, Statement } from "./syntax.ts";
import {
  allParameters,
  classArguments,
  parameterExpressions,
  partsOf,
  typeParameterExpressions,
} from "./walk.ts";

/** Throws a SyntaxProblem where Python would refuse to compile the module; `await` at its top is allowed. */
export function checkModule(module: Module): void {
  checkFutureImports(module.body);
  checkAll(module.body, newScope("module", null));
}

const FUTURES =
  "nested_scopes generators division absolute_import with_statement print_function unicode_literals " +
  "barry_as_FLUFL generator_stop annotations";

function checkFutureImports(body: readonly Statement[]): void {
  let allowed = true;
  for (const [index, statement] of body.entries()) {
    const isFuture =
      statement.kind === "ImportFrom" && statement.module === "__future__" && statement.level === 0;
    const isDocstring = index === 0 && statement.kind === "Expr" && statement.value.kind === "String";
    if (isFuture && !allowed)
      fail("from __future__ imports must occur at the beginning of the file", statement.at);
    if (isFuture && statement.names.some(({ name }) => !FUTURES.split(" ").includes(name))) {
      fail("future feature is not defined", statement.at);
    }
    allowed &&= isFuture || isDocstring;
  }
}

function checkAll(body: readonly Statement[], scope: Scope): void {
  for (const statement of body) checkStatement(statement, scope);
}

function checkLoop(body: readonly Statement[], scope: Scope): void {
  const { inLoop } = scope;
  scope.inLoop = true;
  checkAll(body, scope);
  scope.inLoop = inLoop;
}

function checkStatement(statement: Statement, scope: Scope): void {
  switch (statement.kind) {
    case "Function":
      checkFunction(statement, scope);
      return;
    case "Class": {
      bind(statement.name, scope);
      for (const one of [...statement.decorators, ...classArguments(statement)]) checkExpression(one, scope);
      const inner = newScope("class", scope);
      for (const one of typeParameterExpressions(statement.typeParameters)) checkExpression(one, inner);
      checkAll(statement.body, inner);
      return;
    }
    case "While":
    case "For":
      checkLoopStatement(statement, scope);
      return;
    case "Try":
      checkAll(statement.body, scope);
      for (const handler of statement.handlers) {
        if (handler.type !== null) checkExpression(handler.type, scope);
        if (handler.name !== null) bind(handler.name, scope);
        checkAll(handler.body, scope);
      }
      checkAll([...statement.orelse, ...statement.final], scope);
      return;
    case "Match":
      checkMatch(statement, scope);
      return;
    case "TypeAlias":
      bind(statement.name.id, scope);
      checkAnnotation(statement.value);
      checkExpression(statement.value, newScope("lambda", scope));
      return;
    case "Import":
    case "ImportFrom":
      checkImport(statement, scope);
      return;
    case "Global":
    case "Nonlocal":
      checkDeclaration(statement, scope);
      return;
    default:
      checkPlace(statement, scope);
      for (const part of partsOf(statement)) {
        if (isStatement(part)) checkStatement(part, scope);
        else checkExpression(part, scope);
      }
  }
}

const EXPRESSION_KINDS = new Set<string>(
  (
    "Name Constant String Lambda ListComp SetComp GeneratorExp DictComp NamedExpr Call Attribute Subscript Starred " +
    "Tuple List Set Dict Slice Operation IfExp Await YieldFrom Yield"
  ).split(" "),
);

export function isStatement(node: Expression | Statement): node is Statement {
  return !EXPRESSION_KINDS.has(node.kind);
}

/** Statements that are right only in some places. */
function checkPlace(statement: Statement, scope: Scope): void {
  if (statement.kind === "Return" && scope.kind !== "function")
    fail("'return' outside function", statement.at);
  if ((statement.kind === "Break" || statement.kind === "Continue") && !scope.inLoop) {
    fail(`'${statement.kind.toLowerCase()}' outside loop`, statement.at);
  }
  if (statement.kind === "AnnAssign") checkAnnotation(statement.annotation);
  if (statement.kind === "With" && statement.isAsync) checkAsync(statement.at, scope);
}

function checkLoopStatement(statement: Statement, scope: Scope): void {
  if (statement.kind !== "While" && statement.kind !== "For") return;
  if (statement.kind === "For" && statement.isAsync) checkAsync(statement.at, scope);
  const heads = statement.kind === "For" ? [statement.target, statement.iterable] : [statement.test];
  for (const head of heads) checkExpression(head, scope);
  checkLoop(statement.body, scope);
  checkAll(statement.orelse, scope);
}

function checkMatch(statement: Statement & { kind: "Match" }, scope: Scope): void {
  checkExpression(statement.subject, scope);
  for (const [index, one] of statement.cases.entries()) {
    const problem = patternProblem(one, index === statement.cases.length - 1);
    if (problem !== null) fail(problem, one.at);
    if (one.guard !== null) checkExpression(one.guard, scope);
    checkAll(one.body, scope);
  }
}

function checkImport(statement: Statement & { kind: "Import" | "ImportFrom" }, scope: Scope): void {
  for (const { name, asName } of statement.names) {
    // marimo's rule: Python itself allows it at the top.
    if (name === "*") fail("Importing symbols with `import *` is not allowed in marimo.", statement.at);
    bind(asName ?? name.split(".")[0] ?? name, scope);
  }
}

function checkDeclaration(statement: Statement & { kind: "Global" | "Nonlocal" }, scope: Scope): void {
  const word = statement.kind.toLowerCase();
  if (word === "nonlocal" && scope.kind === "module") {
    fail("nonlocal declaration not allowed at module level", statement.at);
  }
  for (const name of statement.names) {
    if (scope.parameters.has(name)) fail(`name '${name}' is parameter and ${word}`, statement.at);
    if (scope.seen.has(name)) fail(`name '${name}' is used prior to ${word} declaration`, statement.at);
    if (word === "nonlocal") scope.nonlocals.push({ name, at: statement.at });
  }
}

function checkFunction(statement: FunctionStatement, scope: Scope): void {
  bind(statement.name, scope);
  const outer = [...statement.decorators, ...parameterExpressions(statement.parameters)];
  for (const one of outer) checkExpression(one, scope);
  const annotations = allParameters(statement.parameters).map((parameter) => parameter.annotation);
  for (const one of [...annotations, statement.returns]) if (one !== null) checkAnnotation(one);
  if (statement.returns !== null) checkExpression(statement.returns, scope);
  const inner = newScope("function", scope, statement.isAsync);
  inner.parameters = checkParameters(statement.parameters);
  for (const name of inner.parameters) inner.bound.add(name);
  for (const one of typeParameterExpressions(statement.typeParameters)) checkExpression(one, inner);
  checkAll(statement.body, inner);
  for (const { name, at } of inner.nonlocals) {
    if (!boundOutside(name, scope)) fail(`no binding for nonlocal '${name}' found`, at);
  }
}

/** A function may bind the name after the inner one is defined, which only its end would tell: then it passes. */
function boundOutside(name: string, scope: Scope | null): boolean {
  if (name === "__class__") return true;
  for (let outer = scope; outer !== null; outer = outer.parent) {
    if (outer.kind === "function") return true;
    if (outer.kind === "lambda" && outer.bound.has(name)) return true;
  }
  return false;
}
