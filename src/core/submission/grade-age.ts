/** Whether a grade is for what was submitted last. */
import type { Receipt } from "./records.ts";
import type { RemoteGrade } from "./transport.ts";

/**
 * True where the receipt is of a later version than the one that was graded. A time of the server's is compared with
 * the server's, else one of this device's with this device's: `firstRead` is when the grade was first read here, null
 * where nobody knows.
 */
export function isGradeOfBefore(
  { at: gradedAt }: Pick<RemoteGrade, "at">,
  firstRead: number | null,
  receipt: Pick<Receipt, "at" | "seenAt" | "duplicate"> | null,
): boolean {
  if (receipt === null) return false;
  if (gradedAt !== null) return (receipt.at ?? receipt.seenAt) > gradedAt;
  // What the server had already, it may have graded: when it was asked again tells nothing.
  return firstRead !== null && !receipt.duplicate && receipt.seenAt > firstRead;
}
