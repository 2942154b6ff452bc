/** One call of `check` or `Grader.check` as the runtime reports it (mograder's sidecar record and the cell it came from). */
export interface CheckRecord {
  readonly cell: string | null;
  readonly label: string;
  /** The question key of a `Grader`: the label before its first colon; null for a plain `check`. */
  readonly key: string | null;
  /** success: all passed; partial: some weight passed; danger: none; warn: waiting for code. */
  readonly status: "success" | "partial" | "danger" | "warn";
  /** Messages of the items that failed, in order. */
  readonly details: readonly string[];
  readonly earnedWeight: number;
  readonly totalWeight: number;
  readonly marks: { readonly earned: number; readonly available: number } | null;
}
