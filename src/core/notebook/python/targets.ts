import { SyntaxProblem } from "./cursor.ts";
import type { Context, Expression } from "./syntax.ts";

/** The expression as the target of an assignment, a loop or a deletion; what cannot be one is a syntax error. */
export function asTarget(expression: Expression, context: Context, inTuple = false): Expression {
  switch (expression.kind) {
    case "Name":
      if (expression.id === "__debug__") throw new SyntaxProblem("cannot assign to __debug__", expression.at);
      return { ...expression, context };
    case "Attribute":
    case "Subscript":
      return expression;
    case "Tuple":
    case "List": {
      const stars = expression.elements.filter((element) => element.kind === "Starred").length;
      if (stars > 1) throw new SyntaxProblem("multiple starred expressions in assignment", expression.at);
      return {
        ...expression,
        elements: expression.elements.map((element) => asTarget(element, context, true)),
      };
    }
    case "Starred":
      if (!inTuple || context === "delete") {
        throw new SyntaxProblem("starred assignment target must be in a list or tuple", expression.at);
      }
      return { ...expression, value: asTarget(expression.value, context) };
    default:
      throw new SyntaxProblem("cannot assign to expression", expression.at);
  }
}
