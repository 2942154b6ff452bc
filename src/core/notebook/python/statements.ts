import { Patterns } from "./patterns.ts";
import type { Alias, Expression, Name, Statement, TypeParameter } from "./syntax.ts";
import { asTarget } from "./targets.ts";

const AUGMENTED = ["+=", "-=", "*=", "/=", "//=", "%=", "@=", "&=", "|=", "^=", ">>=", "<<=", "**="];

/** Statements that fit on one line. */
export class Statements extends Patterns {
  /** `a; b` and the line's end. */
  protected simpleLine(): Statement[] {
    const statements = [this.simple()];
    while (this.accept(";")) {
      if (this.isKind("newline")) break;
      statements.push(this.simple());
    }
    if (!this.isKind("newline")) this.fail("invalid syntax");
    this.index++;
    return statements;
  }

  private simple(): Statement {
    return this.simpleKeyword() ?? this.typeAlias() ?? this.assignment();
  }

  private simpleKeyword(): Statement | undefined {
    const { at } = this;
    if (this.accept("pass")) return { kind: "Pass", at };
    if (this.accept("break")) return { kind: "Break", at };
    if (this.accept("continue")) return { kind: "Continue", at };
    if (this.accept("return")) {
      return { kind: "Return", values: this.startsExpression() ? [this.valueExpressions()] : [], at };
    }
    if (this.accept("del")) return this.deletion(at);
    if (this.accept("raise")) return this.raise(at);
    if (this.accept("assert")) {
      const test = this.expression();
      return { kind: "Assert", values: this.accept(",") ? [test, this.expression()] : [test], at };
    }
    if (this.accept("global")) return { kind: "Global", names: this.names(), at };
    if (this.accept("nonlocal")) return { kind: "Nonlocal", names: this.names(), at };
    if (this.accept("import")) return this.importModules(at);
    if (this.accept("from")) return this.importFrom(at);
    return undefined;
  }

  private valueExpressions(): Expression {
    return this.is("yield") ? this.yieldExpression() : this.starExpressions();
  }

  private deletion(at: number): Statement {
    const values: Expression[] = [];
    do {
      if (values.length > 0 && this.is(";")) break;
      if (values.length > 0 && this.isKind("newline")) break;
      values.push(asTarget(this.bitwiseOr(), "delete"));
    } while (this.accept(","));
    return { kind: "Delete", values, at };
  }

  private raise(at: number): Statement {
    if (!this.startsExpression() && !this.is("lambda")) return { kind: "Raise", values: [], at };
    const raised = this.expression();
    return { kind: "Raise", values: this.accept("from") ? [raised, this.expression()] : [raised], at };
  }

  private names(): string[] {
    const names = [this.name()];
    while (this.accept(",")) names.push(this.name());
    return names;
  }

  private dottedName(): string {
    const parts = [this.name()];
    while (this.accept(".")) parts.push(this.name());
    return parts.join(".");
  }

  private alias(name: () => string): Alias {
    const imported = name();
    return { name: imported, asName: this.accept("as") ? this.name() : null };
  }

  private importModules(at: number): Statement {
    const names = [this.alias(() => this.dottedName())];
    while (this.accept(",")) names.push(this.alias(() => this.dottedName()));
    return { kind: "Import", names, at };
  }

  private importFrom(at: number): Statement {
    let level = 0;
    while (this.is(".", "...")) level += this.take().text.length;
    const module = level > 0 && this.is("import") ? "" : this.dottedName();
    this.expect("import");
    if (this.accept("*"))
      return { kind: "ImportFrom", module, level, names: [{ name: "*", asName: null }], at };
    const bracketed = this.accept("(");
    const names = [this.alias(() => this.name())];
    while (this.accept(",")) {
      if (bracketed && this.is(")")) break;
      names.push(this.alias(() => this.name()));
    }
    if (bracketed) this.expect(")");
    return { kind: "ImportFrom", module, level, names, at };
  }

  private typeAlias(): Statement | undefined {
    const { at } = this;
    if (this.token.text !== "type" || !this.isName(1) || !["=", "["].includes(this.ahead(2).text))
      return undefined;
    this.index++;
    const name: Name = { kind: "Name", at: this.at, id: this.name(), context: "store" };
    const typeParameters = this.typeParameters();
    this.expect("=");
    return { kind: "TypeAlias", name, typeParameters, value: this.expression(), at };
  }

  protected typeParameters(): TypeParameter[] {
    if (!this.accept("[")) return [];
    const found: TypeParameter[] = [];
    do {
      if (found.length > 0 && this.is("]")) break;
      found.push(this.typeParameter());
    } while (this.accept(","));
    this.expect("]");
    return found;
  }

  private typeParameter(): TypeParameter {
    const kind = this.accept("**") ? "ParamSpec" : this.accept("*") ? "TypeVarTuple" : "TypeVar";
    const name = this.name();
    const bound = kind === "TypeVar" && this.accept(":") ? this.expression() : null;
    const fallback = this.accept("=") ? (kind === "TypeVarTuple" ? this.starred() : this.expression()) : null;
    return { kind, name, bound, fallback };
  }

  private assignment(): Statement {
    const { at } = this;
    const first = this.valueExpressions();
    if (this.accept(":")) return this.annotated(first, at);
    if (this.is(...AUGMENTED)) {
      if (!["Name", "Attribute", "Subscript"].includes(first.kind)) {
        this.fail("expression is an illegal target for augmented assignment", at);
      }
      this.index++;
      return { kind: "AugAssign", target: asTarget(first, "store"), value: this.valueExpressions(), at };
    }
    if (!this.is("=")) return { kind: "Expr", value: first, at };
    const values = [first];
    while (this.accept("=")) values.push(this.valueExpressions());
    const value = values.pop() ?? first;
    return { kind: "Assign", targets: values.map((target) => asTarget(target, "store")), value, at };
  }

  private annotated(target: Expression, at: number): Statement {
    if (!["Name", "Attribute", "Subscript"].includes(target.kind)) {
      this.fail("only single target can be annotated", at);
    }
    const annotation = this.expression();
    const value = this.accept("=") ? this.valueExpressions() : null;
    return { kind: "AnnAssign", target: asTarget(target, "store"), annotation, value, at };
  }
}
