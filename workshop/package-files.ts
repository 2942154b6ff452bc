/** Package files for a notebook that runs: from Pyodide's own place and from PyPI, each fetched once. */
import type { PackageFile } from "../src/runtime/node/messages.ts";

/** The notebook's process says what it needs, and a stranger may speak for it: nothing else is fetched. */
const packageSources = [
  "https://cdn.jsdelivr.net/pyodide/",
  "https://pypi.org/",
  "https://files.pythonhosted.org/",
];

const patienceSeconds = 60;

export type FetchPackage = (url: string) => Promise<PackageFile>;

/** Never rejects. `sources` are the beginnings of the addresses that are fetched from. */
export function packageFetcher(sources: readonly string[] = packageSources): FetchPackage {
  const known = new Map<string, Promise<PackageFile>>();
  return async (url) => {
    const address = URL.canParse(url) ? new URL(url).href : "";
    if (!sources.some((source) => address.startsWith(source))) return { failure: "unreachable" };
    const file = known.get(address) ?? fetchFile(address);
    known.set(address, file);
    const result = await file;
    // Another run may have more luck.
    if ("failure" in result) known.delete(address);
    return result;
  };
}

async function fetchFile(url: string): Promise<PackageFile> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(patienceSeconds * 1000) });
    if (!response.ok) return { failure: response.status === 404 ? "not-found" : "unreachable" };
    return { base64: Buffer.from(await response.arrayBuffer()).toString("base64") };
  } catch {
    return { failure: "unreachable" };
  }
}
