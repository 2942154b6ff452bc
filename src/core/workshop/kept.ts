/** What the browser keeps of a workshop between two visits: keys that were released, and what they opened. */
import * as v from "valibot";
import { parseJson } from "../solutions/bytes.ts";
import { lockKinds } from "../solutions/locks.ts";

const openedSchema = v.object({
  by: v.picklist(lockKinds),
  code: v.array(v.string()),
  notes: v.string(),
  /** False for mograder's own files, which anybody can read. */
  secret: v.boolean(),
  /** Which copy of the locked solution this was: another one may say something better. */
  copy: v.string(),
});

const keptSchema = v.object({
  version: v.literal(1),
  keys: v.record(v.string(), v.string()),
  passed: v.array(v.string()),
  opened: v.record(v.string(), openedSchema),
});

export type Opened = v.InferOutput<typeof openedSchema>;

export interface KeptWorkshop {
  readonly keys: ReadonlyMap<string, string>;
  readonly passed: ReadonlySet<string>;
  readonly opened: ReadonlyMap<string, Opened>;
}

export const nothingKept: KeptWorkshop = { keys: new Map(), passed: new Set(), opened: new Map() };

/** What was kept; nothing when there is no text, or one that we did not write. */
export function readKept(text: string | null): KeptWorkshop {
  const read = v.safeParse(keptSchema, parseJson(text ?? ""));
  if (!read.success) return nothingKept;
  const { keys, passed, opened } = read.output;
  return {
    keys: new Map(Object.entries(keys)),
    passed: new Set(passed),
    opened: new Map(Object.entries(opened)),
  };
}

export function printKept({ keys, passed, opened }: KeptWorkshop): string {
  return JSON.stringify({
    version: 1,
    keys: Object.fromEntries(keys),
    passed: [...passed],
    opened: Object.fromEntries(opened),
  });
}
