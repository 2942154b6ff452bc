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
export const packedSchema = v.object({
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
        getParts(
          store,
          runtime.base,
          only(runtime.manifest.parts, (name) => !isLate(name)),
          signal,
          progress,
        ),
        store.get(new URL(script.file, frame.base).href, script, signal),
      ]);
      if ("failure" in parts) return parts;
      if ("failure" in worker) return worker;
      prune.seen("python", [...Object.values(runtime.manifest.parts), ...Object.values(frame.manifest)]);
      const packages = Object.keys(runtime.manifest.packages);
      return { kind: "python", worker, parts: parts.parts, packages, boot: "snapshot" };
    },
    async islands(signal) {
      const read = await readManifest("islands", islandsSchema, signal);
      if ("failure" in read) return read;
      const { islandsStart, islandsIndex, islandsStyle } = read.manifest.parts;
      const wanted = { start: islandsStart, index: islandsIndex, style: islandsStyle };
      const got = await getParts(store, read.base, wanted, signal);
      if ("failure" in got) return got;
      prune.seen("islands", Object.values(read.manifest.parts));
      return { kind: "islands", ...got.parts };
    },
    late: (kind, signal) =>
      kind === "python-files" ? getFiles(store, readManifest, signal) : getLazy(store, readManifest, signal),
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

type ReadManifest = ReturnType<typeof createManifestReader>;

async function getFiles(store: PartStore, readManifest: ReadManifest, signal: AbortSignal) {
  const read = await readManifest("runtime", runtimeSchema, signal);
  if ("failure" in read) return read;
  const got = await getParts(store, read.base, only(read.manifest.parts, isLate), signal);
  return "failure" in got ? got : ({ kind: "python-files", parts: got.parts } as const);
}

async function getLazy(store: PartStore, readManifest: ReadManifest, signal: AbortSignal) {
  const read = await readManifest("islands", islandsSchema, signal);
  if ("failure" in read) return read;
  const got = await getParts(store, read.base, { lazy: read.manifest.parts.islandsLazy }, signal);
  return "failure" in got ? got : ({ kind: "islands-lazy", ...got.parts } as const);
}

/** What a start from the snapshot does without (runtime/worker/late-files.ts). */
function isLate(name: string): boolean {
  return ["files", "filesLater", "filesLaterIndex"].includes(name);
}

function only<T>(all: Readonly<Record<string, T>>, wanted: (name: string) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => wanted(name)));
}

/** All these parts by name, or the first failure among them. */
async function getParts<Name extends string>(
  store: PartStore,
  base: string,
  plans: Readonly<Record<Name, PartPlan>>,
  signal: AbortSignal,
  progress: (progress: Progress) => void = () => {},
): Promise<{ parts: Record<Name, Blob> } | ShellFailure> {
  const entries = Object.entries<PartPlan>(plans);
  const total = entries.reduce((sum, [, plan]) => sum + plan.transfer, 0);
  let loaded = 0;
  const count = (bytes: number): void => {
    loaded += bytes;
    progress({ loaded, total });
  };
  const parts: Record<string, Blob> = {};
  const got = entries.map(async ([name, plan]) => {
    const blob = await store.get(new URL(plan.file, base).href, plan, signal, count);
    if ("failure" in blob) return blob;
    parts[name] = blob;
    return undefined;
  });
  const failure = (await Promise.all(got)).find((result) => result !== undefined);
  return failure ?? { parts };
}
