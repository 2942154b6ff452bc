/** What a cell defines and what it refers to, exactly as marimo's `compile_cell` sees it. */
import { type Annotation, type Definition, isLocal } from "./python/blocks.ts";
import { awaitsAtTop } from "./python/coroutine.ts";
import { type Parsed, type Problem, parseModule } from "./python/module.ts";
import { ScopedVisitor } from "./python/visitor.ts";

export interface CellNames {
  /** Names that other cells see. */
  defs: ReadonlySet<string>;
  /** Names that the cell takes from other cells, builtins included. */
  refs: ReadonlySet<string>;
  /** The cell's own names, which start with one underscore, in marimo's mangled form. */
  temporaries: ReadonlySet<string>;
  /** Whether the cell awaits outside its functions. */
  isCoroutine: boolean;
  /** Type annotations of definitions: `x: int = 1`. */
  annotations: ReadonlyMap<string, Annotation>;
  /** The single function or class that is the whole cell; null for any other cell. */
  topLevel: TopLevelDefinition | null;
  module: Parsed;
}

export interface TopLevelDefinition {
  kind: "function" | "class";
  name: string;
  /** Its name starts with an underscore: other cells do not see it. */
  isPrivate: boolean;
  /** Names that it needs already when it is defined. */
  unbounded: ReadonlySet<string>;
}

/** Names of a cell's code; a Problem when Python would not compile it. `id` only shows in mangled names. */
export function cellNames(code: string, id: string): CellNames | Problem {
  const module = parseModule(code);
  if ("message" in module) return module;
  const visitor = new ScopedVisitor(`_cell_${id}`);
  visitor.visitAll(module.body);
  const { defs: all, definitions } = visitor.top;
  const defs = new Set([...all].filter((name) => !isLocal(name)));
  const temporaries = new Set([...all].filter(isLocal));
  return {
    defs,
    refs: new Set(visitor.references.keys()),
    temporaries,
    isCoroutine: awaitsAtTop(module.body),
    annotations: annotationsOf(defs, definitions),
    topLevel: topLevelOf(module, all, definitions),
    module,
  };
}

function annotationsOf(
  defs: ReadonlySet<string>,
  definitions: ReadonlyMap<string, readonly Definition[]>,
): Map<string, Annotation> {
  const annotations = new Map<string, Annotation>();
  for (const name of defs) {
    const annotation = definitions.get(name)?.[0]?.annotation;
    if (annotation) annotations.set(name, annotation);
  }
  return annotations;
}

/** marimo's CellImpl.toplevel_variable. */
function topLevelOf(
  module: Parsed,
  all: ReadonlySet<string>,
  definitions: ReadonlyMap<string, readonly Definition[]>,
): TopLevelDefinition | null {
  const [statement] = module.body;
  const isDefinition = statement?.kind === "Function" || statement?.kind === "Class";
  if (module.body.length !== 1 || !isDefinition || all.size !== 1) return null;
  const { name } = statement;
  const kind = statement.kind === "Function" ? "function" : "class";
  if (name.startsWith("_")) return { kind, name, isPrivate: true, unbounded: new Set() };
  const own = definitions.get(name) ?? [];
  const [first] = own;
  if (own.length !== 1 || first === undefined) return null;
  return { kind, name, isPrivate: false, unbounded: first.unbounded };
}
