/** The one place where Pyodide gets a package's bytes, taken over: asked of a port, and checked against the lock. */
import type { PyodideAPI } from "pyodide";
import * as v from "valibot";
import { normalName } from "../../core/packages/requirements.ts";
import type { FetchedFile } from "./protocol.ts";

/** Codes as the shell words them; `package-damaged` is ours too. */
interface FileFailure {
  readonly failure: string;
}

export interface PackageFilePorts {
  /** The file at an address, unchecked. Never rejects. */
  fetch(url: string): Promise<FetchedFile>;
  /** SHA-256 in hexadecimal digits. */
  digest(bytes: Uint8Array): string;
  fetching(name: string): void;
  fetched(name: string, result: { readonly bytes: number } | FileFailure): void;
}

const wanted = v.object({ name: v.string(), normalizedName: v.string(), channel: v.string() });

/** Pyodide's mark for a package of its lock file; any other channel is the wheel's own address. */
export const LOCKED = "default channel";

/** A file that did not come: what Pyodide notes, and Python sees as an error of JavaScript. */
export class FileMissing extends Error {
  readonly failure: string;

  constructor(failure: string, url: string) {
    super(`${failure}: ${url}`);
    this.failure = failure;
  }
}

/** From now on, whoever loads a package loads it by these ports: we, micropip and the notebook's own code. */
export function takeOverPackageFiles(python: PyodideAPI, baseUrl: string, ports: PackageFilePorts): void {
  const manager: unknown = Reflect.get(Reflect.get(python, "_api"), "packageManager");
  if (typeof manager !== "object" || manager === null || !("downloadPackage" in manager)) {
    throw new Error("Pyodide's package manager has no downloadPackage.");
  }
  // Pyodide's own way ignores the digest where `fetch` is not the browser's, and under Node writes into node_modules.
  manager.downloadPackage = async (request: unknown): Promise<Uint8Array> => {
    const { name, normalizedName, channel } = v.parse(wanted, request);
    const locked = channel === LOCKED ? python.lockfile.packages[normalizedName] : undefined;
    const url = locked ? new URL(locked.file_name, baseUrl).href : channel;
    return fetchPackage(ports, normalName(name), url, locked?.sha256);
  };
}

/** Throws `FileMissing`. */
export async function fetchPackage(
  ports: PackageFilePorts,
  name: string,
  url: string,
  sha256?: string,
): Promise<Uint8Array> {
  ports.fetching(name);
  const result = await ports.fetch(url);
  if (result.kind === "failed") return fail(ports, name, result.failure, url);
  const bytes = new Uint8Array(await result.blob.arrayBuffer());
  if (sha256 !== undefined && ports.digest(bytes) !== sha256)
    return fail(ports, name, "package-damaged", url);
  ports.fetched(name, { bytes: bytes.length });
  return bytes;
}

function fail(ports: PackageFilePorts, name: string, failure: string, url: string): never {
  ports.fetched(name, { failure });
  throw new FileMissing(failure, url);
}
