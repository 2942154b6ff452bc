/** What the command line and the process that runs one notebook say to each other: one line of JSON a message. */
import * as v from "valibot";
import type { SessionCell } from "../session.ts";
import type { PackageAddresses } from "../worker/packages.ts";

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
      /** Where packages are; by default Pyodide's own place and PyPI. */
      readonly addresses: PackageAddresses | undefined;
    }
  /** The answer to a `need`. */
  | { readonly kind: "got"; readonly request: number; readonly file: PackageFile }
  | { readonly kind: "answers"; readonly names: readonly string[] };

/** A package file or an answer of the index, or the code of why there is none. */
export type PackageFile = { readonly base64: string } | { readonly failure: string };

/** From the process, which runs a stranger's code: checked by this schema. */
export const notebookEventSchema = v.variant("kind", [
  /** A package file, which the process cannot fetch by itself. */
  v.object({ kind: v.literal("need"), request: v.number(), url: v.string() }),
  /** What becomes of a package that the notebook needs; the last event of a name is how it stands. */
  v.object({
    kind: v.literal("package"),
    name: v.pipe(v.string(), v.regex(/^[\w.-]{1,100}$/)),
    state: v.picklist(["wanted", "fetching", "installed", "failed", "impossible"]),
    reason: v.optional(v.string()),
  }),
  /** Python and its packages are there, and the cells begin to run. */
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
