/** Package files: from Pyodide's CDN and PyPI, checked against the lock file, cached for the next time. */
import * as v from "valibot";
import type { PackageFiles } from "../../state/environment.ts";
import type { ShellFailure } from "../../state/failure.ts";
import { fetchBlob, sha256 } from "./fetch-file.ts";

const lockSchema = v.object({
  packages: v.record(v.string(), v.object({ file_name: v.string(), sha256: v.string() })),
});

/** File name → SHA-256, of every package that Pyodide's lock file names. */
export type LockedFiles = ReadonlyMap<string, string>;

export function readLock(text: string): LockedFiles {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), lockSchema), text);
  const packages = result.success ? Object.values(result.output.packages) : [];
  return new Map(packages.map((one) => [one.file_name.split("/").at(-1) ?? "", one.sha256]));
}

export interface PackageFilesOptions {
  readonly cacheName: string;
  /** Hosts of packages; nothing is asked of any other. */
  readonly hosts: readonly string[];
  /** The lock file of the Python that runs. */
  lock(signal: AbortSignal): Promise<LockedFiles>;
}

export function createPackageFiles({ cacheName, hosts, lock }: PackageFilesOptions): PackageFiles {
  return {
    async fetch(address, signal) {
      const url = URL.canParse(address) ? new URL(address) : undefined;
      if (url === undefined || !hosts.includes(url.host) || url.username !== "") {
        return { failure: "package-refused", host: url?.host ?? "" };
      }
      const name = decodeURIComponent(url.pathname.split("/").at(-1) ?? "");
      const expected = (await lock(signal)).get(name);
      const cache = await caches.open(cacheName).catch(() => undefined);
      const known = await (await cache?.match(url.href))?.blob();
      if (known !== undefined && (await isWhole(known, expected))) return known;
      const blob = await fetchBlob(url.href, signal);
      if ("failure" in blob) return blob;
      if (!(await isWhole(blob, expected)))
        return { failure: "package-damaged", name } satisfies ShellFailure;
      // Files without a known digest may change at their address (PyPI's index): they are asked for again.
      if (expected !== undefined) await cache?.put(url.href, new Response(blob)).catch(() => undefined);
      return blob;
    },
  };
}

async function isWhole(blob: Blob, expected: string | undefined): Promise<boolean> {
  return expected === undefined || (await sha256(blob)) === expected;
}
