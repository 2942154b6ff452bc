/**
 * Packages before a run: what the cells and the header of a notebook ask for is loaded into a running Python. The same
 * code in the browser's worker and under Node; files come by a port, what happens goes out by another.
 */
import type { PyodideAPI } from "pyodide";
import { scriptDependencies } from "../../core/notebook/metadata.ts";
import { importedModules } from "../../core/packages/imports.ts";
import { normalName } from "../../core/packages/requirements.ts";
import {
  createResolver,
  isNothing,
  type PackagePlan,
  type PackagesHere,
  type Resolver,
} from "../../core/packages/resolve.ts";
import { NOTEBOOK_FOLDER } from "../session.ts";
import { PackageInstallation } from "./install-packages.ts";
import { LOCKED } from "./package-files.ts";
import type { FetchedFile, PackageEvent } from "./protocol.ts";

export interface PackagePorts {
  /** A package file or an answer of the index, its digest unchecked. Never rejects: a failure is a value. */
  fetch(url: string): Promise<FetchedFile>;
  tell(event: PackageEvent): void;
  /** Called before anything is installed: Python's own package files must be there. */
  prepare?(): Promise<void>;
}

export interface PackageAddresses {
  /** Where the files of Pyodide's lock file lie; ends in a slash. */
  readonly files: string;
  /** An index with PyPI's JSON interface; `{package_name}` stands for the package. */
  readonly index: string;
}

export interface Packages {
  /**
   * Loads what `source` (its header) and `cells` need. Undefined: everything is here, and nobody need wait. A package
   * that did not come was told, and an import of it says why; the promise rejects only by a fault of ours.
   */
  need(source: string, cells: readonly { readonly code: string }[]): Promise<void> | undefined;
}

/** One for each Python. From now on its packages come by `ports`, whoever loads them: we, micropip, a cell. */
export function createPackages(
  python: PyodideAPI,
  ports: PackagePorts,
  addresses: PackageAddresses = defaultAddresses(python.version),
): Packages {
  let resolver: Resolver | undefined;
  const installation = new PackageInstallation(python, ports, addresses);
  const told = new Set<string>();

  return {
    need(source, cells) {
      const modules = new Set(cells.flatMap(({ code }) => importedModules(code)));
      const dependencies = scriptDependencies(source);
      if (modules.size === 0 && dependencies.length === 0) return undefined;
      resolver ??= createResolver(python.lockfile);
      const plan = news(resolver({ modules, dependencies }, whatIsHere(python)), told);
      if (isNothing(plan)) return undefined;
      return installation.install(plan);
    },
  };
}

/** Where Pyodide publishes the packages of a release, and PyPI. */
function defaultAddresses(pyodideVersion: string): PackageAddresses {
  return {
    files: `https://cdn.jsdelivr.net/pyodide/v${pyodideVersion}/full/`,
    index: "https://pypi.org/pypi/{package_name}/json",
  };
}

function whatIsHere(python: PyodideAPI): PackagesHere {
  const loaded = Object.entries(python.loadedPackages).map(
    ([name, channel]) => [normalName(name), channel === LOCKED ? "locked" : "other"] as const,
  );
  const there = python.FS.analyzePath(NOTEBOOK_FOLDER).exists;
  return { loaded: new Map(loaded), files: there ? python.FS.readdir(NOTEBOOK_FOLDER) : [] };
}

/** What cannot change any more is said once: a cell that is run again does not wait for it. */
function news(plan: PackagePlan, told: Set<string>): PackagePlan {
  const isNew = (key: string) => !told.has(key) && told.add(key) !== undefined;
  return {
    ...plan,
    impossible: plan.impossible.filter(({ name, reason }) => isNew(`${name} ${reason}`)),
    pinned: plan.pinned.filter(({ name, wanted, pure }) => isNew(`${name} ${wanted}`) || pure),
  };
}
