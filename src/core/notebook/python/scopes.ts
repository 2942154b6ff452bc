/** The bookkeeping of marimo's ScopedVisitor: blocks, definitions, references and what each definition requires. */
import {
  type Block,
  type Definition,
  definition,
  isLocal,
  newBlock,
  type Reference,
  sameBlock,
} from "./blocks.ts";
import type { Alias, Name } from "./syntax.ts";

export class Scopes {
  readonly top: Block = newBlock(false);
  readonly references = new Map<string, Reference[]>();
  protected readonly prefix: string;
  protected readonly blocks: Block[] = [this.top];
  /** Sets of names that the definition at hand requires, innermost last. */
  private readonly required: Set<string>[] = [new Set()];
  protected readonly obscured: (string | null)[] = [];
  protected readonly mangled = new Map<Name, string>();

  /** `prefix` goes in front of the cell's own names: "_cell_<id>". */
  constructor(prefix: string) {
    this.prefix = prefix;
  }

  protected get block(): Block {
    return this.blocks.at(-1) ?? this.top;
  }

  protected get needs(): Set<string> {
    return this.required.at(-1) ?? new Set();
  }

  protected mangle(name: string, ignoreScope = false): string {
    return isLocal(name) && (this.blocks.length === 1 || ignoreScope) ? this.prefix + name : name;
  }

  protected isDefined(name: string): boolean {
    return this.blocks.some((block) => block.defs.has(name));
  }

  protected refer(name: string): void {
    const known = this.references.get(name) ?? [];
    if (!known.some((reference) => sameBlock(reference.block, this.block))) {
      known.push({ block: this.block, parents: this.blocks.slice(0, -1) });
    }
    this.references.set(name, known);
    this.needs.add(name);
  }

  protected defineIn(block: Block, name: string, what: Definition): void {
    block.defs.add(name);
    block.definitions.set(name, [...(block.definitions.get(name) ?? []), what]);
    const known = this.references.get(name);
    if (known === undefined) return;
    // What a function used before its name was defined was a capture, no reference.
    const left = known.filter((reference) => !reference.parents.some((parent) => sameBlock(parent, block)));
    if (left.length === 0) this.references.delete(name);
    else this.references.set(name, left);
  }

  protected define(name: string, what: Definition): void {
    this.defineIn(this.block.globals.has(name) ? this.top : this.block, name, what);
  }

  protected inBlock(isComprehension: boolean, visit: () => void): void {
    this.blocks.push(newBlock(isComprehension));
    visit();
    this.blocks.pop();
  }

  /** What `visit` requires, which the definition around it then requires too. */
  protected collect(visit: () => void): Set<string> {
    this.required.push(new Set());
    visit();
    const needs = this.required.pop() ?? new Set<string>();
    for (const name of needs) this.needs.add(name);
    return needs;
  }

  protected resolveLocal(raw: string): string {
    let id = raw;
    const mangled = this.mangle(raw, true);
    for (const block of this.blocks.toReversed()) {
      if (sameBlock(block, this.top)) {
        // Only an import without `as` defines an underscored name as it is.
        if (block.defs.has(mangled) || !block.defs.has(id)) id = mangled;
      } else if (block.defs.has(id)) break;
    }
    return id;
  }

  protected global(names: readonly string[]): void {
    for (const name of names.map((one) => this.mangle(one, true))) {
      this.block.globals.add(name);
      if (!this.top.defs.has(name)) this.refer(name);
    }
  }

  protected imports(names: readonly Alias[], module: string, level: number): void {
    for (const { name, asName } of names) {
      const own = asName === null ? (name.split(".")[0] ?? name) : this.mangle(asName);
      this.define(own, definition("import", { imported: `${level} ${module}${name} ${own}` }));
    }
  }
}
