/**
 * One validation: the source as it was, run once in a fresh frame that draws nothing. What that frame says can only
 * fill the report; it edits nothing, saves nothing and asks nothing.
 */
import { type KeptReport, makeReport, type ReportEnd } from "../../core/checks/report.ts";
import { type CollectedRun, collect, NOTHING_RAN } from "../../core/checks/report-run.ts";
import { digestOf } from "../../core/digest.ts";
import type { ShellFailure } from "../failure.ts";
import type { CellView, FrameLink, FrameMessage } from "../wall.ts";
import { openingMessage } from "./opening.ts";
import type { Packages } from "./packages.ts";
import { createPython } from "./python.ts";
import type { OpenDocument, SessionContext } from "./session.ts";

export interface ValidationRun {
  connect(link: FrameLink): void;
  receive(data: unknown): void;
  lost(): void;
  close(): void;
}

export interface ValidationRunParts {
  readonly context: SessionContext;
  readonly document: OpenDocument;
  readonly packages: Packages;
  readonly source: string;
  readonly cells: readonly CellView[];
  /** So many cells have run. */
  progress(done: number): void;
  ended(result: KeptReport | ShellFailure): void;
}

/** What was said just before the end may still be under way. */
const LAST_WORDS = 300;
/** Seconds that the start of Python may take on top of the limit, before we give the frame up. */
const START_LIMIT = 120;

export function createValidationRun(parts: ValidationRunParts): ValidationRun {
  const { environment, settings } = parts.context;
  const limits = settings.limits.value;
  const aborter = new AbortController();
  let link: FrameLink | undefined;
  let run = NOTHING_RAN;
  let began: number | undefined;
  let ending = false;
  const python = createPython(environment, aborter.signal, false, (message) => link?.send(message));

  const unwatch = python.state.subscribe((state) => {
    if (state.kind === "failed" && !aborter.signal.aborted) parts.ended(state.failure);
  });

  function end(how: ReportEnd): void {
    if (ending) return;
    ending = true;
    const at = began ?? environment.clock.now();
    const duration = environment.clock.now() - at;
    environment.clock.after(LAST_WORDS, () => {
      if (!aborter.signal.aborted) void reportOn(parts, run, { at, duration, ended: how }).then(parts.ended);
    });
  }

  environment.clock.after((limits.all + START_LIMIT) * 1_000, () => end({ kind: "lost" }));

  function take(message: FrameMessage): void {
    switch (message.kind) {
      case "boot":
        if (message.stage === "failed")
          parts.ended({ failure: "python-failed", detail: message.detail ?? "" });
        return;
      case "want":
        return void python.want(message.pieces);
      case "run":
        began ??= environment.clock.now();
        if (message.state !== "started") end({ kind: "finished" });
        return;
      case "cell":
      case "check":
      case "output":
        run = collect(run, message);
        parts.progress(countDone(run));
        return;
      case "limit":
        end(message);
        return;
      case "need":
        void parts.packages
          .answer(message)
          .then((result) => link?.send({ kind: "got", request: message.request, result }));
        return;
      default:
        // Nothing else is anything that a validation may want.
        return;
    }
  }

  return {
    connect(to) {
      link = to;
      const opening = openingMessage(parts.document, parts, settings);
      to.send({ ...opening, purpose: "validate", autorun: true, added: [] });
      to.send({ kind: "limits", ...limits });
      python.deliver();
    },
    receive(data) {
      const message = environment.readFrameMessage(data);
      if (message !== undefined) take(message);
    },
    lost: () => end({ kind: "lost" }),
    close() {
      unwatch();
      aborter.abort();
    },
  };
}

function countDone(run: CollectedRun): number {
  return [...run.cells.values()].filter((cell) => cell.progress === "done").length;
}

async function reportOn(
  { document, source, cells }: ValidationRunParts,
  run: CollectedRun,
  facts: { at: number; duration: number; ended: ReportEnd },
): Promise<KeptReport> {
  const { title, filename } = document;
  return makeReport({ title, filename, source, cells }, run, { ...facts, of: await digestOf(source) });
}
