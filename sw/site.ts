/** Where this site ends: several may share one origin, and a worker for `/` sees the requests of all of them. */

export interface Site {
  /** Address of the folder, with a slash at the end. */
  readonly address: string;
  /** Name for a store of this site and no other. */
  storeName(store: string): string;
  /** Path below the site, without query; undefined for what lies elsewhere. The folder itself is `index.html`. */
  pathOf(url: string): string | undefined;
}

export function createSite(address: string): Site {
  const { origin, pathname } = new URL(address);
  return {
    address,
    // repair.html finds the stores by this form: the path is the last word.
    storeName: (store) => `atelier-${store} ${pathname}`,
    pathOf(url) {
      const target = new URL(url);
      if (target.origin !== origin || !target.pathname.startsWith(pathname)) return undefined;
      return target.pathname.slice(pathname.length) || "index.html";
    },
  };
}
