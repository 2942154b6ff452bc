/** The packs of this build, as the copy for use without a network needs them: each of them kept. */
import * as v from "valibot";
import { fetchFile } from "../platform/fetch-file.ts";
import type { PartPlan, PartStore } from "../platform/part-store.ts";
import { packedSchema } from "../runtime-bytes.ts";
import type { Keep } from "./copy.ts";

const manifestSchema = v.object({
  parts: v.record(v.string(), packedSchema),
});

/** Undefined when a manifest cannot be had. The frame's own texts are files of the shell, which the worker keeps. */
export async function listParts(
  store: PartStore,
  baseAddress: string,
  signal: AbortSignal,
): Promise<readonly Keep[] | undefined> {
  const lists = await Promise.all(
    ["runtime", "islands"].map((folder) =>
      listFolder(store, new URL(`${folder}/`, baseAddress).href, signal),
    ),
  );
  const known = lists.filter((list) => list !== undefined);
  return known.length === lists.length ? known.flat() : undefined;
}

async function listFolder(
  store: PartStore,
  address: string,
  signal: AbortSignal,
): Promise<readonly Keep[] | undefined> {
  const response = await fetchFile(new URL("manifest.json", address).href, signal);
  if ("failure" in response) return undefined;
  const result = v.safeParse(manifestSchema, await response.json().catch(() => undefined));
  if (!result.success) return undefined;
  const keep = (plan: PartPlan): Keep => {
    return (cancel) => store.ensure(new URL(plan.file, address).href, plan, cancel);
  };
  return Object.values(result.output.parts).map(keep);
}
