/** Environment markers of requirements (PEP 508): `sys_platform != "emscripten" and python_version >= "3.10"`. */
import { satisfies } from "./versions.ts";

/** What Python says of itself in the browser. */
const BROWSER: Readonly<Record<string, string>> = {
  python_version: "3.14",
  python_full_version: "3.14.2",
  implementation_version: "3.14.2",
  os_name: "posix",
  sys_platform: "emscripten",
  platform_system: "Emscripten",
  platform_machine: "wasm32",
  platform_release: "",
  platform_version: "",
  platform_python_implementation: "CPython",
  implementation_name: "cpython",
  extra: "",
};

const TOKEN =
  /\s*(?:(and|or|not\s+in|in)\b|(===|==|!=|<=|>=|~=|<|>|[()])|([A-Za-z_][\w.]*)|"([^"]*)"|'([^']*)')/y;

interface Token {
  readonly kind: "word" | "variable" | "text";
  readonly text: string;
}

/** Whether a requirement with this marker applies in the browser. One that cannot be read applies. */
export function appliesInBrowser(marker: string): boolean {
  const tokens = readTokens(marker);
  if (tokens === undefined) return true;
  const reader = new MarkerReader(tokens);
  return reader.whole() ?? true;
}

function readTokens(marker: string): Token[] | undefined {
  const tokens: Token[] = [];
  const text = marker.trim();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    if (match === null) return undefined;
    const [, keyword, operator, variable, double, single] = match;
    const word = keyword ?? operator;
    if (word !== undefined) tokens.push({ kind: "word", text: word.replace(/\s+/, " ") });
    else if (variable !== undefined) tokens.push({ kind: "variable", text: variable });
    else tokens.push({ kind: "text", text: double ?? single ?? "" });
  }
  return tokens;
}

/** Each method is `undefined` where the marker is none. */
class MarkerReader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): boolean | undefined {
    const value = this.#either();
    return this.#at === this.#tokens.length ? value : undefined;
  }

  #either(): boolean | undefined {
    let value = this.#both();
    while (this.#accept("or")) {
      const next = this.#both();
      value = value === undefined || next === undefined ? undefined : value || next;
    }
    return value;
  }

  #both(): boolean | undefined {
    let value = this.#single();
    while (this.#accept("and")) {
      const next = this.#single();
      value = value === undefined || next === undefined ? undefined : value && next;
    }
    return value;
  }

  #single(): boolean | undefined {
    if (this.#accept("(")) {
      const value = this.#either();
      return this.#accept(")") ? value : undefined;
    }
    const [left, operator, right] = this.#tokens.slice(this.#at, this.#at + 3);
    this.#at += 3;
    if (!left || operator?.kind !== "word" || !right) return undefined;
    return holds(left, operator.text, right);
  }

  #accept(word: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.kind !== "word" || token.text !== word) return false;
    this.#at++;
    return true;
  }
}

function holds(left: Token, operator: string, right: Token): boolean | undefined {
  const [a, b] = [left, right].map((token) => (token.kind === "text" ? token.text : BROWSER[token.text]));
  if (a === undefined || b === undefined) return undefined;
  if (operator === "in") return b.includes(a);
  if (operator === "not in") return !b.includes(a);
  const variable = left.kind === "variable" ? left.text : right.text;
  if (variable.endsWith("_version") && variable !== "platform_version") {
    return left.kind === "variable" ? satisfies(a, operator + b) : satisfies(b, mirrored(operator) + a);
  }
  if (operator === "==" || operator === "===") return a === b;
  if (operator === "!=") return a !== b;
  return undefined;
}

/** `'3.10' <= python_version` is `python_version >= '3.10'`. */
function mirrored(operator: string): string {
  return operator.replace(/^[<>]/, (sign) => (sign === "<" ? ">" : "<"));
}
