/** `ast.unparse`, for the expressions that annotations are made of. */
import { decodeLiteral } from "./literals.ts";
import type { Expression, Name } from "./syntax.ts";

/** Python's text of an expression; names as `nameOf` gives them. */
export function unparse(expression: Expression, nameOf: (name: Name) => string): string {
  const inner = (one: Expression): string => unparse(one, nameOf);
  switch (expression.kind) {
    case "Name":
      return nameOf(expression);
    case "Constant":
      return expression.text.replaceAll("_", "");
    case "String":
      return repr(expression.literals.map((literal) => decodeLiteral(literal) ?? literal).join(""));
    case "Attribute":
      return `${inner(expression.value)}.${expression.name}`;
    case "Subscript":
      return `${inner(expression.value)}[${unparseSlice(expression.slice, inner)}]`;
    case "Starred":
      return `*${inner(expression.value)}`;
    case "List":
      return `[${expression.elements.map(inner).join(", ")}]`;
    case "Set":
      return `{${expression.elements.map(inner).join(", ")}}`;
    case "Tuple":
      return `(${tupleItems(expression.elements, inner)})`;
    case "Slice":
      return unparseSlice(expression, inner);
    case "Operation":
      return unparseOperation(expression.operators, expression.operands, inner);
    case "Call": {
      const keywords = expression.keywords.map(
        ({ name, value }) => (name === null ? "**" : `${name}=`) + inner(value),
      );
      return `${inner(expression.function)}(${[...expression.args.map(inner), ...keywords].join(", ")})`;
    }
    case "IfExp":
      return `${inner(expression.body)} if ${inner(expression.test)} else ${inner(expression.orelse)}`;
    case "Dict": {
      const items = expression.values.map((value, index) => {
        const key = expression.keys[index];
        return key === null || key === undefined ? `**${inner(value)}` : `${inner(key)}: ${inner(value)}`;
      });
      return `{${items.join(", ")}}`;
    }
    default:
      // Lambdas, comprehensions and the like are no annotations that a type checker would read.
      return "...";
  }
}

function tupleItems(elements: readonly Expression[], inner: (one: Expression) => string): string {
  const [only] = elements;
  return elements.length === 1 && only !== undefined ? `${inner(only)},` : elements.map(inner).join(", ");
}

function unparseSlice(slice: Expression, inner: (one: Expression) => string): string {
  if (slice.kind === "Tuple" && slice.elements.length > 0) return tupleItems(slice.elements, inner);
  if (slice.kind !== "Slice") return inner(slice);
  const [lower = null, upper = null, step] = slice.parts.map((part) => (part === null ? "" : inner(part)));
  return `${lower ?? ""}:${upper ?? ""}${step ? `:${step}` : ""}`;
}

const PRECEDENCE: Record<string, number> = {
  or: 1,
  and: 2,
  not: 3,
  "|": 5,
  "^": 6,
  "&": 7,
  "<<": 8,
  ">>": 8,
};

function precedence(operator: string): number {
  if (["+", "-"].includes(operator)) return 9;
  if (["*", "/", "//", "%", "@"].includes(operator)) return 10;
  return operator === "**" ? 12 : (PRECEDENCE[operator] ?? 4);
}

function unparseOperation(
  operators: readonly string[],
  operands: readonly Expression[],
  inner: (one: Expression) => string,
): string {
  const [operator = ""] = operators;
  const own = operands.length === 1 && operator !== "not" ? 11 : precedence(operator);
  const bracketed = (one: Expression, isRight: boolean): string => {
    if (one.kind === "IfExp") return `(${inner(one)})`;
    if (one.kind !== "Operation") return inner(one);
    const theirs = precedence(one.operators[0] ?? "");
    return theirs < own || (theirs === own && isRight) ? `(${inner(one)})` : inner(one);
  };
  const [first] = operands;
  if (operands.length === 1 && first !== undefined) {
    return operator === "not" ? `not ${bracketed(first, false)}` : operator + bracketed(first, false);
  }
  return operands
    .map(
      (operand, index) =>
        (index === 0 ? "" : ` ${operators[index - 1] ?? ""} `) + bracketed(operand, index > 0),
    )
    .join("");
}

/** Python's repr of a string without control characters. */
function repr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll(quote, `\\${quote}`);
  return quote + escaped + quote;
}
