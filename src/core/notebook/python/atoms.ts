import { Cursor, SyntaxProblem } from "./cursor.ts";
import { type Token, tokenize } from "./lexer.ts";
import { escapeProblem } from "./literals.ts";
import type { Field } from "./strings.ts";
import type { Expression, Generator, Keyword } from "./syntax.ts";
import { asTarget } from "./targets.ts";

/** Displays, literals, calls and subscripts: everything that brackets enclose. */
export abstract class Atoms extends Cursor {
  abstract expression(): Expression;
  abstract namedExpression(): Expression;
  abstract disjunction(): Expression;
  abstract bitwiseOr(): Expression;
  abstract yieldExpression(): Expression;
  protected abstract nested(tokens: readonly Token[]): Atoms;

  protected atom(): Expression {
    const { token, at } = this;
    if (token.kind === "string") return this.strings();
    if (token.kind === "number" || this.is("True", "False", "None", "...")) {
      return { kind: "Constant", text: this.take().text, at };
    }
    if (this.accept("(")) return this.parenthesized(at);
    if (this.accept("[")) return this.list(at);
    if (this.accept("{")) return this.braces(at);
    return { kind: "Name", id: this.name(), context: "load", at };
  }

  /** `*a` or an expression, as the items of displays are. */
  protected starred(): Expression {
    const { at } = this;
    return this.accept("*") ? { kind: "Starred", value: this.bitwiseOr(), at } : this.namedExpression();
  }

  /** Items up to `close`; says whether a comma was among them. */
  protected items(close: string, first: Expression | null, item: () => Expression): [Expression[], boolean] {
    const found = first === null ? [] : [first];
    let comma = false;
    while (!this.is(close)) {
      if (found.length > 0) {
        this.expect(",");
        comma = true;
        if (this.is(close)) break;
      }
      found.push(item());
    }
    this.expect(close);
    return [found, comma];
  }

  private parenthesized(at: number): Expression {
    if (this.is("yield")) {
      const value = this.yieldExpression();
      this.expect(")");
      return value;
    }
    const first = this.is(")") ? null : this.starred();
    if (first !== null && this.is("for", "async"))
      return this.comprehension("GeneratorExp", [first], ")", at);
    const [elements, comma] = this.items(")", first, () => this.starred());
    if (first === null || comma) return { kind: "Tuple", elements, parenthesized: true, at };
    if (first.kind === "Starred") this.fail("cannot use starred expression here", at);
    // A parenthesised tuple or name is the same node; only `(a): int` and `(a) := 1` would tell them apart.
    return first;
  }

  private list(at: number): Expression {
    const first = this.is("]") ? null : this.starred();
    if (first !== null && this.is("for", "async")) return this.comprehension("ListComp", [first], "]", at);
    const [elements] = this.items("]", first, () => this.starred());
    return { kind: "List", elements, parenthesized: true, at };
  }

  private braces(at: number): Expression {
    if (this.is("}") || this.is("**")) return this.dictionary(at, null);
    const isBare = this.isName();
    const first = this.starred();
    if (first.kind !== "Starred" && !(isBare && first.kind === "NamedExpr") && this.accept(":")) {
      const value = this.expression();
      if (this.is("for", "async")) return this.comprehension("DictComp", [value, first], "}", at);
      return this.dictionary(at, [first, value]);
    }
    if (this.is("for", "async")) return this.comprehension("SetComp", [first], "}", at);
    const [elements] = this.items("}", first, () => this.starred());
    return { kind: "Set", elements, parenthesized: true, at };
  }

  private dictionary(at: number, first: [Expression, Expression] | null): Expression {
    const keys: (Expression | null)[] = first === null ? [] : [first[0]];
    const values = first === null ? [] : [first[1]];
    while (!this.is("}")) {
      if (values.length > 0) this.expect(",");
      if (this.is("}")) break;
      if (this.accept("**")) {
        keys.push(null);
        values.push(this.bitwiseOr());
        continue;
      }
      keys.push(this.expression());
      this.expect(":");
      values.push(this.expression());
    }
    this.expect("}");
    return { kind: "Dict", keys, values, at };
  }

  private comprehension(
    kind: "ListComp" | "SetComp" | "GeneratorExp" | "DictComp",
    elements: Expression[],
    close: string,
    at: number,
  ): Expression {
    if (elements[0]?.kind === "Starred") this.fail("iterable unpacking cannot be used in comprehension", at);
    const generators = this.generators();
    this.expect(close);
    return { kind, elements, generators, at };
  }

  protected generators(): Generator[] {
    const generators: Generator[] = [];
    while (this.is("for", "async")) {
      const isAsync = this.accept("async");
      this.expect("for");
      const target = this.targetList();
      this.expect("in");
      const iterable = this.disjunction();
      const conditions: Expression[] = [];
      while (this.accept("if")) conditions.push(this.disjunction());
      generators.push({ isAsync, target, iterable, conditions });
    }
    return generators;
  }

