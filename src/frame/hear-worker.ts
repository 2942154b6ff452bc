/** What Python says, turned into the model, marimo's outputs and messages for the shell. */
import { savesData } from "../core/saves-data.ts";
import type { WorkerEvent } from "../runtime/worker/protocol.ts";
import { type NotebookContext, tellStatus } from "./context.ts";
import { type KernelMessage, readKernelMessage } from "./kernel-message.ts";
import { readResult } from "./results.ts";

export function hearWorker(context: NotebookContext, event: WorkerEvent): void {
  const { tell, model, session } = context;
  switch (event.kind) {
    case "booted":
      tell({ kind: "boot", stage: "session", how: event.how, marks: { ...event.marks } });
      break;
    case "opened":
      model.python.value = { kind: "ready" };
      tell({ kind: "boot", stage: "ready", how: null });
      break;
    case "boot-failed": {
      const detail = cut(event.fault.detail);
      model.python.value = { kind: "failed", detail };
      tell({ kind: "boot", stage: "failed", how: event.fault.how, detail });
      context.textsFirst.end();
      break;
    }
    case "kernel":
      hearKernel(context, event.text);
      break;
    case "result": {
      const message = readResult(event.text, context.run);
      if (message?.kind === "hint" && message.cell !== null)
        tell({ ...message, count: context.hints.add(message.cell, message.count) });
      else if (message) tell(message);
      break;
    }
    case "files":
      tell({ kind: "files-written", files: [...event.files] });
      break;
    case "file":
      if (event.blob) tell({ kind: "save", name: event.name, blob: event.blob });
      break;
    case "want-files":
      tell({ kind: "want", pieces: "python-files" });
      break;
    case "missed-files":
      session.run(model.views().flatMap(({ id }) => (model.runOf(id)?.status === "error" ? [id] : [])));
      break;
    case "answers":
    case "need":
    case "package":
    case "blocked-host":
      tell(event);
      break;
    case "fault":
      tell({ kind: "fault", code: event.code, detail: cut(event.detail) });
      break;
    default:
      event satisfies never;
  }
}

function hearKernel(context: NotebookContext, text: string): void {
  const envelope: unknown = JSON.parse(text);
  const message = readKernelMessage(envelope);
  if (message) apply(context, message);
  context.peer?.deliver(envelope, text);
}

function apply(context: NotebookContext, message: KernelMessage): void {
  const { model, tell, completions } = context;
  switch (message.op) {
    case "cell-op":
      model.cellOp(message.data);
      if (context.peer !== null) context.early.take(message.data);
      if (message.data.status === "running") context.hints.begin(message.data.cell_id);
      if (!context.running && model.isRunning()) {
        context.running = true;
        context.run += 1;
        tell({ kind: "run", run: context.run, state: "started" });
      }
      tellStatus(context, message.data.cell_id);
      context.validation?.cellOp(message.data, context.run);
      break;
    case "function-call-result":
      context.validation?.answered(message.data.function_call_id, message.data.return_value);
      break;
    case "completed-run":
      if (context.validation?.completed() === false) break;
      context.running = false;
      context.textsFirst.end();
      if (context.peer !== null && !context.restWanted) void wantRest(context);
      tell({ kind: "run", run: context.run, state: "finished" });
      break;
    case "completion-result": {
      const { completion_id: id, options } = message.data;
      completions.answer(
        id,
        options.map(({ name, type, completion_info: info }) => ({ name, type, info: info ?? "" })),
      );
      break;
    }
    default:
      message satisfies never;
  }
}

/** Once the first outputs are drawn: what the next ones may need. Formulas are drawn again when their fonts come. */
async function wantRest(context: NotebookContext): Promise<void> {
  const { lazyModules, tell } = context;
  context.restWanted = true;
  await lazyModules.started;
  // Animation frames would never come in a tab that nobody sees.
  setTimeout(() => {
    void lazyModules.get();
    // Who saves data gets them with the first import that needs one.
    if (!savesData(navigator)) tell({ kind: "want", pieces: "python-files" });
  }, 100);
}

/** Details are for diagnostics; their end tells most. */
function cut(detail: string): string {
  return detail.slice(-2_000);
}
