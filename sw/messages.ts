/**
 * What a page may say to a worker, and what the worker answers through the port that came with it.
 *
 * Page and worker may come from different builds, either being the older: fields and kinds are only ever added, what is
 * not understood is answered so, and a page does not wait for an answer for ever.
 */

export type ToWorker =
  /** Page → waiting worker: the person agreed to the update. */
  | { readonly kind: "activate" }
  /** Page → its worker: do we come from the same build? `script` is the address of the page's own script. */
  | { readonly kind: "compare"; readonly script: string };

export type FromWorker =
  /** The page may reload as soon as the worker is active. */
  | { readonly kind: "activating" }
  /** Nothing happens: so many other pages stand on the old build, and one may be running a notebook. */
  | { readonly kind: "other-pages"; readonly count: number }
  | { readonly kind: "compared"; readonly same: boolean }
  | { readonly kind: "not-understood" };

/** Undefined for anything that is not a message of ours. */
export function readMessage(data: unknown): ToWorker | undefined {
  if (typeof data !== "object" || data === null || !("kind" in data)) return undefined;
  if (data.kind === "activate") return { kind: "activate" };
  if (data.kind === "compare" && "script" in data && typeof data.script === "string") {
    return { kind: "compare", script: data.script };
  }
  return undefined;
}
