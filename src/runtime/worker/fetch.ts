/**
 * Package files for a worker that has no network: what Pyodide and micropip fetch is asked of the shell, which knows
 * the lock file and keeps a cache. Everything else goes to the browser, where the frame's policy decides.
 */

import type { FetchedFile } from "./protocol.ts";
import { PACKAGES_URL } from "./python.ts";

/** Where micropip looks up what is not in Pyodide's lock file. */
const INDEX_HOSTS = ["pypi.org", "files.pythonhosted.org"];

export interface ShellFetch {
  /** The shell's answer to an earlier `need`. */
  answer(request: number, result: FetchedFile): void;
}

/** Replaces `fetch` in this worker; `ask` sends the request to the shell. */
export function installShellFetch(ask: (request: number, url: string) => void): ShellFetch {
  const waiting = new Map<number, (result: FetchedFile) => void>();
  const browserFetch = globalThis.fetch.bind(globalThis);
  let count = 0;

  const fromShell = async (url: string): Promise<Response> => {
    const request = ++count;
    const result = await new Promise<FetchedFile>((resolve) => {
      waiting.set(request, resolve);
      ask(request, url);
    });
    if (result.kind === "failed") throw new TypeError(`${result.failure}: ${url}`);
    return new Response(result.blob, { status: 200 });
  };

  globalThis.fetch = (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    return isPackageUrl(url) ? fromShell(url) : browserFetch(input, init);
  };
  return {
    answer(request, result) {
      waiting.get(request)?.(result);
      waiting.delete(request);
    },
  };
}

function isPackageUrl(url: string): boolean {
  if (url.startsWith(PACKAGES_URL)) return true;
  const parsed = URL.canParse(url) ? new URL(url) : null;
  return parsed !== null && INDEX_HOSTS.includes(parsed.hostname);
}
