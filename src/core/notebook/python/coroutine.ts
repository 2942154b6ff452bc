import type { Expression, Statement } from "./syntax.ts";
import { isStatement } from "./validity.ts";
import { classArguments, expressionsIn, parameterExpressions, partsOf } from "./walk.ts";

/** Whether a module awaits outside its functions: CPython then compiles it to a coroutine. */
export function awaitsAtTop(body: readonly Statement[]): boolean {
  return body.some(statementAwaits);
}

function statementAwaits(statement: Statement): boolean {
  switch (statement.kind) {
    case "Function":
      return [...statement.decorators, ...parameterExpressions(statement.parameters)].some(awaits);
    case "Class":
      return [...statement.decorators, ...classArguments(statement)].some(awaits);
    case "Try": {
      const { body, handlers, orelse, final } = statement;
      return awaitsAtTop([...body, ...handlers.flatMap((handler) => handler.body), ...orelse, ...final]);
    }
    case "Match":
      return awaits(statement.subject) || statement.cases.some((one) => awaitsAtTop(one.body));
    case "For":
    case "With":
      if (statement.isAsync) return true;
      break;
    default:
  }
  return partsOf(statement).some((part) => (isStatement(part) ? statementAwaits(part) : awaits(part)));
}

function awaits(expression: Expression): boolean {
  switch (expression.kind) {
    case "Await":
      return true;
    case "Lambda":
      return parameterExpressions(expression.parameters).some(awaits);
    case "GeneratorExp":
      // Only its first iterable is evaluated outside the generator.
      return expression.generators.slice(0, 1).some((one) => awaits(one.iterable));
    case "ListComp":
    case "SetComp":
    case "DictComp":
      if (expression.generators.some((one) => one.isAsync)) return true;
      break;
    default:
  }
  return expressionsIn(expression).some(awaits);
}
