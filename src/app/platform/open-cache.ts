/**
 * The cache of that name. Undefined where there is none, as on plain HTTP and in private windows of some browsers:
 * everything then comes from the network.
 */
export async function openCache(name: string): Promise<Cache | undefined> {
  try {
    return await caches.open(name);
  } catch {
    return undefined;
  }
}