  /** `a`, `a, *b`, `(a, b)`: what stands between `for` and `in`. */
  protected targetList(): Expression {
    const { at } = this;
    const one = (): Expression => {
      const start = this.at;
      return this.accept("*") ? { kind: "Starred", value: this.bitwiseOr(), at: start } : this.bitwiseOr();
    };
    const elements = [one()];
    let comma = false;
    while (this.accept(",")) {
      comma = true;
      if (this.is("in")) break;
      elements.push(one());
    }
    const [only] = elements;
    const target: Expression =
      comma || only === undefined ? { kind: "Tuple", elements, parenthesized: false, at } : only;
    return asTarget(target, "store");
  }

  protected call(callee: Expression): Expression {
    const { args, keywords } = this.callArguments();
    return { kind: "Call", function: callee, args, keywords, at: callee.at };
  }

  protected callArguments(): { args: Expression[]; keywords: Keyword[] } {
    const args: Expression[] = [];
    const keywords: Keyword[] = [];
    let generator = false;
    while (!this.is(")")) {
      if (args.length + keywords.length > 0) this.expect(",");
      if (this.is(")")) break;
      if (generator) this.fail("Generator expression must be parenthesized");
      generator = this.argument(args, keywords);
      if (generator && args.length + keywords.length > 1)
        this.fail("Generator expression must be parenthesized");
    }
    this.expect(")");
    return { args, keywords };
  }

  /** Adds one argument; true for a generator without its own parentheses. */
  private argument(args: Expression[], keywords: Keyword[]): boolean {
    const { at } = this;
    if (this.accept("**")) keywords.push({ name: null, value: this.expression() });
    else if (this.accept("*")) {
      if (keywords.some((keyword) => keyword.name === null)) {
        this.fail("iterable argument unpacking follows keyword argument unpacking", at);
      }
      args.push({ kind: "Starred", value: this.expression(), at });
    } else if (this.isName() && this.ahead(1).text === "=" && this.ahead(1).kind === "operator") {
      const name = this.name();
      this.index++;
      if (keywords.some((keyword) => keyword.name === name))
        this.fail(`keyword argument repeated: ${name}`, at);
      keywords.push({ name, value: this.expression() });
    } else {
      if (keywords.length > 0) this.fail("positional argument follows keyword argument", at);
      const value = this.namedExpression();
      const isGenerator = this.is("for", "async");
      args.push(
        isGenerator ? { kind: "GeneratorExp", elements: [value], generators: this.generators(), at } : value,
      );
      return isGenerator;
    }
    return false;
  }

  protected subscript(value: Expression): Expression {
    const { at } = this;
    const [elements, comma] = this.items("]", this.slice(), () => this.slice());
    const [only] = elements;
    const single = !comma && only !== undefined && only.kind !== "Starred";
    const slice: Expression = single ? only : { kind: "Tuple", elements, parenthesized: false, at };
    return { kind: "Subscript", value, slice, at: value.at };
  }

  private slice(): Expression {
    const { at } = this;
    if (this.is("*")) return this.starred();
    const first = this.is(":") ? null : this.namedExpression();
    if (first !== null && !this.is(":")) return first;
    const parts: (Expression | null)[] = [first];
    while (parts.length < 3 && this.accept(":")) {
      parts.push(this.is(":", "]", ",") ? null : this.expression());
    }
    return { kind: "Slice", parts, at };
  }

  private strings(): Expression {
    const { at } = this;
    const literals: string[] = [];
    const fields: Expression[] = [];
    const kinds = new Set<string>();
    while (this.isKind("string")) {
      const token = this.take();
      const problem = escapeProblem(token);
      if (problem !== null) this.fail(problem, token.from);
      const prefix = /^[a-z]*/i.exec(token.text)?.[0].toLowerCase() ?? "";
      kinds.add(prefix.includes("b") ? "bytes" : prefix.includes("t") ? "template" : "string");
      literals.push(token.text);
      for (const field of token.fields ?? []) this.field(token, field, fields);
    }
    if (kinds.size > 1) this.fail("cannot mix these kinds of literals", at);
    return { kind: "String", literals, fields, at };
  }

  private field(token: Token, field: Field, into: Expression[]): void {
    const source = token.text.slice(field.from - token.from, field.to - token.from);
    const { tokens, trouble } = tokenize(`(${source})`);
    if (trouble !== null) throw new SyntaxProblem(trouble.message, field.from);
    into.push(this.nested(tokens).whole());
    for (const nested of field.inSpec) this.field(token, nested, into);
  }

  /** An expression with nothing after it. */
  whole(): Expression {
    const value = this.expression();
    if (!this.isKind("newline")) this.fail("invalid syntax");
    return value;
  }
}
