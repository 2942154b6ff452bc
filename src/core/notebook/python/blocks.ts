/** The scopes of marimo's ScopedVisitor (marimo/_ast/visitor.py) and what it notes about names in them. */

/** How a type annotation stands in the source, and what it refers to. */
export interface Annotation {
  text: string;
  refs: ReadonlySet<string>;
}

export interface Definition {
  kind: "function" | "class" | "import" | "variable";
  /** Names that the definition needs when it runs; shared with the visitor while that goes on. */
  required: Set<string>;
  /** Of a function or class: names that it needs already when it is defined. */
  unbounded: Set<string>;
  annotation: Annotation | null;
  /** Of an import: what it imports. */
  imported: string;
}

export interface Block {
  defs: Set<string>;
  globals: Set<string>;
  definitions: Map<string, Definition[]>;
  isComprehension: boolean;
}

/** A name that is used but not defined where it is used. */
export interface Reference {
  block: Block;
  parents: readonly Block[];
}

export function newBlock(isComprehension: boolean): Block {
  return { defs: new Set(), globals: new Set(), definitions: new Map(), isComprehension };
}

export function definition(kind: Definition["kind"], parts: Partial<Definition> = {}): Definition {
  return { kind, required: new Set(), unbounded: new Set(), annotation: null, imported: "", ...parts };
}

/** Blocks are equal by value in marimo (a dataclass), which shows: two empty functions count as the same block. */
export function sameBlock(left: Block, right: Block): boolean {
  if (left === right) return true;
  if (left.isComprehension !== right.isComprehension) return false;
  if (!sameSet(left.defs, right.defs) || !sameSet(left.globals, right.globals)) return false;
  if (left.definitions.size !== right.definitions.size) return false;
  return [...left.definitions].every(([name, own]) => {
    const others = right.definitions.get(name) ?? [];
    return own.length === others.length && own.every((one, index) => sameDefinition(one, others[index]));
  });
}

function sameDefinition(left: Definition, right: Definition | undefined): boolean {
  if (left === right) return true;
  if (right === undefined || left.kind !== right.kind || left.imported !== right.imported) return false;
  if (left.annotation?.text !== right.annotation?.text) return false;
  return sameSet(left.required, right.required) && sameSet(left.unbounded, right.unbounded);
}

function sameSet(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  return left.size === right.size && [...left].every((value) => right.has(value));
}

/** Names that start with one underscore are a cell's own. */
export function isLocal(name: string): boolean {
  return name === "__" || (name.startsWith("_") && !name.startsWith("__"));
}
