/**
 * What a notebook's imports and dependencies come to: packages of the lock file, wheels that lie beside the notebook,
 * questions to the package index, and what cannot be had. Nothing is fetched here.
 */
import { type ImpossibleReason, whyImpossible } from "./impossible.ts";
import { appliesInBrowser } from "./markers.ts";
import { normalName, printRequirement, type Requirement, readRequirement } from "./requirements.ts";
import { isBuiltIn } from "./standard-library.ts";
import { satisfies } from "./versions.ts";

/** Of Pyodide's lock file, as Pyodide itself has read it. Keys of `packages` are normalised names. */
export interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  readonly version: string;
  readonly file_name: string;
  readonly imports: readonly string[];
  readonly depends: readonly string[];
}

interface PackageNeeds {
  /** Top-level names that the cells import. */
  readonly modules: Iterable<string>;
  /** The notebook's `dependencies` as they are written. */
  readonly dependencies: readonly string[];
}

export interface PackagesHere {
  /** The packages that Python has, by normalised name: of the lock file's version, or from elsewhere. */
  readonly loaded: ReadonlyMap<string, "locked" | "other">;
  /** File names in the notebook's folder: a `.py` or a folder is a module, a `.whl` a package. */
  readonly files: readonly string[];
}

export interface IndexRequest {
  readonly name: string;
  /** What the index is asked for: `name[extra]>=1`. */
  readonly requirement: string;
  /** Set when only this module is wanted: if another package has brought it meanwhile, there is nothing to ask. */
  readonly module: string | null;
}

export interface OtherVersion {
  readonly name: string;
  /** The specifier of the notebook. */
  readonly wanted: string;
  /** The version of the lock file. */
  readonly used: string;
  /** True when a pure wheel of the wanted version may exist: worth one question to the index. */
  readonly pure: boolean;
}

export interface PackagePlan {
  /** Names in the lock file, dependencies included and in front. */
  readonly load: readonly string[];
  readonly wheels: readonly { readonly name: string; readonly file: string }[];
  readonly index: readonly IndexRequest[];
  /** Named by the notebook, and there already. */
  readonly satisfied: readonly string[];
  readonly impossible: readonly { readonly name: string; readonly reason: Impossible }[];
  readonly pinned: readonly OtherVersion[];
}

/** `unreadable`: no requirement at all; `address`: to be fetched from an address that gives no wheel. */
type Impossible = ImpossibleReason | "unreadable" | "address";

/** Ours: at any version and with any extra they are what is loaded. */
const OURS = new Set(["marimo", "marimo-base", "mograder", "atelier"]);

export type Resolver = (needs: PackageNeeds, here: PackagesHere) => PackagePlan;

/** Reads the lock file's list of modules once; the resolver is then a matter of a few look-ups. */
export function createResolver(lock: Lock): Resolver {
  const packageOfModule = new Map<string, string>();
  for (const [name, { imports }] of Object.entries(lock.packages)) {
    for (const module of imports) packageOfModule.set(module.split(".")[0] ?? module, name);
  }
  return (needs, here) => new Planner(lock, packageOfModule, here).plan(needs);
}

/** Whether there is nothing to do and nothing to say. */
export function isNothing({ load, wheels, index, impossible, pinned }: PackagePlan): boolean {
  return [load, wheels, index, impossible, pinned].every((list) => list.length === 0);
}

class Planner {
  readonly #lock: Lock;
  readonly #packageOfModule: ReadonlyMap<string, string>;
  readonly #here: PackagesHere;
  readonly #wheels: ReadonlyMap<string, string>;
  readonly #load = new Set<string>();
  readonly #shipped = new Map<string, string>();
  readonly #index = new Map<string, IndexRequest>();
  readonly #satisfied = new Set<string>();
  readonly #impossible = new Map<string, Impossible>();
  readonly #pinned = new Map<string, OtherVersion>();

