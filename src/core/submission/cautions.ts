/** What a student has to say yes to once more before something is sent that may do them harm. */

export type Caution =
  /** In time is submitted already; what comes late may count less. */
  | "late-after-in-time"
  /** Something is submitted already, and nobody here knows when. */
  | "late-after-some"
  /** What was handed out would take the place of what is submitted. */
  | "untouched-after-some";

export interface CautionFacts {
  /** Milliseconds since 1970, like `now`. */
  readonly due: number | null;
  readonly now: number;
  /** What is submitted already; null for nothing. `at`: null where nobody knows. */
  readonly earlier: { readonly at: number | null } | null;
  /** The text is as it was handed out. */
  readonly isUntouched: boolean;
}

export function cautionsOf({ due, now, earlier, isUntouched }: CautionFacts): readonly Caution[] {
  if (earlier === null) return [];
  const cautions: Caution[] = [];
  if (due !== null && due < now) {
    if (earlier.at === null) cautions.push("late-after-some");
    else if (earlier.at <= due) cautions.push("late-after-in-time");
  }
  if (isUntouched) cautions.push("untouched-after-some");
  return cautions;
}
