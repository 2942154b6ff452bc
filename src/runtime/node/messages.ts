/** What the command line and the process that runs one notebook say to each other: one line of JSON a message. */
import * as v from "valibot";
import type { SessionCell } from "../session.ts";

/** The descriptor that the process writes to; its standard output and standard error belong to the notebook. */
export const MESSAGES = 3;

/** To the process. Files are in base64. */
export type NotebookRequest =
  | {
      readonly kind: "open";
      readonly filename: string;
      readonly source: string;
      readonly cells: readonly (SessionCell & { readonly disabled: boolean })[];
      readonly files: readonly { readonly name: string; readonly base64: string }[];
    }
  | { readonly kind: "answers"; readonly names: readonly string[] };

/** From the process, which runs a stranger's code: checked by this schema. */
export const notebookEventSchema = v.variant("kind", [
  /** Python is there, and the cells begin to run. */
  v.object({ kind: v.literal("opened") }),
  /** A message of marimo's kernel: `{"op": …, "data": …}`. */
  v.object({ kind: v.literal("kernel"), text: v.string() }),
  /** A call of `check` or `hint`, JSON of `mograder._results`. */
  v.object({ kind: v.literal("result"), text: v.string() }),
  /** Typed values of the notebook's variables, JSON of `atelier/answers.py`. */
  v.object({ kind: v.literal("answers"), json: v.string() }),
  /** Python does not start, or has come to an end. */
  v.object({ kind: v.literal("fault"), detail: v.string() }),
]);

export type NotebookEvent = v.InferOutput<typeof notebookEventSchema>;
