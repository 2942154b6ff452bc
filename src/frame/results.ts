/** Check results and hints as our Python package words them (`mograder/_results.py`), in the contract's words. */
import * as v from "valibot";
import type { FrameMessage } from "../runtime/contract.ts";

const event = v.variant("kind", [
  v.object({
    kind: v.literal("check"),
    label: v.string(),
    status: v.picklist(["success", "partial", "danger", "warn"]),
    details: v.array(v.string()),
    earned_weight: v.number(),
    total_weight: v.number(),
    cell: v.nullable(v.string()),
    key: v.nullable(v.string()),
    marks: v.nullable(v.object({ earned: v.number(), available: v.number() })),
  }),
  v.object({ kind: v.literal("hint"), count: v.number(), cell: v.nullable(v.string()) }),
]);

/** The message for the shell, or undefined for something that is no result. */
export function readResult(text: string, run: number): FrameMessage | undefined {
  const result = v.safeParse(event, JSON.parse(text));
  if (!result.success) return undefined;
  const { output } = result;
  if (output.kind === "hint") return { kind: "hint", cell: output.cell, count: output.count };
  const { label, status, details, cell, key, marks } = output;
  const weights = { earnedWeight: output.earned_weight, totalWeight: output.total_weight };
  return { kind: "check", run, record: { cell, label, key, status, details, ...weights, marks } };
}
