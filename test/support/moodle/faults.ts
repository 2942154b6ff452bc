/** What goes wrong, once it has been asked for. */

/** One of Moodle's scripts or functions. */
export type Step =
  | "token"
  | "info"
  | "courses"
  | "groups"
  | "assignments"
  | "status"
  | "start"
  | "upload"
  | "save"
  | "finalize"
  | "file"
  | "page"
  | "unknown";

export type FaultKind =
  /** It breaks while the request is still coming in: nothing is done. */
  | "reset"
  /** All is done, and the connection ends without an answer. */
  | "lost"
  /** Nothing is done: a page with status 500. */
  | "error-500"
  /** Nothing is done: a page of HTML with status 200, as proxies and hotels send it. */
  | "html"
  /** All is done, and the answer comes 100 milliseconds later. */
  | "slow"
  /** The token stops being one just before. */
  | "expired";

export interface FaultOptions {
  /** How many such steps go well before. */
  readonly after?: number;
  readonly times?: number;
}

interface Planned {
  readonly step: Step;
  readonly kind: FaultKind;
  after: number;
  times: number;
}

export function createFaults() {
  const planned: Planned[] = [];
  return {
    plan(step: Step, kind: FaultKind, { after = 0, times = 1 }: FaultOptions = {}): void {
      planned.push({ step, kind, after, times });
    },
    /** For a step that is about to be taken. */
    next(step: Step): FaultKind | undefined {
      const fault = planned.find((each) => each.step === step && each.times > 0);
      if (fault === undefined) return undefined;
      if (fault.after > 0) {
        fault.after -= 1;
        return undefined;
      }
      fault.times -= 1;
      return fault.kind;
    },
  };
}
