import type { Token } from "./lexer.ts";

/** Thrown inside the parser only; `parseModule` turns it into a value. */
export class SyntaxProblem extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

const KEYWORDS = new Set(
  (
    "False None True and as assert async await break class continue def del elif else except finally for from " +
    "global if import in is lambda nonlocal not or pass raise return try while with yield"
  ).split(" "),
);

const END: Token = { kind: "end", from: 0, to: 0, text: "" };

/** A place in a list of tokens, and the ways to look at and take what stands there. */
export class Cursor {
  protected readonly tokens: readonly Token[];
  protected index = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens.filter((token) => token.kind !== "comment");
  }

  protected get token(): Token {
    return this.tokens[this.index] ?? END;
  }

  protected get at(): number {
    return this.token.from;
  }

  protected ahead(distance: number): Token {
    return this.tokens[this.index + distance] ?? END;
  }

  /** Whether an operator or a keyword of this text stands here. */
  protected is(...texts: string[]): boolean {
    return isWord(this.token) && texts.includes(this.token.text);
  }

  protected accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.index++;
    return true;
  }

  protected expect(text: string): void {
    if (!this.accept(text)) this.fail(`expected '${text}'`);
  }

  protected isKind(kind: Token["kind"]): boolean {
    return this.token.kind === kind;
  }

  protected take(): Token {
    const token = this.token;
    this.index++;
    return token;
  }

  protected isName(distance = 0): boolean {
    const token = this.ahead(distance);
    return token.kind === "name" && !KEYWORDS.has(token.text);
  }

  protected isSoftKeyword(text: string): boolean {
    return this.token.kind === "name" && this.token.text === text;
  }

  /** An identifier, as Python compares them: NFKC. */
  protected name(): string {
    if (!this.isName()) this.fail("invalid syntax");
    return this.take().text.normalize("NFKC");
  }

  protected fail(message: string, at = this.at): never {
    throw new SyntaxProblem(message, at);
  }

  /** What `parse` gives, or undefined with the place unchanged. */
  protected attempt<T>(parse: () => T): T | undefined {
    const start = this.index;
    try {
      return parse();
    } catch (problem) {
      if (!(problem instanceof SyntaxProblem)) throw problem;
      this.index = start;
      return undefined;
    }
  }
}

function isWord(token: Token): boolean {
  return token.kind === "operator" || token.kind === "name";
}
