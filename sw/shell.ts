/**
 * The app's own files, one cache a build. Every file is hashed against the plan at each use: other sites of this origin
 * can write into our caches, and a host may answer with anything.
 */
import type { Plan, PlannedFile } from "./plan.ts";
import type { Site } from "./site.ts";

export interface Shell {
  /** Fetches what no build before had. Rejects when a file cannot be had: the browser then tries again later. */
  install(): Promise<void>;
  /** Drops all builds but this one and the one before it, whose pages may still be open. */
  cleanUp(): Promise<void>;
  /** A file of this build or the one before, else what the network says. */
  answer(path: string, request: Request): Promise<Response>;
  /** Whether the file belongs to this build. */
  has(path: string): boolean;
}

export function createShell(site: Site, plan: Plan): Shell {
  const files = new Map(plan.files.map((file) => [file.path, file]));
  const own = site.storeName(`shell-${plan.build}`);

  async function install(): Promise<void> {
    const older = await olderStores(site, own);
    // To the end even if one fails: nothing may be written any more once the store is dropped.
    const results = await Promise.allSettled(plan.files.map((file) => installFile(file, older)));
    const failed = results.find((result) => result.status === "rejected");
    if (failed !== undefined) throw failed.reason;
  }

  async function installFile(file: PlannedFile, older: readonly string[]): Promise<void> {
    for (const name of [own, ...older]) {
      const known = await readWhole(name, addressOf(file), file.sha256);
      if (known === undefined) continue;
      if (name !== own) await keep(file, known);
      return;
    }
    const fetched = await fetchWhole(addressOf(file), file.sha256);
    if (fetched === undefined) throw new Error(`The server has no whole ${file.path} of this build.`);
    await keep(file, fetched);
  }

  async function keep(file: PlannedFile, response: Response): Promise<void> {
    await (await caches.open(own)).put(addressOf(file), response);
  }

  const addressOf = (file: PlannedFile): string => new URL(file.path, site.address).href;

  return {
    async install() {
      try {
        await install();
      } catch (error) {
        // The store of a build that never came to be would pass for the build before the next one.
        await caches.delete(own);
        throw error;
      }
    },
    async cleanUp() {
      const [, ...outdated] = await olderStores(site, own);
      await Promise.all(outdated.map((name) => caches.delete(name)));
    },
    async answer(path, request) {
      const file = files.get(path);
      if (file === undefined) return (await readOlder(site, own, path)) ?? fetch(request);
      const known = await readWhole(own, addressOf(file), file.sha256);
      if (known !== undefined) return known;
      // Spoiled or cleared away: what is fetched takes its place.
      const fetched = await fetchWhole(addressOf(file), file.sha256);
      // The server has gone on to another build: its page brings its own files.
      if (fetched === undefined) return fetch(request);
      await keep(file, fetched.clone());
      return fetched;
    },
    has: (path) => files.has(path),
  };
}

/** Stores of other builds, newest first: the browser lists them in the order in which they were made. */
async function olderStores(site: Site, own: string): Promise<string[]> {
  const [start = "", end = ""] = site.storeName("shell-*").split("*");
  const all = await caches.keys();
  return all.filter((name) => name.startsWith(start) && name.endsWith(end) && name !== own).reverse();
}

async function readOlder(site: Site, own: string, path: string): Promise<Response | undefined> {
  const [previous] = await olderStores(site, own);
  if (previous === undefined) return undefined;
  return (await caches.open(previous)).match(new URL(path, site.address).href);
}

async function readWhole(store: string, address: string, sha256: string): Promise<Response | undefined> {
  const kept = await (await caches.open(store)).match(address);
  return kept === undefined ? undefined : whenWhole(kept, sha256);
}

/** From the browser's own cache if that is good, else past it: it may have kept what a broken host once answered. */
async function fetchWhole(address: string, sha256: string): Promise<Response | undefined> {
  for (const cache of ["default", "reload"] as const) {
    const response = await fetch(address, { cache }).catch(() => undefined);
    const whole = response?.ok ? await whenWhole(response, sha256).catch(() => undefined) : undefined;
    if (whole !== undefined) return whole;
  }
  return undefined;
}

/** The response anew, without the marks of a redirect, if its body is what it should be. */
async function whenWhole(response: Response, sha256: string): Promise<Response | undefined> {
  const bytes = await response.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (hex !== sha256) return undefined;
  const type = response.headers.get("content-type") ?? "application/octet-stream";
  return new Response(bytes, { headers: { "content-type": type } });
}
