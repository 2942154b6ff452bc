import { Statements } from "./statements.ts";
import type { Expression, Handler, MatchCase, Module, Statement } from "./syntax.ts";
import { asTarget } from "./targets.ts";

/** Statements that hold others, and the whole module. */
export class Compound extends Statements {
  module(): Module {
    const body: Statement[] = [];
    while (!this.isKind("end")) body.push(...this.statement());
    return { body };
  }

  private statement(): Statement[] {
    if (this.isKind("indent")) this.fail("unexpected indent");
    const compound = this.compound();
    return compound === undefined ? this.simpleLine() : [compound];
  }

  private compound(): Statement | undefined {
    const { at } = this;
    if (this.accept("if")) return this.conditional("If", at);
    if (this.accept("while")) return this.conditional("While", at);
    if (this.accept("try")) return this.tryStatement(at);
    if (this.is("@")) return this.decorated();
    if (this.is("async")) return this.asynchronous();
    return this.scoped(false, at) ?? this.match();
  }

  private asynchronous(): Statement {
    const { at } = this;
    this.index++;
    return this.scoped(true, at) ?? this.fail("invalid syntax");
  }

  private scoped(isAsync: boolean, at: number): Statement | undefined {
    if (this.accept("for")) return this.loop(isAsync, at);
    if (this.accept("with")) return this.withStatement(isAsync, at);
    if (this.is("def")) return this.definition(isAsync, [], at);
    return this.is("class") && !isAsync ? this.classDefinition([], at) : undefined;
  }

  private block(): Statement[] {
    this.expect(":");
    if (!this.isKind("newline")) return this.simpleLine();
    this.index++;
    if (!this.isKind("indent")) this.fail("expected an indented block");
    this.index++;
    const body: Statement[] = [];
    while (!this.isKind("dedent") && !this.isKind("end")) body.push(...this.statement());
    this.index++;
    return body;
  }

  private conditional(kind: "If" | "While", at: number): Statement {
    const test = this.namedExpression();
    const body = this.block();
    const other = this.at;
    if (kind === "If" && this.accept("elif")) {
      return { kind, test, body, orelse: [this.conditional("If", other)], at };
    }
    return { kind, test, body, orelse: this.otherwise(), at };
  }

  private otherwise(): Statement[] {
    return this.accept("else") ? this.block() : [];
  }

  private loop(isAsync: boolean, at: number): Statement {
    const target = this.targetList();
    this.expect("in");
    const iterable = this.starExpressions();
    const body = this.block();
    return { kind: "For", isAsync, target, iterable, body, orelse: this.otherwise(), at };
  }

  private withStatement(isAsync: boolean, at: number): Statement {
    const items = this.attempt(() => this.bracketedItems()) ?? this.withItems(":");
    return { kind: "With", isAsync, items, body: this.block(), at };
  }

  private bracketedItems(): { context: Expression; target: Expression | null }[] {
    this.expect("(");
    const items = this.withItems(")");
    this.expect(")");
    if (!this.is(":")) this.fail("invalid syntax");
    return items;
  }

  private withItems(close: string): { context: Expression; target: Expression | null }[] {
    const items: { context: Expression; target: Expression | null }[] = [];
    do {
      if (items.length > 0 && close === ")" && this.is(close)) break;
      const context = this.expression();
      const target = this.accept("as") ? asTarget(this.bitwiseOr(), "store") : null;
      items.push({ context, target });
    } while (this.accept(","));
    return items;
  }

  private tryStatement(at: number): Statement {
    const body = this.block();
    const handlers: Handler[] = [];
    while (this.is("except")) handlers.push(this.handler(handlers));
    const orelse = handlers.length > 0 ? this.otherwise() : [];
    const final = this.accept("finally") ? this.block() : [];
    if (handlers.length === 0 && final.length === 0) this.fail("expected 'except' or 'finally' block");
    return { kind: "Try", body, handlers, orelse, final, at };
  }

  private handler(before: readonly Handler[]): Handler {
    if (before.at(-1)?.type === null) this.fail("default 'except:' must be last");
    this.expect("except");
    const group = this.accept("*");
    if (this.is(":") && !group) return { type: null, name: null, body: this.block() };
    const { at } = this;
    const types = [this.expression()];
    // Python 3.14 (PEP 758): several types need no parentheses when there is no name.
    while (this.accept(",")) types.push(this.expression());
    const [only] = types;
    const single = types.length === 1 && only !== undefined;
    const type: Expression = single ? only : { kind: "Tuple", elements: types, parenthesized: false, at };
    if (!single && this.is("as")) this.fail("multiple exception types must be parenthesized when using 'as'");
    const name = this.accept("as") ? this.name() : null;
    return { type, name, body: this.block() };
  }

  private decorated(): Statement {
    const { at } = this;
    const decorators: Expression[] = [];
    while (this.accept("@")) {
      decorators.push(this.namedExpression());
      if (!this.isKind("newline")) this.fail("invalid syntax");
      this.index++;
    }
    const isAsync = this.accept("async");
    if (this.is("def")) return this.definition(isAsync, decorators, at);
    return this.is("class") && !isAsync ? this.classDefinition(decorators, at) : this.fail("invalid syntax");
  }

  private definition(isAsync: boolean, decorators: readonly Expression[], at: number): Statement {
    this.expect("def");
    const name = this.name();
    const typeParameters = this.typeParameters();
    this.expect("(");
    const parameters = this.parameters(")", true);
    this.expect(")");
    const returns = this.accept("->") ? this.starExpressions() : null;
    const body = this.block();
    return { kind: "Function", name, isAsync, typeParameters, parameters, body, decorators, returns, at };
  }

  private classDefinition(decorators: readonly Expression[], at: number): Statement {
    this.expect("class");
    const name = this.name();
    const typeParameters = this.typeParameters();
    const { args: bases, keywords } = this.accept("(") ? this.callArguments() : { args: [], keywords: [] };
    return { kind: "Class", name, typeParameters, bases, keywords, body: this.block(), decorators, at };
  }

  /** `match` is a keyword only where a subject and a block of cases follow it. */
  private match(): Statement | undefined {
    if (!this.isSoftKeyword("match")) return undefined;
    const { at } = this;
    const subject = this.attempt(() => this.matchHead());
    if (subject === undefined) return undefined;
    const cases: MatchCase[] = [];
    while (this.isSoftKeyword("case")) cases.push(this.matchCase());
    if (!this.isKind("dedent") && !this.isKind("end")) this.fail("invalid syntax");
    this.index++;
    return { kind: "Match", subject, cases, at };
  }

  private matchHead(): Expression {
    this.index++;
    const { at } = this;
    const first = this.is("*") ? this.starExpressions() : this.namedExpression();
    const elements = [first];
    while (this.accept(",")) if (!this.is(":")) elements.push(this.starred());
    this.expect(":");
    if (!this.isKind("newline") || this.ahead(1).kind !== "indent" || this.ahead(2).text !== "case") {
      this.fail("invalid syntax");
    }
    this.index += 2;
    return elements.length > 1 ? { kind: "Tuple", elements, parenthesized: false, at } : first;
  }

  private matchCase(): MatchCase {
    const { at } = this;
    this.index++;
    const pattern = this.openPattern();
    const guard = this.accept("if") ? this.namedExpression() : null;
    return { at, pattern, guard, body: this.block() };
  }
}
