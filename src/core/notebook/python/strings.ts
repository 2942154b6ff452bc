/** Where a Python string literal ends, and the replacement fields of an f-string (PEP 701) or t-string. */

/** `{expression!r:spec}` inside an f-string; offsets count in the text that was scanned. */
export interface Field {
  from: number;
  to: number;
  /** Fields nested in the format specification. */
  inSpec: readonly Field[];
}

export interface Literal {
  from: number;
  to: number;
  prefix: string;
  quote: string;
  fields: readonly Field[];
}

/** A literal that never ends, or a malformed replacement field; `at` says where. */
export interface BrokenLiteral {
  broken: string;
  at: number;
  /** More text might still have closed it. */
  open: boolean;
}

function broken(message: string, at: number, open = false): BrokenLiteral {
  return { broken: message, at, open };
}

const START = /((?:[rR][bB]?|[bB][rR]?|[uU]|[fFtT][rR]?|[rR][fFtT])?)("""|'''|"|')/y;

/** The literal that starts at `from`; undefined when none starts there. */
export function scanLiteral(text: string, from: number): Literal | BrokenLiteral | undefined {
  START.lastIndex = from;
  const start = START.exec(text);
  if (start === null) return undefined;
  const prefix = start[1] ?? "";
  const quote = start[2] ?? '"';
  const formatted = /[ft]/i.test(prefix);
  const fields: Field[] = [];
  let at = START.lastIndex;
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === "\\") {
      // A raw literal keeps the backslash, but it still guards the quote after it; \N{…} is no field.
      const named = formatted && !/r/i.test(prefix) && text.startsWith("\\N{", at);
      const close = named ? text.indexOf("}", at) : -1;
      at = close > 0 ? close + 1 : at + escapeLength(text, at, formatted);
    } else if (text.startsWith(quote, at)) {
      return { from, to: at + quote.length, prefix, quote, fields };
    } else if (quote.length === 1 && (char === "\n" || char === "\r")) {
      return broken("unterminated string literal", from);
    } else if (formatted && (char === "{" || char === "}")) {
      if (text.charAt(at + 1) === char) at += 2;
      else if (char === "}") return broken("f-string: single '}' is not allowed", at);
      else {
        const field = scanField(text, at);
        if ("broken" in field) return field;
        fields.push(field.field);
        at = field.end;
      }
    } else at++;
  }
  return broken("unterminated string literal", from, quote.length > 1);
}

function escapeLength(text: string, at: number, formatted: boolean): number {
  if (text.startsWith("\\\r\n", at)) return 3;
  // In an f-string "\{" is a backslash and then a field.
  return formatted && /[{}]/.test(text.charAt(at + 1)) ? 1 : 2;
}

interface ScannedField {
  field: Field;
  end: number;
}

const WORD = /[\p{ID_Start}_][\p{ID_Continue}]*/uy;
const OPENERS: Record<string, string> = { "(": ")", "[": "]", "{": "}" };

function scanField(text: string, open: number): ScannedField | BrokenLiteral {
  const closers: string[] = [];
  let at = open + 1;
  while (at < text.length) {
    const char = text.charAt(at);
    // The quote of the f-string itself may be used again inside a field (PEP 701).
    const literal = scanLiteral(text, at);
    if (literal !== undefined) {
      if ("broken" in literal) return literal;
      at = literal.to;
      continue;
    }
    const closer = OPENERS[char];
    if (closer !== undefined) closers.push(closer);
    else if (closers.length > 0) {
      if (")]}".includes(char) && closers.pop() !== char) return broken(`unmatched '${char}'`, at);
    } else if (char === "}" || char === ":" || (char === "!" && text.charAt(at + 1) !== "=")) {
      return finishField(text, open + 1, at);
    } else if (char === ")" || char === "]") return broken(`unmatched '${char}'`, at);
    at = afterPiece(text, at);
  }
  return broken("f-string: expecting '}'", open, true);
}

/** Past the word, the comment, the comparison or the single character at `at`. */
function afterPiece(text: string, at: number): number {
  if (text.charAt(at) === "#") {
    const end = text.slice(at).search(/[\r\n]/);
    return end < 0 ? text.length : at + end;
  }
  WORD.lastIndex = at;
  if (WORD.test(text)) return WORD.lastIndex;
  return /^[=!<>]=/.test(text.slice(at, at + 2)) ? at + 2 : at + 1;
}

function finishField(text: string, from: number, end: number): ScannedField | BrokenLiteral {
  const source = text.slice(from, end);
  const equals = /(?<![=!<>:])=\s*$/.exec(source);
  const to = equals === null ? end : from + equals.index;
  if (text.slice(from, to).trim() === "")
    return broken("f-string: valid expression required before '}'", from);
  const converted = /^![rsa][ \t]*(?=[:}])/.exec(text.slice(end, end + 80));
  if (converted === null && text.charAt(end) === "!")
    return broken("f-string: invalid conversion character", end);
  let at = end + (converted?.[0].length ?? 0);
  const inSpec: Field[] = [];
  if (text.charAt(at) === ":") {
    const spec = scanSpec(text, at + 1, inSpec);
    if (typeof spec !== "number") return spec;
    at = spec;
  }
  if (text.charAt(at) !== "}") return broken("f-string: expecting '}'", at);
  return { field: { from, to, inSpec }, end: at + 1 };
}

function scanSpec(text: string, from: number, into: Field[]): number | BrokenLiteral {
  let at = from;
  while (at < text.length && text.charAt(at) !== "}") {
    if (text.charAt(at) === "{") {
      const nested = scanField(text, at);
      if ("broken" in nested) return nested;
      into.push(nested.field);
      at = nested.end;
    } else if (text.charAt(at) === "\n")
      return broken("f-string: newlines are not allowed in format specifiers", at);
    else at++;
  }
  return at;
}
