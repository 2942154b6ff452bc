import { Expressions } from "./expressions.ts";
import type { Expression, Pattern } from "./syntax.ts";

/** Patterns of `match` statements. */
export class Patterns extends Expressions {
  /** `case a, *b` without brackets is a sequence. */
  protected openPattern(): Pattern {
    const first = this.starPattern();
    if (!this.is(",")) {
      if (first.kind === "MatchStar") this.fail("invalid syntax");
      return first;
    }
    const patterns = [first];
    while (this.accept(",")) {
      if (this.is("if", ":")) break;
      patterns.push(this.starPattern());
    }
    return { kind: "MatchSequence", patterns };
  }

  private starPattern(): Pattern {
    if (!this.accept("*")) return this.asPattern();
    const name = this.name();
    return { kind: "MatchStar", name: name === "_" ? null : name };
  }

  private asPattern(): Pattern {
    const patterns = [this.closedPattern()];
    while (this.accept("|")) patterns.push(this.closedPattern());
    const [only] = patterns;
    const pattern: Pattern =
      patterns.length === 1 && only !== undefined ? only : { kind: "MatchOr", patterns };
    if (!this.accept("as")) return pattern;
    const { at } = this;
    const name = this.name();
    if (name === "_") this.fail("cannot use '_' as a target", at);
    return { kind: "MatchAs", name, pattern };
  }

  private closedPattern(): Pattern {
    if (this.accept("(")) return this.groupOrSequence();
    if (this.accept("[")) {
      return { kind: "MatchSequence", patterns: this.patternItems("]") };
    }
    if (this.accept("{")) return this.mapping();
    if (this.isKind("string") || this.isKind("number") || this.is("-", "True", "False", "None")) {
      return { kind: "MatchValue", value: this.literal() };
    }
    if (this.isName() && ![".", "("].includes(this.ahead(1).text)) {
      const name = this.name();
      return { kind: "MatchAs", name: name === "_" ? null : name, pattern: null };
    }
    const value = this.dotted();
    return this.accept("(") ? this.classPattern(value) : { kind: "MatchValue", value };
  }

  private literal(): Expression {
    const { at } = this;
    const signed = (): Expression => {
      const start = this.at;
      if (!this.accept("-")) return this.atom();
      return { kind: "Operation", operators: ["-"], operands: [this.atom()], at: start };
    };
    const left = signed();
    if (!this.is("+", "-")) return left;
    return { kind: "Operation", operators: [this.take().text], operands: [left, this.atom()], at };
  }

  private dotted(): Expression {
    const { at } = this;
    let value: Expression = { kind: "Name", id: this.name(), context: "load", at };
    while (this.accept(".")) value = { kind: "Attribute", value, name: this.name(), at };
    return value;
  }

  private patternItems(close: string): Pattern[] {
    const patterns: Pattern[] = [];
    while (!this.is(close)) {
      if (patterns.length > 0) this.expect(",");
      if (!this.is(close)) patterns.push(this.starPattern());
    }
    this.expect(close);
    return patterns;
  }

  private groupOrSequence(): Pattern {
    const start = this.index;
    const patterns = this.patternItems(")");
    const [only] = patterns;
    const comma = this.tokens[this.index - 2]?.text === ",";
    if (patterns.length === 1 && only !== undefined && !comma && only.kind !== "MatchStar") return only;
    if (comma && patterns.length === 0) this.fail("invalid syntax", this.tokens[start]?.from);
    return { kind: "MatchSequence", patterns };
  }

  private mapping(): Pattern {
    const keys: Expression[] = [];
    const patterns: Pattern[] = [];
    let rest: string | null = null;
    while (!this.is("}")) {
      if (keys.length > 0 || rest !== null) this.expect(",");
      if (this.is("}")) break;
      if (this.accept("**")) {
        rest = this.name();
        continue;
      }
      keys.push(this.isName() ? this.dotted() : this.literal());
      this.expect(":");
      patterns.push(this.asPattern());
    }
    this.expect("}");
    return { kind: "MatchMapping", keys, patterns, rest };
  }

  private classPattern(type: Expression): Pattern {
    const patterns: Pattern[] = [];
    const keywordPatterns: Pattern[] = [];
    while (!this.is(")")) {
      if (patterns.length + keywordPatterns.length > 0) this.expect(",");
      if (this.is(")")) break;
      if (this.isName() && this.ahead(1).text === "=") {
        this.index += 2;
        keywordPatterns.push(this.asPattern());
      } else {
        if (keywordPatterns.length > 0) this.fail("positional patterns follow keyword patterns");
        patterns.push(this.asPattern());
      }
    }
    this.expect(")");
    return { kind: "MatchClass", class: type, patterns, keywordPatterns };
  }
}
