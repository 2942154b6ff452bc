/** Courses change at their addresses: the network first, and the last copy of each file when there is none. */
import { NetworkFirst } from "workbox-strategies";
import type { Site } from "./site.ts";

/** Folders of the build: none of their files is a course's. */
const BUILT = /^(assets|frame|islands|licences|runtime)\/|^service-worker\.js$/;

/** A network that has not answered by then is taken for none, if there is a copy. */
const PATIENCE_SECONDS = 8;

export function isCourseFile(path: string): boolean {
  return !BUILT.test(path);
}

/** Released keys are asked for past every cache: a key that was released a minute ago must open. */
export function isKeyFile(path: string): boolean {
  return /(^|\/)keys\.json$/.test(path);
}

export function courseStrategy(site: Site, cache: "no-cache" | "no-store"): NetworkFirst {
  return new NetworkFirst({
    cacheName: site.storeName("courses"),
    networkTimeoutSeconds: PATIENCE_SECONDS,
    fetchOptions: { cache },
    // Keys are asked for with a time in the query, which no copy would ever match.
    matchOptions: { ignoreSearch: true, ignoreVary: true },
    plugins: [
      {
        cacheKeyWillBeUsed: async ({ request }) => withoutSearch(request.url),
        fetchDidSucceed: async ({ request, response }) => {
          if (isFileItself(request, response)) return response;
          throw new Error("The network answered with something else than the file.");
        },
      },
    ],
  });
}

/** The sign-in page of a hotel's network and the apologies of a broken host are no files of a course. */
function isFileItself(request: Request, response: Response): boolean {
  if (response.status >= 500) return false;
  const isPage = response.headers.get("content-type")?.startsWith("text/html") ?? false;
  return !response.ok || !isPage || /\.html?$/.test(new URL(request.url).pathname);
}

function withoutSearch(address: string): string {
  const url = new URL(address);
  url.search = "";
  return url.href;
}
