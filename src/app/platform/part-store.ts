/** Parts of the build: out of the cache when they are whole, else from the network, unpacked and cached. */
import type { ShellFailure } from "../../state/failure.ts";
import { fetchFile } from "./fetch-file.ts";
import { openCache } from "./open-cache.ts";
import { unpackPart } from "./part-threads.ts";
import { sha256 } from "./sha256.ts";

export interface PartPlan {
  readonly file: string;
  readonly encoding: "zstd" | "gzip" | "identity";
  /** Bytes of the file as it is fetched. */
  readonly transfer: number;
  /** Of the unpacked bytes. */
  readonly sha256: string;
}

export interface PartStore {
  /** `count` hears the bytes as they arrive, in units of `transfer`. */
  get(
    url: string,
    plan: PartPlan,
    signal: AbortSignal,
    count?: (bytes: number) => void,
  ): Promise<Blob | ShellFailure>;
  /** Makes sure that the part is cached; false when it cannot be had or not be kept. */
  ensure(url: string, plan: PartPlan, signal: AbortSignal): Promise<boolean>;
  /** Drops what is not among these digests: parts of older builds. */
  keepOnly(digests: ReadonlySet<string>): Promise<void>;
}

/** Cached copies are keyed by their digest, so that a new build takes over what has not changed. */
const KEY_BASE = "https://parts.invalid/";

/** Parts on their way into a cache: the copy for use offline does not fetch what the page is fetching. */
const underway = new Map<string, Promise<void>>();

export function createPartStore(cacheName: string): PartStore {
  const nameOf = ({ sha256 }: PartPlan) => `${cacheName} ${sha256}`;
  const opening = openCache(cacheName);

  async function cached(digest: string): Promise<Blob | undefined> {
    const cache = await opening;
    const response = await cache?.match(KEY_BASE + digest);
    if (response === undefined) return undefined;
    const blob = await response.blob();
    if ((await verified(blob, { encoding: "identity", sha256: digest })) !== undefined) return blob;
    await cache?.delete(KEY_BASE + digest);
    return undefined;
  }

  async function keep(digest: string, blob: Blob): Promise<void> {
    // A full disk is no reason to fail: the part is here, only the next start is slower.
    await (await opening)?.put(KEY_BASE + digest, new Response(blob)).catch(() => undefined);
  }

  async function isKept(digest: string): Promise<boolean> {
    return (await (await opening)?.match(KEY_BASE + digest)) !== undefined;
  }

  return {
    async get(url, plan, signal, count = () => {}) {
      const known = await cached(plan.sha256);
      if (known !== undefined) {
        count(plan.transfer);
        return known;
      }
      const coming = fetchPart(url, plan, signal, count);
      const name = nameOf(plan);
      const kept = coming.then((blob) => ("failure" in blob ? undefined : keep(plan.sha256, blob)));
      underway.set(name, kept);
      void kept.finally(() => underway.delete(name));
      return coming;
    },
    async ensure(url, plan, signal) {
      await underway.get(nameOf(plan));
      if (await isKept(plan.sha256)) return true;
      const blob = await fetchPart(url, plan, signal, () => {});
      if ("failure" in blob) return false;
      await keep(plan.sha256, blob);
      return isKept(plan.sha256);
    },
    async keepOnly(digests) {
      const cache = await opening;
      for (const request of (await cache?.keys()) ?? []) {
        if (!digests.has(request.url.slice(KEY_BASE.length))) await cache?.delete(request);
      }
    },
  };
}

/**
 * From the browser's own cache if that is good, else past it: names of parts never change, so it keeps for ever what a
 * broken host once answered.
 */
async function fetchPart(
  url: string,
  plan: PartPlan,
  signal: AbortSignal,
  count: (bytes: number) => void,
): Promise<Blob | ShellFailure> {
  const first = await fetchOnce(url, plan, signal, count, "default");
  if (!("failure" in first) || first.failure !== "pieces-damaged") return first;
  return fetchOnce(url, plan, signal, () => {}, "reload");
}

async function fetchOnce(
  url: string,
  plan: PartPlan,
  signal: AbortSignal,
  count: (bytes: number) => void,
  cache: RequestCache,
): Promise<Blob | ShellFailure> {
  const response = await fetchFile(url, signal, cache);
  if ("failure" in response) return response;
  const raw = await readAll(response, count).catch(() => undefined);
  if (raw === undefined) return { failure: "unreachable", host: new URL(url).host };
  return (await verified(raw, plan)) ?? { failure: "pieces-damaged", piece: plan.file };
}

/** The unpacked part; undefined when it is not the one of the plan. */
async function verified(
  raw: Blob,
  { encoding, sha256: expected }: Pick<PartPlan, "encoding" | "sha256">,
): Promise<Blob | undefined> {
  const part = await unpackPart(raw, encoding).catch(() => undefined);
  if (part === undefined) return undefined;
  const digest = part.digest ?? (await sha256(part.blob));
  return digest === expected ? part.blob : undefined;
}

async function readAll(response: Response, count: (bytes: number) => void): Promise<Blob> {
  const counting = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      count(chunk.byteLength);
      controller.enqueue(chunk);
    },
  });
  return new Response((response.body ?? new Blob([]).stream()).pipeThrough(counting)).blob();
}
