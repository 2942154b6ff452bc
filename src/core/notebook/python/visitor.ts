/**
 * marimo's ScopedVisitor (marimo/_ast/visitor.py), followed step by step: the order in which it visits and the
 * oddities that come of it decide what a cell defines and refers to.
 */
import { type Annotation, definition, isLocal, sameBlock } from "./blocks.ts";
import { standardQuotes } from "./quotes.ts";
import { Scopes } from "./scopes.ts";
import type {
  ClassStatement,
  Expression,
  FunctionStatement,
  Name,
  Parameters,
  Pattern,
  Statement,
  TypeParameter,
} from "./syntax.ts";
import { unparse } from "./unparse.ts";
import { isStatement } from "./validity.ts";
import { classArguments, expressionsIn, partsOf } from "./walk.ts";

type Comprehension = Extract<Expression, { generators: unknown }>;

export class ScopedVisitor extends Scopes {
  visitAll(statements: readonly Statement[]): void {
    for (const statement of statements) this.statement(statement);
  }

  private statement(statement: Statement): void {
    switch (statement.kind) {
      case "Function":
        this.function(statement);
        break;
      case "Class":
        this.class(statement);
        break;
      case "Assign":
      case "AugAssign":
        this.collect(() => this.parts(statement));
        break;
      case "AnnAssign":
        this.collect(() => this.annotated(statement));
        break;
      case "Global":
        this.global(statement.names);
        break;
      case "Import":
        this.imports(statement.names, "", 0);
        break;
      case "ImportFrom":
        this.imports(statement.names, `${statement.module}.`, statement.level);
        break;
      case "Try":
        this.try(statement);
        break;
      case "Match":
        this.expression(statement.subject);
        for (const one of statement.cases) {
          this.pattern(one.pattern);
          if (one.guard !== null) this.expression(one.guard);
          this.visitAll(one.body);
        }
        break;
      case "TypeAlias":
        this.name(statement.name);
        this.inBlock(false, () => {
          this.typeParameters(statement.typeParameters);
          this.expression(statement.value);
        });
        break;
      default:
        this.parts(statement);
    }
  }

  private parts(statement: Statement): void {
    for (const part of partsOf(statement)) {
      if (isStatement(part)) this.statement(part);
      else this.expression(part);
    }
  }

  private expressions(expressions: readonly Expression[]): void {
    for (const expression of expressions) this.expression(expression);
  }

  private expression(expression: Expression): void {
    switch (expression.kind) {
      case "Name":
        this.name(expression);
        break;
      case "Lambda":
        // marimo's own sign that there is a callable which may require more when it is called.
        this.needs.add("_lambda");
        this.inBlock(false, () => {
          this.parameters(expression.parameters);
          this.expression(expression.body);
        });
        break;
      case "ListComp":
      case "SetComp":
      case "GeneratorExp":
      case "DictComp":
        this.inBlock(true, () => this.comprehension(expression));
        break;
      case "NamedExpr":
        this.expression(expression.value);
        if (this.block.isComprehension) this.nameOutside(expression.target.id);
        else this.name(expression.target);
        break;
      default:
        this.expressions(expressionsIn(expression));
    }
  }

  private comprehension(comprehension: Comprehension): void {
    for (const { iterable, target, conditions } of comprehension.generators) {
      this.expressions([iterable, target, ...conditions]);
    }
    this.expressions(comprehension.elements);
  }

  /** `:=` in a comprehension binds in the first block around that is none. */
  private nameOutside(id: string): void {
    const block = this.blocks.findLast((one) => !one.isComprehension) ?? this.top;
    this.defineIn(block, this.mangle(id, sameBlock(block, this.top)), definition("variable"));
  }

  private name(name: Name): void {
    if (this.obscured.includes(name.id)) return;
    let { id } = name;
    if (name.context === "store") {
      id = this.mangle(id);
      this.define(id, definition("variable", { required: this.needs }));
    } else if (!this.isDefined(id) && !isLocal(id)) this.refer(id);
    else if (isLocal(id)) id = this.resolveLocal(id);
    if (id !== name.id) this.mangled.set(name, id);
    if (name.context !== "load" || !this.isDefined(id)) return;
    if (!this.blocks.slice(1).some((block) => block.defs.has(id))) this.needs.add(id);
  }

  private try(statement: Statement & { kind: "Try" }): void {
    this.visitAll(statement.body);
    for (const handler of statement.handlers) {
      this.obscured.push(handler.name);
      if (handler.type !== null) this.expression(handler.type);
      this.visitAll(handler.body);
      this.obscured.pop();
    }
    this.visitAll(statement.orelse);
    this.visitAll(statement.final);
  }

