/**
 * Fetches the built parts that a frame needs and keeps them unpacked. Every part is hashed against the build's manifest
 * at each use: other sites of this origin can write into our caches.
 */
import * as v from "valibot";
import type { Pieces, Progress } from "../state/environment.ts";
import type { ShellFailure } from "../state/failure.ts";
import { missingFeature } from "./platform/features.ts";
import { fetchFile } from "./platform/fetch-file.ts";
import { createPartStore, type PartPlan, type PartStore } from "./platform/part-store.ts";

const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const fileName = v.pipe(v.string(), v.regex(/^[\w.-]+$/));

/** A part of runtime or islands. */
const packedSchema = v.object({
  file: fileName,
  encoding: v.picklist(["zstd", "gzip", "identity"]),
  transfer: v.number(),
  sha256: digest,
});
/** A text of the frame: as it is. */
const plainSchema = v.pipe(
  v.object({ file: fileName, bytes: v.number(), sha256: digest }),
  v.transform(({ bytes, ...part }): PartPlan => ({ ...part, transfer: bytes, encoding: "identity" })),
);

const runtimeSchema = v.object({
  packages: v.record(v.string(), v.string()),
  parts: v.record(v.string(), packedSchema),
});
const islandsSchema = v.object({
  parts: v.object({
    islandsStart: packedSchema,
    islandsLazy: packedSchema,
    islandsIndex: packedSchema,
    islandsStyle: packedSchema,
  }),
});
const frameSchema = v.object({ frame: plainSchema, worker: plainSchema, style: plainSchema });

export interface AllPieces extends Pieces {
  /** Pyodide's lock file, the same that the frame gets. */
  lock(signal: AbortSignal): Promise<string | ShellFailure>;
}

/** The parts of the build whose page is at `baseAddress`. */
export function createPieces(baseAddress: string): AllPieces {
  // Several sites may share one origin, so the name carries the path of this one.
  const store = createPartStore(`atelier-parts ${new URL(baseAddress).pathname}`);
  const prune = createPruning(store);
  const readManifest = createManifestReader(baseAddress);
  const readFrame = (signal: AbortSignal) => readManifest("frame", frameSchema, signal);
  return {
    async frame(signal) {
      const read = await readFrame(signal);
      if ("failure" in read) return read;
      const get = (plan: PartPlan) => store.get(new URL(plan.file, read.base).href, plan, signal);
      const [script, style] = await Promise.all([get(read.manifest.frame), get(read.manifest.style)]);
      if ("failure" in script) return script;
      if ("failure" in style) return style;
      return { script, style: await style.text() };
    },
    async python(progress, signal) {
      const [runtime, frame] = await Promise.all([
        readManifest("runtime", runtimeSchema, signal),
        readFrame(signal),
      ]);
      if ("failure" in runtime) return runtime;
      if ("failure" in frame) return frame;
      const script = frame.manifest.worker;
      const [parts, worker] = await Promise.all([
        getParts(store, runtime, progress, signal),
        store.get(new URL(script.file, frame.base).href, script, signal),
      ]);
      if ("failure" in parts) return parts;
      if ("failure" in worker) return worker;
      prune.seen("python", [...Object.values(runtime.manifest.parts), ...Object.values(frame.manifest)]);
      const packages = Object.keys(runtime.manifest.packages);
      return { kind: "python", worker, parts: Object.fromEntries(parts.all), packages, boot: "snapshot" };
    },
    async islands(signal) {
      const read = await readManifest("islands", islandsSchema, signal);
      if ("failure" in read) return read;
      const get = (plan: PartPlan) => store.get(new URL(plan.file, read.base).href, plan, signal);
      const { islandsStart, islandsLazy, islandsIndex, islandsStyle } = read.manifest.parts;
      const [start, lazy, index, style] = await Promise.all([
        get(islandsStart),
        get(islandsLazy),
        get(islandsIndex),
        get(islandsStyle),
      ]);
      if ("failure" in start) return start;
      if ("failure" in lazy) return lazy;
      if ("failure" in index) return index;
      if ("failure" in style) return style;
      prune.seen("islands", Object.values(read.manifest.parts));
      return { kind: "islands", start, lazy, index, style };
    },
    async lock(signal) {
      const read = await readManifest("runtime", runtimeSchema, signal);
      if ("failure" in read) return read;
      const plan = read.manifest.parts.lock;
      if (plan === undefined) return { failure: "pieces-missing", piece: "lock" };
      const blob = await store.get(new URL(plan.file, read.base).href, plan, signal);
      return "failure" in blob ? blob : blob.text();
    },
  };
}

/** Once everything of this build is cached, what older builds left behind goes. */
function createPruning(store: PartStore) {
  const seen = new Map<string, readonly PartPlan[]>();
  return {
    seen(group: "python" | "islands", plans: readonly PartPlan[]): void {
      seen.set(group, plans);
      if (seen.size === 2) void store.keepOnly(new Set([...seen.values()].flat().map((plan) => plan.sha256)));
    },
  };
}

interface Read<T> {
  /** Address of the manifest's folder. */
  readonly base: string;
  readonly manifest: T;
}

/** Reads each manifest once: a page stays with its build, and starts Python again when there is no network. */
function createManifestReader(baseAddress: string) {
  const known = new Map<string, unknown>();
  return async <T>(
    folder: string,
    schema: v.GenericSchema<unknown, T>,
    signal: AbortSignal,
  ): Promise<Read<T> | ShellFailure> => {
    const feature = missingFeature();
    if (feature !== undefined) return { failure: "browser-lacks", feature };
    const base = new URL(`${folder}/`, baseAddress).href;
    if (!known.has(folder)) {
      const response = await fetchFile(new URL("manifest.json", base).href, signal);
      if ("failure" in response) return response;
      known.set(folder, await response.json().catch(() => undefined));
    }
    const result = v.safeParse(schema, known.get(folder));
    if (result.success) return { base, manifest: result.output };
    known.delete(folder);
    return { failure: "pieces-damaged", piece: `${folder}/manifest.json` };
  };
}

/** All parts of Python by name, or the first failure among them. */
async function getParts(
  store: PartStore,
  { base, manifest }: Read<v.InferOutput<typeof runtimeSchema>>,
  progress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<{ all: ReadonlyMap<string, Blob> } | ShellFailure> {
  const plans = Object.entries(manifest.parts);
  const total = plans.reduce((sum, [, plan]) => sum + plan.transfer, 0);
  let loaded = 0;
  const count = (bytes: number): void => {
    loaded += bytes;
    progress({ loaded, total });
  };
  const all = new Map<string, Blob>();
  const got = plans.map(async ([name, plan]) => {
    const blob = await store.get(new URL(plan.file, base).href, plan, signal, count);
    if ("failure" in blob) return blob;
    all.set(name, blob);
    return undefined;
  });
  const failure = (await Promise.all(got)).find((result) => result !== undefined);
  return failure ?? { all };
}
