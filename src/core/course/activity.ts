/** What has happened with a student's work in a course: the lines of the activity log. */
import type { TransportFailure } from "../submission/failure.ts";

export interface Activity {
  /** By this device's clock, in milliseconds since 1970. */
  readonly at: number;
  /** The course's config URL. */
  readonly course: string;
  /** Name of the assignment; null for what concerns the whole course. */
  readonly assignment: string | null;
  readonly what: Happening;
}

/** Never a token, a password or a text of the student's. */
export type Happening =
  /** What the server hands out, kept here. */
  | { readonly kind: "downloaded"; readonly bytes: number }
  /** The student's work, or a file of the feedback, saved as a file. */
  | { readonly kind: "saved"; readonly filename: string; readonly bytes: number }
  /** The handed-out notebook is another than the one that is kept here. */
  | { readonly kind: "changed-upstream" }
  | { readonly kind: "validated"; readonly passed: number; readonly all: number }
  | ({
      readonly kind: "queued";
      readonly filename: string;
      readonly bytes: number;
      readonly digest: string;
    } & Whose)
  | ({ readonly kind: "cancelled" } & Whose)
  | ({
      readonly kind: "tried";
      readonly outcome: "unsent" | "unsure" | "refused";
      readonly failure: TransportFailure;
    } & Whose)
  | ({
      readonly kind: "submitted";
      readonly receipt: string;
      readonly final: boolean;
      readonly duplicate: boolean;
      /** By the server's clock. */
      readonly at: number | null;
    } & Whose)
  | { readonly kind: "graded"; readonly grade: string }
  | { readonly kind: "signed-in"; readonly user: string; readonly host: string }
  | { readonly kind: "signed-out"; readonly host: string }
  | { readonly kind: "failed"; readonly failure: TransportFailure };

/** As the server names them; lines of earlier versions do not say. */
interface Whose {
  readonly user?: string;
}
