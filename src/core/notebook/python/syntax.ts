/** Python's abstract syntax, as far as scoping, serialisation and validity need it; names follow Python's ast. */

export type Context = "load" | "store" | "delete";

interface Node {
  /** Offset in the parsed text. */
  at: number;
}

export interface Name extends Node {
  kind: "Name";
  id: string;
  context: Context;
}

/** A number, `True`, `False`, `None` or `...`. */
export interface Constant extends Node {
  kind: "Constant";
  text: string;
}

export interface StringLiteral extends Node {
  kind: "String";
  /** The literals as they stand in the source, standing side by side. */
  literals: readonly string[];
  /** Expressions in replacement fields, those of format specifications included, in order. */
  fields: readonly Expression[];
}

export interface Argument {
  name: string;
  at: number;
  annotation: Expression | null;
}

export interface Parameters {
  positionalOnly: Argument[];
  plain: Argument[];
  /** `*args`. */
  rest: Argument | null;
  keywordOnly: Argument[];
  /** `**options`. */
  keywords: Argument | null;
  defaults: Expression[];
  keywordDefaults: (Expression | null)[];
}

export interface Generator {
  isAsync: boolean;
  target: Expression;
  iterable: Expression;
  conditions: readonly Expression[];
}

export interface Keyword {
  /** null for `**options`. */
  name: string | null;
  value: Expression;
}

export type Expression =
  | Name
  | Constant
  | StringLiteral
  | (Node & { kind: "Lambda"; parameters: Parameters; body: Expression })
  | (Node & {
      kind: "ListComp" | "SetComp" | "GeneratorExp" | "DictComp";
      /** One element; of a dictionary its value and then its key, the order in which marimo visits them. */
      elements: readonly Expression[];
      generators: readonly Generator[];
    })
  | (Node & { kind: "NamedExpr"; target: Name; value: Expression })
  | (Node & { kind: "Call"; function: Expression; args: readonly Expression[]; keywords: readonly Keyword[] })
  | (Node & { kind: "Attribute"; value: Expression; name: string })
  | (Node & { kind: "Subscript"; value: Expression; slice: Expression })
  | (Node & { kind: "Starred"; value: Expression })
  | (Node & { kind: "Tuple" | "List" | "Set"; elements: readonly Expression[]; parenthesized: boolean })
  | (Node & { kind: "Dict"; keys: readonly (Expression | null)[]; values: readonly Expression[] })
  | (Node & { kind: "Slice"; parts: readonly (Expression | null)[] })
  | (Node & {
      /** BoolOp, BinOp, UnaryOp, Compare; operands from left to right. */
      kind: "Operation";
      operators: readonly string[];
      operands: readonly Expression[];
    })
  | (Node & { kind: "IfExp"; test: Expression; body: Expression; orelse: Expression })
  | (Node & { kind: "Await" | "YieldFrom"; value: Expression })
  | (Node & { kind: "Yield"; value: Expression | null });

export interface TypeParameter {
  kind: "TypeVar" | "ParamSpec" | "TypeVarTuple";
  name: string;
  bound: Expression | null;
  fallback: Expression | null;
}

export interface Alias {
  name: string;
  asName: string | null;
}

export interface Handler {
  type: Expression | null;
  name: string | null;
  body: readonly Statement[];
}

export interface MatchCase {
  at: number;
  pattern: Pattern;
  guard: Expression | null;
  body: readonly Statement[];
}

export type Pattern =
  | { kind: "MatchValue"; value: Expression }
  | { kind: "MatchSequence" | "MatchOr"; patterns: readonly Pattern[] }
  | { kind: "MatchMapping"; keys: readonly Expression[]; patterns: readonly Pattern[]; rest: string | null }
  | {
      kind: "MatchClass";
      class: Expression;
      patterns: readonly Pattern[];
      keywordPatterns: readonly Pattern[];
    }
  | { kind: "MatchStar"; name: string | null }
  | { kind: "MatchAs"; name: string | null; pattern: Pattern | null };

export interface FunctionStatement extends Node {
  kind: "Function";
  name: string;
  isAsync: boolean;
  typeParameters: readonly TypeParameter[];
  parameters: Parameters;
  body: readonly Statement[];
  decorators: readonly Expression[];
  returns: Expression | null;
}

export interface ClassStatement extends Node {
  kind: "Class";
  name: string;
  typeParameters: readonly TypeParameter[];
  bases: readonly Expression[];
  keywords: readonly Keyword[];
  body: readonly Statement[];
  decorators: readonly Expression[];
}

export type Statement =
  | FunctionStatement
  | ClassStatement
  | (Node & { kind: "Expr"; value: Expression })
  | (Node & { kind: "Assign"; targets: readonly Expression[]; value: Expression })
  | (Node & { kind: "AugAssign"; target: Expression; value: Expression })
  | (Node & { kind: "AnnAssign"; target: Expression; annotation: Expression; value: Expression | null })
  | (Node & { kind: "Return" | "Delete" | "Raise" | "Assert"; values: readonly Expression[] })
  | (Node & { kind: "Pass" | "Break" | "Continue" })
  | (Node & { kind: "Global" | "Nonlocal"; names: readonly string[] })
  | (Node & { kind: "Import"; names: readonly Alias[] })
  | (Node & { kind: "ImportFrom"; module: string; level: number; names: readonly Alias[] })
  | (Node & {
      kind: "If" | "While";
      test: Expression;
      body: readonly Statement[];
      orelse: readonly Statement[];
    })
  | (Node & {
      kind: "For";
      isAsync: boolean;
      target: Expression;
      iterable: Expression;
      body: readonly Statement[];
      orelse: readonly Statement[];
    })
  | (Node & {
      kind: "With";
      isAsync: boolean;
      items: readonly { context: Expression; target: Expression | null }[];
      body: readonly Statement[];
    })
  | (Node & {
      kind: "Try";
      body: readonly Statement[];
      handlers: readonly Handler[];
      orelse: readonly Statement[];
      final: readonly Statement[];
    })
  | (Node & { kind: "Match"; subject: Expression; cases: readonly MatchCase[] })
  | (Node & { kind: "TypeAlias"; name: Name; typeParameters: readonly TypeParameter[]; value: Expression });

export interface Module {
  body: readonly Statement[];
}
