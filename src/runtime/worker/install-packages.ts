/** Carries out a plan (core/packages) in a running Python, and tells what becomes of each package. */
import type { PyodideAPI } from "pyodide";
import type { PyProxy } from "pyodide/ffi";
import { normalName } from "../../core/packages/requirements.ts";
import type { IndexRequest, OtherVersion, PackagePlan } from "../../core/packages/resolve.ts";
import { NOTEBOOK_FOLDER } from "../session.ts";
import { FileMissing, fetchPackage, type PackageFilePorts, takeOverPackageFiles } from "./package-files.ts";
import type { PackageAddresses, PackagePorts } from "./packages.ts";

export class PackageInstallation {
  readonly #python: PyodideAPI;
  readonly #ports: PackagePorts;
  readonly #addresses: PackageAddresses;
  readonly #files: PackageFilePorts;
  /** False: a cell loads a package by itself. */
  #installing = false;
  #pythonHalf: PyProxy | undefined;
  #micropip: PyProxy | undefined;
  /** Bytes of the files that came, by package. */
  readonly #bytes = new Map<string, number>();
  /** Why files did not come, by package, and answers of the index, by address; since the last package was begun. */
  readonly #missingFiles = new Map<string, string>();
  readonly #missingAnswers = new Map<string, string>();
  /** Why a package is not here, for the imports that will fail. */
  readonly #reasons = new Map<string, string>();
  /** Modules that stand for a package whose name they may not tell. */
  readonly #modules = new Map<string, string>();
  /** What is said with every event of a package: another version than the notebook asked for. */
  readonly #remarks = new Map<string, string>();

  constructor(python: PyodideAPI, ports: PackagePorts, addresses: PackageAddresses) {
    this.#python = python;
    this.#ports = ports;
    this.#addresses = addresses;
    this.#files = {
      fetch: (url) => ports.fetch(url),
      digest: (bytes) => this.#helpers.digest(bytes),
      fetching: (name) => this.#tell(name, "fetching"),
      fetched: (name, result) => {
        if ("failure" in result) {
          this.#missingFiles.set(name, result.failure);
          if (!this.#installing) this.#give(name, "failed", result.failure);
        } else {
          this.#bytes.set(name, result.bytes);
          this.#tell(name, this.#installing ? "fetching" : "installed");
        }
      },
    };
    takeOverPackageFiles(python, addresses.files, this.#files);
  }

  /** Rejects only by a fault of ours. What the notebook pinned comes first, so that nothing else brings another version of it. */
  async install(plan: PackagePlan): Promise<void> {
    this.#installing = true;
    try {
      await this.#carryOut(plan);
    } finally {
      this.#installing = false;
    }
  }

  async #carryOut(plan: PackagePlan): Promise<void> {
    this.#announce(plan);
    await this.#ports.prepare?.();
    for (const pin of plan.pinned) if (pin.pure) await this.#installPinned(pin);
    this.#missingFiles.clear();
    await this.#load(plan.load);
    for (const { name, file } of plan.wheels) {
      await this.#installRequirement(name, `emfs:${NOTEBOOK_FOLDER}/${file}`);
    }
    for (const request of plan.index) await this.#installFromIndex(request);
    this.#explain();
  }

  get #helpers(): PyProxy {
    if (this.#pythonHalf) return this.#pythonHalf;
    const helpers: PyProxy = this.#python.pyimport("atelier.packages");
    this.#pythonHalf = helpers;
    return helpers;
  }

