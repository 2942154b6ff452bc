/**
 * How marimo would write each cell of a notebook: as a cell with which arguments and returns, or as a function or
 * class that other modules can import (marimo/_ast/toplevel.py, TopLevelExtraction).
 */
import { BUILTINS } from "./builtins.ts";
import { type CellNames, cellNames } from "./names.ts";
import { type CellContent, DEFAULT_NAME } from "./notebook.ts";
import type { Annotation } from "./python/blocks.ts";
import { byCodePoint } from "./text.ts";

export type CellForm =
  | { kind: "unparsable"; name: string }
  | { kind: "setup"; names: CellNames }
  | { kind: "definition"; names: CellNames }
  | {
      kind: "cell";
      name: string;
      names: CellNames;
      parameters: readonly string[];
      returns: readonly string[];
    };

/** Keeps what was found out about a code, for the layout before an edit and the one after it. */
export type NamesCache = Map<string, CellNames | null>;

interface Status {
  kind: "cell" | "definition" | "unresolved" | "unparsable";
  /** The definition's name while it is a candidate for one, else the cell's. */
  name: string;
  givenName: string;
  names: CellNames | null;
}

/** The form of every cell, in order. */
export function layOut(cells: readonly CellContent[], cache: NamesCache = new Map()): CellForm[] {
  const setupNames = cells[0]?.kind === "setup" ? namesOf(cells[0].code, "setup", cache) : null;
  const others = setupNames === null ? cells : cells.slice(1);
  const statuses = others.map((cell, index) => newStatus(cell, namesOf(cell.code, String(index), cache)));
  const allowed = new Set(setupNames?.defs);
  classify(statuses, allowed);
  const used = new Set(statuses.flatMap((status) => [...(status.names?.refs ?? [])]));
  const annotations = new Map(statuses.flatMap((status) => [...(status.names?.annotations ?? [])]));
  const forms = statuses.map((status) => toForm(status, allowed, used, annotations));
  return setupNames === null ? forms : [{ kind: "setup", names: setupNames }, ...forms];
}

function namesOf(code: string, id: string, cache: NamesCache): CellNames | null {
  const key = `${id} ${code}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const found = cellNames(code.replaceAll("\u00a0", " "), id);
  const names = "message" in found ? null : found;
  cache.set(key, names);
  return names;
}

function newStatus(cell: CellContent, names: CellNames | null): Status {
  const isDefinition = cell.kind === "function" || cell.kind === "class";
  const name = cell.name === "" || cell.name === "__" ? DEFAULT_NAME : cell.name;
  // A definition that becomes a cell has no name of its own: marimo marks it with a star until then.
  const givenName = isDefinition ? `*${name}` : name;
  return { kind: names === null ? "unparsable" : "cell", name: givenName, givenName, names };
}

type Index = Record<Status["kind"], Map<string, Status>>;

/** Finds the definitions among the statuses; their names, and builtins that nobody shadows, join `allowed`. */
function classify(statuses: readonly Status[], allowed: Set<string>): void {
  const index: Index = {
    cell: new Map(),
    definition: new Map(),
    unresolved: new Map(),
    unparsable: new Map(),
  };
  const none: ReadonlySet<string> = new Set();
  for (const status of statuses) {
    update(status, allowed, none, none, none);
    index[status.kind].set(status.name, status);
  }
  const potential = new Set(statuses.filter(({ kind }) => kind !== "definition").map(({ name }) => name));
  const defs = new Set(statuses.flatMap((status) => [...(status.names?.defs ?? [])]));
  for (const name of BUILTINS) if (!defs.has(name)) allowed.add(name);
  const unresolved = new Set<string>();
  for (const status of statuses) {
    if (status.kind === "cell" || status.kind === "unresolved") {
      index[status.kind].delete(status.name);
      update(status, allowed, unresolved, potential, new Set(index.definition.keys()));
      if (status.kind === "unresolved") unresolved.add(status.name);
      index[status.kind].set(status.name, status);
    }
    if (status.kind === "definition" || status.kind === "unparsable") allowed.add(status.name);
  }
  for (const name of [...index.unresolved.keys()]) resolve(name, index, new Map(), allowed);
  for (const status of index.cell.values()) {
    status.name = status.givenName.startsWith("*") ? DEFAULT_NAME : status.givenName;
  }
}

function update(
  status: Status,
  allowed: ReadonlySet<string>,
  unresolved: ReadonlySet<string>,
  potential: ReadonlySet<string>,
  definitions: ReadonlySet<string>,
): void {
  if (status.names === null) return;
  status.kind = "cell";
  const { topLevel, refs, module } = status.names;
  if (topLevel === null || topLevel.isPrivate) return;
  status.name = topLevel.name;
  if (["app", "__generated_with", "__name__"].includes(topLevel.name)) return;
  const last = module.tokens.findLast(
    (token) => !["newline", "indent", "dedent", "end"].includes(token.kind),
  );
  if (last?.kind === "comment" && startsLine(status.names, last.from)) return;
  const isAllowed = (name: string): boolean =>
    allowed.has(name) || name === topLevel.name || name === "_lambda";
  const early = [...topLevel.unbounded].filter((name) => !isAllowed(name));
  if (early.some((name) => !unresolved.has(name))) return;
  const late = [...refs].filter((name) => !isAllowed(name) && !definitions.has(name));
  if (late.length === 0) status.kind = "definition";
  else if (late.every((name) => potential.has(name))) status.kind = "unresolved";
}

/** Whether a comment stands at column 0: marimo cannot keep such a one behind a definition. */
function startsLine({ module }: CellNames, at: number): boolean {
  return at === 0 || "\r\n".includes(module.source.charAt(at - 1));
}

function resolve(name: string, index: Index, visited: Map<string, boolean>, allowed: Set<string>): boolean {
  const status = index.unresolved.get(name);
  if (status === undefined) {
    if (visited.has(name)) return visited.get(name) === true;
    if (index.definition.has(name)) return true;
    // Neither a cell nor anything known: definitions that need each other, which Python allows.
    return !index.cell.has(name) && !index.unparsable.has(name);
  }
  index.unresolved.delete(name);
  let resolved = true;
  for (const ref of status.names?.refs ?? []) if (!resolve(ref, index, visited, allowed)) resolved = false;
  status.kind = resolved ? "definition" : "cell";
  if (resolved) allowed.add(name);
  index[status.kind].set(name, status);
  visited.set(name, resolved);
  return resolved;
}

function toForm(
  status: Status,
  allowed: ReadonlySet<string>,
  used: ReadonlySet<string>,
  annotations: ReadonlyMap<string, Annotation>,
): CellForm {
  const { names, name, kind } = status;
  if (names === null || kind === "unparsable") return { kind: "unparsable", name };
  if (kind === "definition") return { kind, names };
  const isFree = (ref: string): boolean => allowed.has(ref) || names.defs.has(ref);
  const parameters = [...names.refs]
    .filter((ref) => !isFree(ref))
    .sort(byCodePoint)
    .map((ref) => annotated(ref, annotations.get(ref), isFree));
  const returns = [...names.defs].filter((def) => used.has(def)).sort(byCodePoint);
  return { kind: "cell", name, names, parameters, returns };
}

function annotated(
  name: string,
  annotation: Annotation | undefined,
  isFree: (ref: string) => boolean,
): string {
  if (annotation === undefined || annotation.text === "") return name;
  const isKnown = [...annotation.refs].every(isFree);
  return `${name}: ${isKnown ? annotation.text : `"${annotation.text.replace(/(?<!\\)"/g, '\\"')}"`}`;
}
