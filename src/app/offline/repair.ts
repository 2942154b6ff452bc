/** Takes this site's worker and its caches away. Drafts are in IndexedDB, which this does not touch. */

export interface Repaired {
  /** How many caches there were. */
  readonly stores: number;
}

/** `baseAddress` is the site's folder: other sites of the same origin keep what is theirs. */
export async function repair(baseAddress: string): Promise<Repaired> {
  // Without a secure context there is neither.
  for (const registration of (await navigator.serviceWorker?.getRegistrations()) ?? []) {
    if (registration.scope === baseAddress) await registration.unregister();
  }
  const { pathname } = new URL(baseAddress);
  const isOurs = (name: string): boolean => /^atelier-[\w-]+ /.test(name) && name.split(" ")[1] === pathname;
  const ours = "caches" in globalThis ? (await caches.keys()).filter(isOurs) : [];
  await Promise.all(ours.map((name) => caches.delete(name)));
  return { stores: ours.length };
}
