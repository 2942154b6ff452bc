import { SyntaxProblem } from "./cursor.ts";

/** A scope as CPython's symbol table sees it, while a module is checked. */
export interface Scope {
  kind: "module" | "class" | "function" | "lambda" | "comprehension";
  isAsync: boolean;
  inLoop: boolean;
  parameters: ReadonlySet<string>;
  /** Names read or bound so far: a `global` after them is an error. */
  seen: Set<string>;
  parent: Scope | null;
  /** Targets of a comprehension, which `:=` must not rebind. */
  targets: ReadonlySet<string>;
  nonlocals: { name: string; at: number }[];
  bound: Set<string>;
}

export function newScope(kind: Scope["kind"], parent: Scope | null, isAsync = false): Scope {
  return {
    kind,
    isAsync,
    inLoop: false,
    parameters: new Set(),
    seen: new Set(),
    parent,
    targets: new Set(),
    nonlocals: [],
    bound: new Set(),
  };
}

export function fail(message: string, at: number): never {
  throw new SyntaxProblem(message, at);
}

export function bind(name: string, scope: Scope): void {
  scope.seen.add(name);
  scope.bound.add(name);
}
