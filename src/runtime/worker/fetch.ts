/**
 * Package files for a worker that has no network: they are asked of the shell, which knows the lock file and keeps a
 * cache. A notebook's own `micropip` and `loadPackage` go the same way; every other request goes to the browser, where
 * the frame's policy decides.
 */

import type { FetchedFile } from "./protocol.ts";

/** Addresses of packages: Pyodide's own, and PyPI. */
const PACKAGE_ADDRESSES = [
  "https://cdn.jsdelivr.net/pyodide/",
  "https://pypi.org/",
  "https://files.pythonhosted.org/",
];

export interface ShellFetch {
  /** A package file by way of the shell. Never rejects. */
  get(url: string): Promise<FetchedFile>;
  /** The shell's answer to an earlier `need`. */
  answer(request: number, result: FetchedFile): void;
}

/** Replaces `fetch` in this worker for package addresses; `ask` sends a request to the shell. */
export function installShellFetch(ask: (request: number, url: string) => void): ShellFetch {
  const waiting = new Map<number, (result: FetchedFile) => void>();
  const browserFetch = globalThis.fetch.bind(globalThis);
  let count = 0;

  const get = (url: string) =>
    new Promise<FetchedFile>((resolve) => {
      const request = ++count;
      waiting.set(request, resolve);
      ask(request, url);
    });
  const respond = async (url: string): Promise<Response> => {
    const result = await get(url);
    if (result.kind === "failed") throw new TypeError(`${result.failure}: ${url}`);
    return new Response(result.blob, { status: 200 });
  };

  globalThis.fetch = (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const isPackage = PACKAGE_ADDRESSES.some((address) => url.startsWith(address));
    return isPackage ? respond(url) : browserFetch(input, init);
  };
  return {
    get,
    answer(request, result) {
      waiting.get(request)?.(result);
      waiting.delete(request);
    },
  };
}
