/** marimo's kernel messages, as far as the frame reads them itself; the rest goes to islands unread. */
import * as v from "valibot";

const outputData = v.union([v.string(), v.array(v.unknown()), v.record(v.string(), v.unknown())]);

const consolePart = v.object({
  channel: v.picklist(["output", "stdout", "stderr", "stdin", "marimo-error", "media", "pdb"]),
  mimetype: v.string(),
  data: outputData,
});
export type KernelOutput = v.InferOutput<typeof consolePart>;

const cellOp = v.object({
  op: v.literal("cell-op"),
  data: v.object({
    cell_id: v.string(),
    output: v.nullish(consolePart),
    /** One part or a list appends; an empty list clears; null changes nothing. */
    console: v.nullish(v.union([consolePart, v.array(consolePart)])),
    status: v.nullish(v.picklist(["idle", "queued", "running", "disabled-transitively", "stale"])),
    stale_inputs: v.nullish(v.boolean()),
  }),
});
export type CellOp = v.InferOutput<typeof cellOp>["data"];

const completionResult = v.object({
  op: v.literal("completion-result"),
  data: v.object({
    completion_id: v.string(),
    prefix_length: v.number(),
    options: v.array(
      v.object({ name: v.string(), type: v.string(), completion_info: v.nullish(v.string()) }),
    ),
  }),
});

const functionResult = v.object({
  op: v.literal("function-call-result"),
  data: v.object({ function_call_id: v.string(), return_value: v.unknown() }),
});

const message = v.union([
  cellOp,
  completionResult,
  functionResult,
  v.object({ op: v.literal("completed-run") }),
]);
export type KernelMessage = v.InferOutput<typeof message>;

/** The message, or undefined for one that only islands understands. */
export function readKernelMessage(envelope: unknown): KernelMessage | undefined {
  const result = v.safeParse(message, envelope);
  return result.success ? result.output : undefined;
}
