/** What the parts of one open notebook share. */
import { fileNameInPython } from "../core/packages/own-module.ts";
import type { FrameMessage, Settings, ShellMessageOf } from "../runtime/contract.ts";
import type { WorkerRequest } from "../runtime/worker/protocol.ts";
import type { Completions } from "./completions.ts";
import type { OwnModel } from "./create-model.ts";
import type { HintCount } from "./hints.ts";
import type { EarlyOutputs } from "./islands/early-outputs.ts";
import type { LazyModules } from "./islands/lazy-modules.ts";
import type { IslandsPeer } from "./islands/peer.ts";
import type { TextsFirst } from "./islands/texts-first.ts";
import type { NotebookSession } from "./notebook-session.ts";
import type { PythonWorker } from "./python-worker.ts";
import type { Validation } from "./validation.ts";

export interface NotebookContext {
  readonly open: ShellMessageOf<"open">;
  readonly tell: (message: FrameMessage) => void;
  /** To Python; dropped while there is none. */
  readonly send: (request: WorkerRequest) => void;
  readonly model: OwnModel;
  readonly session: NotebookSession;
  readonly completions: Completions;
  readonly hints: HintCount;
  /** marimo's outputs; null where nothing is rendered (validate). */
  readonly peer: IslandsPeer | null;
  /** What of them is loaded on demand. */
  readonly lazyModules: LazyModules;
  source: string;
  settings: Settings;
  /** What the student has put into the notebook's folder, by name: each Python that starts is given it. */
  readonly added: Map<string, Blob>;
  worker: PythonWorker | undefined;
  /** Present where the notebook is validated, once the shell has set the limits. */
  validation: Validation | undefined;
  /** Number of the current or last run; 0 before the first. */
  run: number;
  running: boolean;
  readonly textsFirst: TextsFirst;
  readonly early: EarlyOutputs;
  /** What the first output could do without has been asked for. */
  restWanted: boolean;
}

/** The first request to a Python that starts: from now on it can be asked to run. */
export function openInPython({ open, source, settings, added, send, session }: NotebookContext): void {
  const { files } = open;
  const filename = fileNameInPython(open.filename, source);
  // A report may hold nothing that came of a file that was late.
  send({ kind: "open", filename, source, settings, files, waits: open.purpose === "validate" });
  for (const [name, blob] of added) send({ kind: "add-file", name, blob });
  session.opened();
}

export function tellStatus({ model, tell, run }: NotebookContext, cell: string): void {
  const state = model.runOf(cell);
  if (state) tell({ kind: "cell", cell, status: state.status, run });
}
