/** Validate: a second frame, out of sight, and the report that comes of it. Editing goes on meanwhile. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { KeptReport } from "../../core/checks/report.ts";
import type { ShellFailure } from "../failure.ts";
import { createReportShelf, type ReportShelf } from "../validation/report-shelf.ts";
import type { FrameLink } from "../wall.ts";
import type { FrameLife, FramePlan } from "./frame-life.ts";
import type { Hosts } from "./hosts.ts";
import type { Packages } from "./packages.ts";
import type { OpenDocument, SessionContext } from "./session.ts";
import type { Source } from "./source.ts";
import { createValidationRun, type ValidationRun } from "./validation-run.ts";

export type ValidationState =
  | { readonly kind: "idle" }
  /** `done` cells of `all`; 0 while Python starts. */
  | { readonly kind: "running"; readonly done: number; readonly all: number }
  | { readonly kind: "failed"; readonly failure: ShellFailure };

export interface Validator {
  readonly report: Omit<ReportShelf, "put">;
  readonly state: ReadonlySignal<ValidationState>;
  /** The frame that the page must draw out of sight; null when none is needed. */
  readonly plan: ReadonlySignal<FramePlan | null>;
  /** Starts anew; a validation that runs is given up. */
  start(): void;
  cancel(): void;
  connect(generation: number, link: FrameLink): void;
  receive(generation: number, data: unknown): void;
  lost(generation: number): void;
}

export interface ValidatorParts {
  readonly context: SessionContext;
  readonly document: OpenDocument;
  readonly source: Source;
  readonly packages: Packages;
  readonly hosts: Hosts;
  readonly frame: Pick<FrameLife, "caughtUp">;
}

export function createValidator(parts: ValidatorParts): Validator {
  const { context, document, packages, source, hosts } = parts;
  const { environment, notices } = context;
  const report = createReportShelf({ environment, notices, key: document, source: source.text });
  const state = signal<ValidationState>({ kind: "idle" });
  const plan = signal<FramePlan | null>(null);
  let current: { generation: number; run: ValidationRun } | undefined;
  let generation = 0;

  /** Ends what runs; what was about to begin finds another generation. */
  function drop(next: ValidationState): void {
    generation++;
    current?.run.close();
    current = undefined;
    plan.value = null;
    state.value = next;
  }

  function end(result: KeptReport | ShellFailure): void {
    if ("failure" in result) {
      drop({ kind: "failed", failure: result });
      return;
    }
    report.put(result);
    context.validated(document, result.report);
    drop({ kind: "idle" });
    const { passed, all } = result.report.score;
    notices.announce({ said: "validated", passed, all });
  }

  function createRun(): ValidationRun {
    const cells = source.cells.value;
    const run = createValidationRun({
      context,
      document,
      packages,
      source: source.text.value,
      cells,
      progress(done) {
        if (current?.run === run) state.value = { kind: "running", done, all: cells.length };
      },
      ended(result) {
        if (current?.run === run) end(result);
      },
    });
    return run;
  }

  async function start(): Promise<void> {
    drop({ kind: "running", done: 0, all: source.cells.value.length });
    const mine = generation;
    // What was typed a moment ago is validated, too.
    const [pieces] = await Promise.all([
      environment.pieces.frame(new AbortController().signal),
      parts.frame.caughtUp(),
    ]);
    if (generation !== mine) return;
    if ("failure" in pieces) return drop({ kind: "failed", failure: pieces });
    current = { generation, run: createRun() };
    plan.value = { generation, pieces, hosts: hosts.allowed.value };
  }

  const runOf = (wanted: number) => (current?.generation === wanted ? current.run : undefined);
  return {
    report,
    state,
    plan,
    start: () => void start(),
    cancel: () => drop({ kind: "idle" }),
    connect: (wanted, link) => runOf(wanted)?.connect(link),
    receive: (wanted, data) => runOf(wanted)?.receive(data),
    lost: (wanted) => runOf(wanted)?.lost(),
  };
}