  constructor(lock: Lock, packageOfModule: ReadonlyMap<string, string>, here: PackagesHere) {
    this.#lock = lock;
    this.#packageOfModule = packageOfModule;
    this.#here = here;
    const wheels = here.files.filter((file) => file.endsWith(".whl"));
    this.#wheels = new Map(wheels.map((file) => [normalName(file.split("-")[0] ?? file), file]));
  }

  plan({ modules, dependencies }: PackageNeeds): PackagePlan {
    for (const text of dependencies) this.#require(text);
    for (const module of modules) this.#import(module);
    return {
      load: [...this.#load],
      wheels: [...this.#shipped].map(([name, file]) => ({ name, file })),
      index: [...this.#index.values()],
      satisfied: [...this.#satisfied],
      impossible: [...this.#impossible].map(([name, reason]) => ({ name, reason })),
      pinned: [...this.#pinned.values()],
    };
  }

  #require(text: string): void {
    const requirement = readRequirement(text);
    if (requirement === undefined) this.#impossible.set(text.slice(0, 200), "unreadable");
    else if (appliesInBrowser(requirement.marker)) this.#want(requirement);
  }

  #want(requirement: Requirement): void {
    const { name, specifier, address } = requirement;
    const locked = this.#lock.packages[name];
    const shipped = this.#wheels.get(name);
    const loaded = this.#here.loaded.get(name);
    if (OURS.has(name)) this.#satisfied.add(name);
    else if (loaded !== undefined) {
      this.#satisfied.add(name);
      const isOther = loaded === "locked" && locked && !satisfies(locked.version, specifier);
      if (isOther) this.#otherVersion(requirement, locked, false);
    } else if (shipped !== undefined) this.#shipped.set(name, shipped);
    else if (address !== null) this.#fromAddress(requirement, address);
    else if (locked) {
      if (satisfies(locked.version, specifier)) this.#loadLocked(name);
      else this.#otherVersion(requirement, locked, locked.file_name.endsWith("-none-any.whl"));
    } else this.#fromIndex(requirement, null);
  }

  #fromAddress(requirement: Requirement, address: string): void {
    const isWheel = /^https?:\/\/[^?#]+\.whl(?:[?#]|$)/.test(address);
    if (isWheel) this.#fromIndex(requirement, null);
    else this.#impossible.set(requirement.name, "address");
  }

  #otherVersion({ name, specifier }: Requirement, { version }: LockedPackage, pure: boolean): void {
    this.#pinned.set(name, { name, wanted: specifier, used: version, pure });
    if (!pure) this.#loadLocked(name);
  }

  #fromIndex(requirement: Requirement, module: string | null): void {
    const { name } = requirement;
    const reason = whyImpossible(name);
    if (reason !== undefined) this.#impossible.set(name, reason);
    else if (!this.#index.has(name)) {
      this.#index.set(name, { name, requirement: printRequirement(requirement), module });
    }
  }

  #import(module: string): void {
    if (isBuiltIn(module) || OURS.has(module) || this.#liesBeside(module)) return;
    const name = this.#packageOfModule.get(module) ?? normalName(module);
    const known = this.#shipped.has(name) || this.#pinned.has(name) || this.#index.has(name);
    if (known || this.#here.loaded.has(name)) return;
    this.#want({ name, extras: [], specifier: "", address: null, marker: "" });
    const request = this.#index.get(name);
    if (request) this.#index.set(name, { ...request, module });
  }

  #liesBeside(module: string): boolean {
    return this.#here.files.some((file) => file === module || file === `${module}.py`);
  }

  /** With its dependencies, each in front of what needs it. */
  #loadLocked(name: string, above: ReadonlySet<string> = new Set()): void {
    const locked = this.#lock.packages[name];
    if (!locked || this.#load.has(name) || this.#here.loaded.has(name) || above.has(name)) return;
    const path = new Set([...above, name]);
    for (const dependency of locked.depends) this.#loadLocked(normalName(dependency), path);
    this.#load.add(name);
  }
}
