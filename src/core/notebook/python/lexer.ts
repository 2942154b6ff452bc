/**
 * Python 3.14's tokens. Not Lezer's: its grammar rejects Python that notebooks use (`1.`, parenthesised `with`,
 * tuple targets, t-strings), and a cell that wrongly counts as broken would be printed as unparsable.
 */
import { type Field, scanLiteral } from "./strings.ts";

export type TokenKind =
  | "name"
  | "number"
  | "string"
  | "operator"
  | "comment"
  | "newline"
  | "indent"
  | "dedent"
  | "end";

export interface Token {
  kind: TokenKind;
  from: number;
  to: number;
  text: string;
  /** Of an f-string or t-string; undefined for everything else. */
  fields?: readonly Field[];
}

/** Where and why text stops being Python. */
export interface Trouble {
  message: string;
  at: number;
  /** The text ended inside a bracket or a literal: more text might have closed it. */
  open?: boolean;
  /** Lines do not line up. */
  indentation?: boolean;
}

export interface Tokens {
  tokens: readonly Token[];
  /** The first thing that is no token; `tokens` then end before it. */
  trouble: Trouble | null;
}

const SPACE = /(?:[ \t\f]|\\(?:\r\n|\r|\n))+/y;
const BREAK = /\r\n|\r|\n/y;
const COMMENT = /#[^\r\n]*/y;
const NAME = /[\p{XID_Start}_][\p{XID_Continue}]*/uy;
const DIGITS = "[0-9](?:_?[0-9])*";
const EXPONENT = `[eE][+-]?${DIGITS}`;
const NUMBER = new RegExp(
  `0[xX](?:_?[0-9a-fA-F])+|0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|` +
    `(?:${DIGITS}\\.(?:${DIGITS})?|\\.${DIGITS})(?:${EXPONENT})?[jJ]?|${DIGITS}${EXPONENT}[jJ]?|${DIGITS}[jJ]?`,
  "y",
);
const OPERATOR =
  /\*\*=|\/\/=|>>=|<<=|\.\.\.|!=|==|<=|>=|->|:=|\+=|-=|\*=|\/=|%=|@=|&=|\|=|\^=|\*\*|\/\/|<<|>>|[-+*/%@&|^~<>()[\]{},:.;=]/y;
const AFTER_NUMBER = /(?:and|else|for|if|in|is|not|or)(?![\p{XID_Continue}])/uy;

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}

/** Tokens of a text, comments included; blank lines and line continuations give none. */
export function tokenize(text: string): Tokens {
  return new Lexer(text).run();
}

class Lexer {
  readonly #text: string;
  readonly #tokens: Token[] = [];
  readonly #indents: { column: number; alternative: number }[] = [{ column: 0, alternative: 0 }];
  readonly #open: { text: string; at: number }[] = [];
  #at = 0;
  #lineStart = true;

  constructor(text: string) {
    this.#text = text;
  }

