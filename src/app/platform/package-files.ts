/** Package files: from Pyodide's CDN and PyPI, checked against the lock file, cached for the next time. */
import * as v from "valibot";
import type { PackageFiles } from "../../state/environment.ts";
import type { ShellFailure } from "../../state/failure.ts";
import { isPackageAddress } from "../../state/outside.ts";
import { fetchBlob } from "./fetch-file.ts";
import { openCache } from "./open-cache.ts";
import { sha256 } from "./sha256.ts";

const lockSchema = v.object({
  packages: v.record(v.string(), v.object({ file_name: v.string(), sha256: v.string() })),
});

/** PyPI's files have their digest in their path; the runtime checks it against what the index says. */
const NEVER_CHANGES = "files.pythonhosted.org";

/** File name → SHA-256, of every package that Pyodide's lock file names. */
type LockedFiles = ReadonlyMap<string, string>;

function readLock(text: string): LockedFiles | ShellFailure {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), lockSchema), text);
  if (!result.success) return { failure: "pieces-damaged", piece: "pyodide-lock.json" };
  const packages = Object.values(result.output.packages);
  return new Map(packages.map((one) => [one.file_name.split("/").at(-1) ?? "", one.sha256]));
}

export interface PackageFilesOptions {
  readonly cacheName: string;
  /** Address of this site's folder: wheels may lie in it. */
  readonly baseAddress: string;
  /** Beginnings of the addresses of packages; nothing is asked of any other. */
  readonly sources: readonly string[];
  /** The lock file of the Python that runs. */
  lock(signal: AbortSignal): Promise<string | ShellFailure>;
}

export function createPackageFiles(options: PackageFilesOptions): PackageFiles {
  let locked: LockedFiles | undefined;

  async function lockedFiles(signal: AbortSignal): Promise<LockedFiles | ShellFailure> {
    if (locked !== undefined) return locked;
    const text = await options.lock(signal);
    const read = typeof text === "string" ? readLock(text) : text;
    if (!("failure" in read)) locked = read;
    return read;
  }

  return {
    async fetch(address, signal) {
      const url = URL.canParse(address) ? new URL(address) : undefined;
      if (url === undefined || !isPackageAddress(url, options.sources, options.baseAddress)) {
        return { failure: "package-refused", host: url?.host ?? "" };
      }
      const files = await lockedFiles(signal);
      if ("failure" in files) return files;
      const name = decodeURIComponent(url.pathname.split("/").at(-1) ?? "");
      const cache = await openCache(options.cacheName);
      const expected = files.get(name);
      if (expected !== undefined) return fetchExact(url.href, { name, sha256: expected }, cache, signal);
      const known = url.host === NEVER_CHANGES ? await (await cache?.match(url.href))?.blob() : undefined;
      return known ?? fetchNewest(url.href, cache, signal);
    },
  };
}

/** A file whose digest is known: the cached copy when it is whole, else a new one. */
async function fetchExact(
  url: string,
  { name, sha256: expected }: { name: string; sha256: string },
  cache: Cache | undefined,
  signal: AbortSignal,
): Promise<Blob | ShellFailure> {
  const known = await (await cache?.match(url))?.blob();
  if (known !== undefined && (await sha256(known)) === expected) return known;
  const blob = await fetchBlob(url, signal);
  if ("failure" in blob) return blob;
  if ((await sha256(blob)) !== expected) return { failure: "package-damaged", name };
  await cache?.put(url, new Response(blob)).catch(() => undefined);
  return blob;
}

/** A file that may change at its address, such as PyPI's index: the cached copy only when there is no network. */
async function fetchNewest(
  url: string,
  cache: Cache | undefined,
  signal: AbortSignal,
): Promise<Blob | ShellFailure> {
  const blob = await fetchBlob(url, signal);
  if ("failure" in blob) {
    return blob.failure === "unreachable" ? ((await (await cache?.match(url))?.blob()) ?? blob) : blob;
  }
  await cache?.put(url, new Response(blob)).catch(() => undefined);
  return blob;
}