  private pattern(pattern: Pattern): void {
    switch (pattern.kind) {
      case "MatchValue":
        this.expression(pattern.value);
        break;
      case "MatchMapping":
        if (pattern.rest !== null) this.capture(pattern.rest);
        this.expressions(pattern.keys);
        for (const one of pattern.patterns) this.pattern(one);
        break;
      case "MatchClass":
        this.expression(pattern.class);
        for (const one of [...pattern.patterns, ...pattern.keywordPatterns]) this.pattern(one);
        break;
      case "MatchSequence":
      case "MatchOr":
        for (const one of pattern.patterns) this.pattern(one);
        break;
      case "MatchStar":
        if (pattern.name !== null) this.capture(pattern.name);
        break;
      case "MatchAs":
        if (pattern.name !== null) this.capture(pattern.name);
        if (pattern.pattern !== null) this.pattern(pattern.pattern);
        break;
      default:
        pattern satisfies never;
    }
  }

  private capture(name: string): void {
    this.define(this.mangle(name), definition("variable"));
  }

  private parameters(parameters: Parameters): void {
    for (const fallback of parameters.keywordDefaults) if (fallback !== null) this.expression(fallback);
    this.expressions(parameters.defaults);
    const { positionalOnly, plain, keywordOnly, rest, keywords } = parameters;
    for (const one of [...positionalOnly, ...plain, ...keywordOnly, rest, keywords]) {
      if (one === null) continue;
      this.define(this.mangle(one.name), definition("variable"));
      if (one.annotation !== null) this.expression(one.annotation);
    }
  }

  private typeParameters(parameters: readonly TypeParameter[]): void {
    for (const { name, bound } of parameters) {
      this.define(name, definition("variable", { required: this.needs }));
      if (bound !== null) this.expression(bound);
    }
  }

  private functionParts(statement: FunctionStatement, body: readonly Statement[]): void {
    this.inBlock(false, () => {
      this.typeParameters(statement.typeParameters);
      this.parameters(statement.parameters);
      this.visitAll(body);
      this.expressions(statement.decorators);
      if (statement.returns !== null) this.expression(statement.returns);
      this.typeParameters(statement.typeParameters);
    });
  }

  private classParts(statement: ClassStatement, body: readonly Statement[]): void {
    this.inBlock(false, () => {
      this.expressions(classArguments(statement));
      this.visitAll(body);
      this.expressions(statement.decorators);
      this.typeParameters(statement.typeParameters);
    });
  }

  private function(statement: FunctionStatement): void {
    const name = this.mangle(statement.name);
    const unbounded = new Set<string>();
    const required = this.collect(() => {
      this.functionParts(statement, []);
      for (const one of this.needs) unbounded.add(one);
      this.functionParts(statement, statement.body);
    });
    this.defineScope(name, "function", statement.typeParameters, required, unbounded);
  }

  private class(statement: ClassStatement): void {
    const name = this.mangle(statement.name);
    const unbounded = new Set<string>();
    const required = this.collect(() => {
      for (const one of this.neededByBody(statement.body)) unbounded.add(one);
      this.classParts(statement, []);
      for (const one of this.needs) unbounded.add(one);
      this.classParts(statement, statement.body);
    });
    this.defineScope(name, "class", statement.typeParameters, required, unbounded);
  }

  private defineScope(
    name: string,
    kind: "function" | "class",
    typeParameters: readonly TypeParameter[],
    required: Set<string>,
    unbounded: Set<string>,
  ): void {
    for (const one of typeParameters) {
      required.delete(one.name);
      unbounded.delete(one.name);
    }
    this.define(name, definition(kind, { required, unbounded }));
  }

  /** A class's body runs when the class is defined, so what it reads is needed then; what its methods read is not. */
  private neededByBody(body: readonly Statement[]): Set<string> {
    const visitor = new ScopedVisitor(this.prefix);
    visitor.visitAll(body);
    const needed = new Set<string>();
    const later = new Set<string>();
    const own = new Set<string>();
    for (const [name, definitions] of visitor.top.definitions) {
      for (const one of definitions) {
        const isScope = one.kind === "function" || one.kind === "class";
        for (const ref of isScope ? one.unbounded : one.required) {
          if (!own.has(ref) && (isScope || ref !== name)) needed.add(ref);
        }
        if (isScope) for (const ref of one.required) later.add(ref);
        own.add(name);
      }
    }
    for (const name of visitor.references.keys()) if (!later.has(name)) needed.add(name);
    return needed;
  }

  private annotated(statement: Statement & { kind: "AnnAssign" }): void {
    if (statement.value !== null) this.expression(statement.value);
    const refs = this.collect(() => this.expression(statement.annotation));
    const { target } = statement;
    const isNew = target.kind === "Name" && this.blocks.length === 1 && !this.top.definitions.has(target.id);
    this.expression(target);
    const [first] = (isNew && this.top.definitions.get(target.id)) || [];
    if (first !== undefined) first.annotation = this.annotation(statement.annotation, refs);
  }

  private annotation(expression: Expression, refs: Set<string>): Annotation {
    const text = unparse(expression, (name) => this.mangled.get(name) ?? name.id);
    return { text: standardQuotes(text.replaceAll("\n", "").trim()), refs };
  }
}
