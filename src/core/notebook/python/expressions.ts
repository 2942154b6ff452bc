import { Atoms } from "./atoms.ts";
import type { Token } from "./lexer.ts";
import type { Argument, Expression, Parameters } from "./syntax.ts";

/** Operators of one level of precedence, weakest first; each level binds what the next one gives. */
const BINARY = [["|"], ["^"], ["&"], ["<<", ">>"], ["+", "-"], ["*", "/", "//", "%", "@"]];
const COMPARISONS = ["==", "!=", "<", "<=", ">", ">=", "in", "is"];

/** Everything Python calls an expression. */
export class Expressions extends Atoms {
  protected nested(tokens: readonly Token[]): Atoms {
    return new Expressions(tokens);
  }

  /** `a, *b`: a tuple without parentheses, or a single expression. */
  starExpressions(): Expression {
    const { at } = this;
    const first = this.starExpression();
    if (!this.is(",")) {
      if (first.kind === "Starred") this.fail("can't use starred expression here", at);
      return first;
    }
    const elements = [first];
    while (this.accept(",")) {
      if (!this.startsExpression()) break;
      elements.push(this.starExpression());
    }
    return { kind: "Tuple", elements, parenthesized: false, at };
  }

  private starExpression(): Expression {
    const { at } = this;
    return this.accept("*") ? { kind: "Starred", value: this.bitwiseOr(), at } : this.expression();
  }

  protected startsExpression(): boolean {
    const { kind, text } = this.token;
    if (kind === "string" || kind === "number") return true;
    if (kind === "operator") return ["(", "[", "{", "-", "+", "~", "*", "..."].includes(text);
    return this.isName() || this.is("not", "lambda", "await", "True", "False", "None", "yield");
  }

  yieldExpression(): Expression {
    const { at } = this;
    this.expect("yield");
    if (this.accept("from")) return { kind: "YieldFrom", value: this.expression(), at };
    return { kind: "Yield", value: this.startsExpression() ? this.starExpressions() : null, at };
  }

  namedExpression(): Expression {
    const { at } = this;
    if (this.isName() && this.ahead(1).text === ":=") {
      const id = this.name();
      this.index++;
      return {
        kind: "NamedExpr",
        target: { kind: "Name", id, context: "store", at },
        value: this.expression(),
        at,
      };
    }
    return this.expression();
  }

  expression(): Expression {
    const { at } = this;
    if (this.is("lambda")) return this.lambda();
    const body = this.disjunction();
    if (!this.accept("if")) return body;
    const test = this.disjunction();
    this.expect("else");
    return { kind: "IfExp", test, body, orelse: this.expression(), at };
  }

  disjunction(): Expression {
    return this.joined("or", () => this.joined("and", () => this.inversion()));
  }

  private joined(operator: string, operand: () => Expression): Expression {
    const { at } = this;
    const first = operand();
    if (!this.is(operator)) return first;
    const operands = [first];
    while (this.accept(operator)) operands.push(operand());
    return { kind: "Operation", operators: operands.slice(1).map(() => operator), operands, at };
  }

  private inversion(): Expression {
    const { at } = this;
    if (!this.accept("not")) return this.comparison();
    return { kind: "Operation", operators: ["not"], operands: [this.inversion()], at };
  }

  private comparison(): Expression {
    const { at } = this;
    const operands = [this.bitwiseOr()];
    const operators: string[] = [];
    while (this.is(...COMPARISONS) || (this.is("not") && this.ahead(1).text === "in")) {
      const operator = this.take().text;
      if (operator === "not") this.index++;
      const negated = operator === "is" && this.accept("not");
      operators.push(operator === "not" ? "not in" : negated ? "is not" : operator);
      operands.push(this.bitwiseOr());
    }
    const [only] = operands;
    return operators.length === 0 && only !== undefined
      ? only
      : { kind: "Operation", operators, operands, at };
  }

  bitwiseOr(): Expression {
    return this.binary(0);
  }

  private binary(level: number): Expression {
    const operators = BINARY[level];
    if (operators === undefined) return this.unary();
    const { at } = this;
    let left = this.binary(level + 1);
    while (this.is(...operators)) {
      const operator = this.take().text;
      left = { kind: "Operation", operators: [operator], operands: [left, this.binary(level + 1)], at };
    }
    return left;
  }

  private unary(): Expression {
    const { at } = this;
    if (this.is("-", "+", "~")) {
      return { kind: "Operation", operators: [this.take().text], operands: [this.unary()], at };
    }
    const base = this.awaited();
    if (!this.accept("**")) return base;
    return { kind: "Operation", operators: ["**"], operands: [base, this.unary()], at };
  }

  private awaited(): Expression {
    const { at } = this;
    return this.accept("await") ? { kind: "Await", value: this.primary(), at } : this.primary();
  }

  protected primary(): Expression {
    let value = this.atom();
    while (true) {
      if (this.accept(".")) value = { kind: "Attribute", value, name: this.name(), at: value.at };
      else if (this.accept("(")) value = this.call(value);
      else if (this.accept("[")) value = this.subscript(value);
      else return value;
    }
  }

  private lambda(): Expression {
    const { at } = this;
    this.expect("lambda");
    const parameters = this.parameters(":", false);
    this.expect(":");
    return { kind: "Lambda", parameters, body: this.expression(), at };
  }

  /** Parameters up to `close`, which is not taken. */
  protected parameters(close: string, annotated: boolean): Parameters {
    const found: Parameters = {
      positionalOnly: [],
      plain: [],
      rest: null,
      keywordOnly: [],
      keywords: null,
      defaults: [],
      keywordDefaults: [],
    };
    let starSeen = false;
    let slashSeen = false;
    while (!this.is(close)) {
      if (found.keywords !== null) this.fail("arguments cannot follow var-keyword argument");
      if (this.accept("/")) {
        if (slashSeen || starSeen || found.plain.length === 0) this.fail("invalid syntax");
        slashSeen = true;
        found.positionalOnly = found.plain.splice(0);
      } else if (this.accept("**")) found.keywords = this.parameter(annotated);
      else if (this.accept("*")) {
        if (starSeen) this.fail("* argument may appear only once");
        starSeen = true;
        if (!this.is(",", close)) found.rest = this.parameter(annotated, true);
        else if (!this.isName(1) || this.is(close)) this.fail("named arguments must follow bare *");
      } else this.addParameter(found, starSeen, annotated);
      if (!this.is(close)) this.expect(",");
    }
    return found;
  }

  private addParameter(found: Parameters, keywordOnly: boolean, annotated: boolean): void {
    const parameter = this.parameter(annotated);
    const fallback = this.accept("=") ? this.expression() : null;
    if (keywordOnly) {
      found.keywordOnly.push(parameter);
      found.keywordDefaults.push(fallback);
      return;
    }
    found.plain.push(parameter);
    if (fallback !== null) found.defaults.push(fallback);
    else if (found.defaults.length > 0) {
      this.fail("parameter without a default follows parameter with a default", parameter.at);
    }
  }

  private parameter(annotated: boolean, isRest = false): Argument {
    const { at } = this;
    const name = this.name();
    if (!annotated || !this.accept(":")) return { name, at, annotation: null };
    const start = this.at;
    if (isRest && this.accept("*")) {
      return { name, at, annotation: { kind: "Starred", value: this.bitwiseOr(), at: start } };
    }
    return { name, at, annotation: this.expression() };
  }
}
