/** The shell's messages, turned into actions on the open notebook. */
import type { ShellMessage, ShellMessageOf } from "../runtime/contract.ts";
import { pythonBlobNames, pythonFileNames } from "../runtime/worker/protocol.ts";
import { commandEditor } from "./cells/code-mirror.ts";
import { type NotebookContext, openInPython } from "./context.ts";
import { hearWorker } from "./hear-worker.ts";
import { startIslandOutputs } from "./islands/outputs.ts";
import { createPythonWorker } from "./python-worker.ts";
import { applyTheme } from "./theme.ts";
import { createValidation } from "./validation.ts";

export function hearShell(context: NotebookContext, message: ShellMessage): void {
  const { model, session, send } = context;
  switch (message.kind) {
    case "python":
      startPython(context, message);
      break;
    case "python-files":
      takeFiles(context, message);
      break;
    case "islands":
      startIslands(context, message);
      break;
    case "islands-lazy":
      context.lazyModules.take(message.lazy);
      break;
    case "notebook":
      takeNotebook(context, message);
      break;
    case "source":
      context.source = message.source;
      session.source(message.source);
      break;
    case "settings":
      context.settings = message.settings;
      model.settings.value = message.settings;
      applyTheme(message.settings.theme);
      session.applySettings(message.settings);
      break;
    case "command":
      obey(context, message.command);
      break;
    case "show-cell":
      model.reveal.value = message.cell;
      break;
    case "run-cell":
      session.run([message.cell]);
      break;
    case "files":
      addFiles(context, message);
      break;
    case "read-file":
      send({ kind: "read-file", name: message.name });
      break;
    case "read-answers":
      send({ kind: "answers", request: message.request, names: message.names });
      break;
    case "got":
      send({ kind: "got", request: message.request, result: message.result });
      break;
    case "limits":
      context.validation ??= createValidation(message, {
        tell: context.tell,
        stop: () => context.worker?.close(),
        runNothing: () => send({ kind: "execute", cells: [], enable: [] }),
        control: (request) => send({ kind: "control", request }),
      });
      break;
    case "open":
    case "ping":
      break; // start.tsx has answered these.
    default:
      message satisfies never;
  }
}

function startPython(context: NotebookContext, message: ShellMessageOf<"python">): void {
  const { wasm, ...others } = message.parts;
  const parts = pick(pythonBlobNames, others);
  if (!wasm || !parts) {
    context.tell({ kind: "fault", code: "python-incomplete", detail: Object.keys(message.parts).join(" ") });
    return;
  }
  context.model.python.value = { kind: "starting" };
  context.tell({ kind: "boot", stage: "restoring", how: null });
  const { worker: script, packages, boot: how } = message;
  context.worker = createPythonWorker({ script, wasm, parts, packages, how }, (event) =>
    hearWorker(context, event),
  );
  openInPython(context);
  if (context.open.autorun) context.session.runAll();
  else context.textsFirst.end();
}

function addFiles({ added, send }: NotebookContext, { files }: ShellMessageOf<"files">): void {
  for (const { name, blob } of files) {
    added.set(name, blob);
    send({ kind: "add-file", name, blob });
  }
}

function takeFiles(context: NotebookContext, message: ShellMessageOf<"python-files">): void {
  const files = pick(pythonFileNames, message.parts);
  if (files) context.worker?.takeFiles(files);
}

/** The named ones of these blobs; undefined when one of them is missing. */
function pick<Name extends string>(
  names: readonly Name[],
  blobs: Readonly<Record<string, Blob>>,
): Readonly<Record<Name, Blob>> | undefined {
  const entries = names.map((name) => [name, blobs[name]] as const);
  return entries.every(([, blob]) => blob) ? (Object.fromEntries(entries) as Record<Name, Blob>) : undefined;
}

function startIslands(context: NotebookContext, message: ShellMessageOf<"islands">): void {
  if (!context.peer) return;
  const { lazyModules: lazy, tell } = context;
  startIslandOutputs({ ...message, lazy }, context.peer, context.textsFirst.over.then(nextPaint))
    .catch((error: unknown) => tell({ kind: "fault", code: "islands", detail: String(error) }))
    .finally(() => {
      context.early.end();
      lazy.markStarted();
    });
}

/** What the page is to look like now is seen before anything else is begun. */
function nextPaint(): Promise<void> {
  // Nothing is painted in a tab that nobody sees, and nobody waits there.
  if (document.hidden) return Promise.resolve();
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

function takeNotebook(context: NotebookContext, message: ShellMessageOf<"notebook">): void {
  const { model, session, peer } = context;
  context.source = message.source;
  session.source(message.source);
  peer?.register(message.cells);
  for (const cell of model.take(message.cells, message.seen)) session.remove(cell);
}

function obey({ model }: NotebookContext, command: ShellMessageOf<"command">["command"]): void {
  const { actions, focused, reveal } = model;
  const cells = model.views();
  switch (command) {
    case "run-all":
      actions.runAll();
      break;
    case "run-stale":
      actions.runStale();
      break;
    case "run-focused":
      if (focused.value) actions.run([focused.value]);
      break;
    case "stop":
      actions.stop();
      break;
    case "find":
      if (focused.value) commandEditor(focused.value, "find");
      break;
    case "focus-first":
      reveal.value = cells[0]?.id ?? null;
      break;
    case "focus-last":
      reveal.value = cells.at(-1)?.id ?? null;
      break;
    default:
      command satisfies never;
  }
}