  #announce({ load, wheels, index, impossible, pinned }: PackagePlan): void {
    for (const { name, wanted, used, pure } of pinned) {
      if (!pure) this.#remark(name, wanted, used);
      this.#tell(name, this.#isHere(name) ? "installed" : "wanted");
    }
    for (const { name, module } of index) if (module !== null) this.#modules.set(name, module);
    for (const { name, reason } of impossible) this.#give(name, "impossible", reason);
    const rest = [...load, ...wheels.map(({ name }) => name), ...index.map(({ name }) => name)];
    for (const name of rest) this.#tell(name, "wanted");
  }

  async #load(names: readonly string[]): Promise<void> {
    if (names.length === 0) return;
    const quiet = () => {};
    await this.#python.loadPackage([...names], { messageCallback: quiet, errorCallback: quiet });
    for (const name of new Set([...names, ...this.#missingFiles.keys()])) {
      if (this.#isHere(name)) this.#tell(name, "installed");
      else this.#give(name, "failed", this.#missingFiles.get(name) ?? "package-unreadable");
    }
  }

  /** A pure wheel of the wanted version where there is one, else what the lock file has. */
  async #installPinned({ name, wanted, used }: OtherVersion): Promise<void> {
    const before = this.#loaded();
    const reason = await this.#micropipInstall(name + wanted);
    this.#tellNew(before);
    if (reason === "") return;
    this.#remark(name, wanted, used);
    await this.#load([name]);
  }

  async #installFromIndex({ name, requirement, module }: IndexRequest): Promise<void> {
    if (module === null) return this.#installRequirement(name, requirement);
    if (this.#helpers.has_module(module)) return this.#tell(name, "installed");
    await this.#installRequirement(name, this.#helpers.package_of(module));
  }

  async #installRequirement(name: string, requirement: string): Promise<void> {
    const before = this.#loaded();
    const reason = await this.#micropipInstall(requirement);
    const brought = this.#tellNew(before);
    if (reason === "" && !brought.has(name)) this.#tell(name, "installed");
    if (reason !== "") this.#give(name, reason === "no-wheel" ? "impossible" : "failed", reason);
  }

  /** "" or a reason code; where a file did not come, that is the reason. */
  async #micropipInstall(requirement: string): Promise<string> {
    this.#missingFiles.clear();
    this.#missingAnswers.clear();
    const reason: string = await this.#getMicropip().install(requirement);
    if (reason === "") return reason;
    const [file] = this.#missingFiles.values();
    const [answer] = this.#missingAnswers.values();
    return file ?? (answer === "not-found" ? "not-on-index" : answer) ?? reason;
  }

  #getMicropip(): PyProxy {
    if (this.#micropip) return this.#micropip;
    const fetch = (url: string) => this.#fetch(url);
    const load = (names: readonly string[]) => this.#load(names);
    const micropip: PyProxy = this.#helpers.Installer(fetch, load, this.#addresses.index);
    this.#micropip = micropip;
    return micropip;
  }

  /** What micropip asks for: an answer of the index, or a wheel (whose digest micropip checks itself). */
  async #fetch(url: string): Promise<Uint8Array> {
    const wheel = /\/([^/]+?)-[^/]*\.whl(?:[?#]|$)/.exec(url)?.[1];
    if (wheel !== undefined) return fetchPackage(this.#files, normalName(decodeURIComponent(wheel)), url);
    const result = await this.#ports.fetch(url);
    if (result.kind === "bytes") return new Uint8Array(await result.blob.arrayBuffer());
    this.#missingAnswers.set(url, result.failure);
    throw new FileMissing(result.failure, url);
  }

  #loaded(): ReadonlySet<string> {
    return new Set(Object.keys(this.#python.loadedPackages));
  }

  /** micropip brings dependencies of its own. Pyodide must know them by the lock file's spelling. */
  #tellNew(before: ReadonlySet<string>): ReadonlySet<string> {
    const { loadedPackages, lockfile } = this.#python;
    const brought = new Set<string>();
    for (const [spelled, channel] of Object.entries(loadedPackages)) {
      if (before.has(spelled)) continue;
      const name = normalName(spelled);
      const locked = lockfile.packages[name];
      if (locked) loadedPackages[locked.name] ??= channel;
      brought.add(name);
      this.#tell(name, "installed");
    }
    return brought;
  }

  #isHere(name: string): boolean {
    return [...this.#loaded()].some((spelled) => normalName(spelled) === name);
  }

  #remark(name: string, wanted: string, used: string): void {
    this.#remarks.set(name, `other-version ${wanted} ${used}`);
  }

  #tell(name: string, state: "wanted" | "fetching" | "installed"): void {
    if (state === "installed") this.#reasons.delete(name);
    const bytes = this.#bytes.get(name);
    const reason = this.#remarks.get(name);
    this.#ports.tell({
      kind: "package",
      name,
      state,
      ...(reason !== undefined && { reason }),
      ...(bytes !== undefined && { bytes }),
    });
  }

  #give(name: string, state: "failed" | "impossible", reason: string): void {
    this.#reasons.set(name, reason);
    this.#ports.tell({ kind: "package", name, state, reason });
  }

  #explain(): void {
    const { packages } = this.#python.lockfile;
    const modules = [...this.#reasons].flatMap(([name, reason]) =>
      (packages[name]?.imports ?? [this.#modules.get(name) ?? name.replaceAll("-", "_")]).map((module) => [
        module,
        [name, reason],
      ]),
    );
    this.#helpers.explain(JSON.stringify(Object.fromEntries(modules)));
  }
}
