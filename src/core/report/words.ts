/** The sentences of a report; `words/report.ts` has them in English. */
import type { CheckItem, CheckState } from "../checks/list.ts";
import type { CheckReport } from "../checks/report.ts";
import type { CellProblem } from "../checks/report-problems.ts";

export interface ReportWords {
  /** BCP 47 name of the language. */
  readonly language: string;
  readonly name: string;
  readonly summary: (report: CheckReport) => string;
  readonly time: (at: number) => string;
  readonly duration: (milliseconds: number) => string;
  readonly ended: (report: CheckReport) => string;
  readonly facts: { readonly file: string; readonly at: string; readonly took: string; readonly of: string };
  readonly checks: string;
  readonly visible: string;
  readonly states: Readonly<Record<CheckState, string>>;
  readonly marks: (marks: NonNullable<CheckItem["marks"]>) => string;
  readonly errors: string;
  readonly problem: (problem: CellProblem) => string;
  readonly cell: (number: number, name: string) => string;
  readonly notebook: string;
  readonly code: string;
  readonly notReached: string;
  readonly heldBack: string;
  readonly stoppedHere: string;
  readonly disabled: string;
  readonly console: string;
  readonly rows: (shown: number, all: number | null) => string;
  readonly tooLarge: (characters: number) => string;
  readonly leftOut: (what: string) => string;
  readonly farPicture: (alt: string, host: string) => string;
  readonly kinds: {
    readonly chart: string;
    readonly widget: string;
    readonly page: string;
    readonly sound: string;
    readonly video: string;
    readonly picture: string;
    readonly hints: string;
    readonly element: (name: string) => string;
    readonly output: (mimetype: string) => string;
  };
  readonly diagram: string;
  readonly yes: string;
  readonly no: string;
  readonly empty: string;
  readonly file: string;
}