  run(): Tokens {
    while (this.#at < this.#text.length) {
      const trouble = this.#step();
      if (trouble !== null) return { tokens: this.#tokens, trouble };
    }
    const open = this.#open.at(-1);
    if (open !== undefined) {
      return {
        tokens: this.#tokens,
        trouble: { message: `'${open.text}' was never closed`, at: open.at, open: true },
      };
    }
    if (!this.#lineStart) this.#push("newline", "");
    for (let level = this.#indents.length; level > 1; level--) this.#push("dedent", "");
    this.#push("end", "");
    return { tokens: this.#tokens, trouble: null };
  }

  #push(kind: TokenKind, text: string, fields?: readonly Field[]): void {
    const from = this.#at;
    this.#at += text.length;
    this.#tokens.push(
      fields === undefined ? { kind, from, to: this.#at, text } : { kind, from, to: this.#at, text, fields },
    );
  }

  #step(): Trouble | null {
    if (this.#lineStart && this.#open.length === 0) {
      const trouble = this.#startLine();
      if (trouble !== null || this.#lineStart) return trouble;
    }
    this.#at += match(SPACE, this.#text, this.#at).length;
    if (this.#at >= this.#text.length) return this.#atEnd();
    const lineBreak = match(BREAK, this.#text, this.#at);
    if (lineBreak !== "") {
      if (this.#open.length > 0) this.#at += lineBreak.length;
      else {
        this.#push("newline", lineBreak);
        this.#lineStart = true;
      }
      return null;
    }
    const comment = match(COMMENT, this.#text, this.#at);
    if (comment !== "") {
      this.#push("comment", comment);
      return null;
    }
    return this.#word();
  }

  #atEnd(): Trouble | null {
    const endsInContinuation = /\\(?:\r\n|\r|\n)[ \t\f]*$/.test(this.#text);
    return endsInContinuation
      ? { message: "unexpected end of file after line continuation", at: this.#at }
      : null;
  }

  #word(): Trouble | null {
    const literal = scanLiteral(this.#text, this.#at);
    if (literal !== undefined) {
      if ("broken" in literal) return { message: literal.broken, at: literal.at, open: literal.open };
      const formatted = /[ft]/i.test(literal.prefix);
      this.#push("string", this.#text.slice(this.#at, literal.to), formatted ? literal.fields : undefined);
      return null;
    }
    const name = match(NAME, this.#text, this.#at);
    if (name !== "") {
      this.#push("name", name);
      return null;
    }
    const number = match(NUMBER, this.#text, this.#at);
    if (number !== "") return this.#number(number);
    const operator = match(OPERATOR, this.#text, this.#at);
    if (operator === "") return { message: "invalid syntax", at: this.#at };
    return this.#operator(operator);
  }

  #number(number: string): Trouble | null {
    const at = this.#at;
    this.#push("number", number);
    if (/^0[0-9_]*[1-9][0-9_]*$/.test(number)) {
      return { message: "leading zeros in decimal integer literals are not permitted", at };
    }
    const glued = match(NAME, this.#text, this.#at) !== "" || /[0-9_]/.test(this.#text.charAt(this.#at));
    return glued && match(AFTER_NUMBER, this.#text, this.#at) === ""
      ? { message: "invalid number literal", at }
      : null;
  }

  #operator(operator: string): Trouble | null {
    if ("([{".includes(operator)) this.#open.push({ text: operator, at: this.#at });
    else if (")]}".includes(operator)) {
      const open = this.#open.pop()?.text ?? "";
      if (!["()", "[]", "{}"].includes(open + operator))
        return { message: `unmatched '${operator}'`, at: this.#at };
    }
    this.#push("operator", operator);
    return null;
  }

  /** Indentation of a line; leaves `#lineStart` set when the line is blank or only a comment. */
  #startLine(): Trouble | null {
    let column = 0;
    let alternative = 0;
    let at = this.#at;
    for (; " \t\f".includes(this.#text.charAt(at)) && at < this.#text.length; at++) {
      const char = this.#text.charAt(at);
      column = char === "\f" ? 0 : char === "\t" ? (Math.floor(column / 8) + 1) * 8 : column + 1;
      alternative = char === "\f" ? 0 : alternative + 1;
    }
    const comment = match(COMMENT, this.#text, at);
    const lineBreak = match(BREAK, this.#text, at + comment.length);
    if (comment !== "" || lineBreak !== "" || at >= this.#text.length) {
      this.#at = at;
      if (comment !== "") this.#push("comment", comment);
      this.#at += lineBreak.length;
      return null;
    }
    this.#at = at;
    this.#lineStart = false;
    return this.#indentTo(column, alternative);
  }

  #indentTo(column: number, alternative: number): Trouble | null {
    const inconsistent = { message: "inconsistent use of tabs and spaces", at: this.#at, indentation: true };
    const current = this.#indents.at(-1) ?? { column: 0, alternative: 0 };
    if (column === current.column) return alternative === current.alternative ? null : inconsistent;
    if (column > current.column) {
      if (alternative <= current.alternative) return inconsistent;
      this.#indents.push({ column, alternative });
      this.#push("indent", "");
      return null;
    }
    while ((this.#indents.at(-1)?.column ?? 0) > column) {
      this.#indents.pop();
      this.#push("dedent", "");
    }
    const outer = this.#indents.at(-1);
    if (outer?.column !== column) {
      return {
        message: "unindent does not match any outer indentation level",
        at: this.#at,
        indentation: true,
      };
    }
    return outer.alternative === alternative ? null : inconsistent;
  }
}
