/** The children of nodes, in the order in which Python's ast.NodeVisitor visits them. */
import type { Expression, Keyword, Parameters, Pattern, Statement, TypeParameter } from "./syntax.ts";

function present<T>(values: readonly (T | null)[]): T[] {
  return values.filter((value) => value !== null);
}

function keywordValues(keywords: readonly Keyword[]): Expression[] {
  return keywords.map((keyword) => keyword.value);
}

/** Expressions directly in an expression; of a comprehension and a lambda too, whatever their scope. */
export function expressionsIn(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "Name":
    case "Constant":
      return [];
    case "String":
      return expression.fields;
    case "Lambda":
      return [...parameterExpressions(expression.parameters), expression.body];
    case "ListComp":
    case "SetComp":
    case "GeneratorExp":
    case "DictComp": {
      const clauses = expression.generators.flatMap((one) => [one.target, one.iterable, ...one.conditions]);
      return [...clauses, ...expression.elements];
    }
    case "NamedExpr":
      return [expression.target, expression.value];
    case "Call":
      return [expression.function, ...expression.args, ...keywordValues(expression.keywords)];
    case "Subscript":
      return [expression.value, expression.slice];
    case "Attribute":
    case "Starred":
    case "Await":
    case "YieldFrom":
      return [expression.value];
    case "Tuple":
    case "List":
    case "Set":
      return expression.elements;
    case "Dict":
      return [...present(expression.keys), ...expression.values];
    case "Slice":
      return present(expression.parts);
    case "Operation":
      return expression.operands;
    case "IfExp":
      return [expression.test, expression.body, expression.orelse];
    case "Yield":
      return expression.value === null ? [] : [expression.value];
    default:
      return expression satisfies never;
  }
}

export function parameterExpressions(parameters: Parameters): readonly Expression[] {
  const all = allParameters(parameters);
  return [
    ...present(parameters.keywordDefaults),
    ...parameters.defaults,
    ...present(all.map((parameter) => parameter.annotation)),
  ];
}

export function allParameters(parameters: Parameters): Parameters["plain"] {
  const { positionalOnly, plain, keywordOnly, rest, keywords } = parameters;
  return [...positionalOnly, ...plain, ...keywordOnly, ...present([rest, keywords])];
}

/** What a statement holds directly, in order, its parts that open a scope or bind a name by themselves left out. */
export function partsOf(statement: Statement): readonly (Expression | Statement)[] {
  switch (statement.kind) {
    case "Expr":
      return [statement.value];
    case "Assign":
      return [statement.value, ...statement.targets];
    case "AugAssign":
      return [statement.value, statement.target];
    case "AnnAssign":
      return [...present([statement.value]), statement.annotation, statement.target];
    case "Return":
    case "Delete":
    case "Raise":
    case "Assert":
      return statement.values;
    case "If":
    case "While":
      return [statement.test, ...statement.body, ...statement.orelse];
    case "For":
      return [statement.target, statement.iterable, ...statement.body, ...statement.orelse];
    case "With":
      return [...statement.items.flatMap((item) => present([item.context, item.target])), ...statement.body];
    default:
      return [];
  }
}

export function classArguments(statement: {
  bases: readonly Expression[];
  keywords: readonly Keyword[];
}): Expression[] {
  return [...statement.bases, ...keywordValues(statement.keywords)];
}

export function typeParameterExpressions(parameters: readonly TypeParameter[]): Expression[] {
  return present(parameters.flatMap((parameter) => [parameter.bound, parameter.fallback]));
}

/** Names that a pattern binds, in order. */
export function patternNames(pattern: Pattern): string[] {
  switch (pattern.kind) {
    case "MatchValue":
      return [];
    case "MatchSequence":
      return pattern.patterns.flatMap(patternNames);
    case "MatchOr":
      return patternNames(pattern.patterns[0] ?? { kind: "MatchAs", name: null, pattern: null });
    case "MatchMapping":
      return [...pattern.patterns.flatMap(patternNames), ...present([pattern.rest])];
    case "MatchClass":
      return [...pattern.patterns, ...pattern.keywordPatterns].flatMap(patternNames);
    case "MatchStar":
      return present([pattern.name]);
    case "MatchAs":
      return [...(pattern.pattern === null ? [] : patternNames(pattern.pattern)), ...present([pattern.name])];
    default:
      return pattern satisfies never;
  }
}
